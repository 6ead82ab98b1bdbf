package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.quota.Infeasible;
import dev.assay.quota.Lots;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.schema.Counted;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "quota",
        description = "Divides a sample over the cells of an inventory as a plan asks, or says why that cannot be.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  assay quota plan.yaml -i inventory.jsonl",
            "where plan.yaml holds",
            "  size: 200    # or max",
            "  axes: [environment, shot_type]",
            "  where: label=real",
            "  limits:",
            "    - {axis: environment, max_share: 0.60, min_share: 0.10}",
            "    - {axis: shot_type, level: selfie, min: 20, flex: [10, 200]}",
            "    - {by: identity, max: 2}",
            "The README shows every key, under \"A plan\"."
        })
final class QuotaCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions planned = new PlanOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Plan read = planned.plan();
        Inventory population = planned.population(read, output);
        output.warn(read.unmatched(population));
        long start = System.nanoTime();
        QuotaResult result = population.cube(read.cubeSpec()).allocate(read);
        output.tell(String.format(Locale.ROOT, "solved in %.3f s", (System.nanoTime() - start) / 1e9));
        output.answer(result.json(), words(result));
        return result instanceof Infeasible ? Exit.NO : Exit.DONE;
    }

    static String words(QuotaResult result) {
        StringBuilder words = new StringBuilder();
        if (result instanceof Quotas quotas) {
            Lots lots = quotas.lots();
            words.append(lots == null ? deviation(quotas) : lottery(quotas, lots));
            words.append(unknown(quotas.unknownCost()));
            words.append(missed(quotas.objective().missed()));
            for (Quotas.Cell cell : quotas.cells()) {
                words.append(String.format(
                        Locale.ROOT,
                        "%8d of %-8d %s%s%n",
                        cell.quota(),
                        cell.available(),
                        lots == null ? "" : probability(cell.inclusionProbability()),
                        Plain.text(String.join(":", cell.levels().values()))));
            }
        } else if (result instanceof Infeasible no) {
            words.append("infeasible (").append(no.proof()).append(")\n");
            words.append(unknown(no.unknownCost()));
            no.conflicts().forEach(conflict -> words.append("  cannot hold together: ")
                    .append(Plain.text(String.join("; ", conflict)))
                    .append('\n'));
            no.reasons().forEach(reason -> words.append("  because: ")
                    .append(Plain.text(reason))
                    .append('\n'));
            for (Infeasible.Repair repair : no.repairs()) {
                words.append("  would do: ")
                        .append(repair.changes().stream()
                                .map(change -> Plain.text(change.limit()) + ' ' + change.from() + " -> " + change.to())
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
            if (!no.allAsked()) {
                words.append("  ").append(Infeasible.CUT).append('\n');
            }
            words.append("  largest size with all limits kept: ")
                    .append(no.largestSize() == null ? "none" : no.largestSize().toString())
                    .append('\n');
        }
        return words.toString();
    }

    private static String probability(double probability) {
        return Double.isNaN(probability) ? "differs " : String.format(Locale.ROOT, "%.4f ", probability);
    }

    private static String missed(double share) {
        return share == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  no table over the cells that exist has the target's margins: chi-square is the distance to one that"
                                + " misses them by up to %.1f points%n",
                        100 * share);
    }

    private static String unknown(@Nullable Long items) {
        return items == null || items == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  %s of unknown cost %s left out: a budget cannot count %s%n",
                        Counted.of(items, "item"),
                        items == 1 ? "is" : "are",
                        items == 1 ? "it" : "them");
    }

    private static String deviation(Quotas quotas) {
        if (quotas.plan().objective() == Plan.Objective.NEYMAN) {
            return String.format(
                    Locale.ROOT,
                    "%s, %s (%s); %s; worst deviation %.4f%n",
                    Counted.of(quotas.size(), "item"),
                    quotas.status(),
                    quotas.proof(),
                    Double.isNaN(quotas.bound())
                            ? "a cell that varies has no item: the variance of the total stays open"
                            : String.format(
                                    Locale.ROOT, "variance of the total %.4f, and none is less", quotas.bound()),
                    quotas.objective().worstDeviation());
        }
        return String.format(
                Locale.ROOT,
                "%s, %s (%s); worst deviation %.4f, bound %.4f%n",
                Counted.of(quotas.size(), "item"),
                quotas.status(),
                quotas.proof(),
                quotas.objective().worstDeviation(),
                quotas.bound());
    }

    private static String lottery(Quotas quotas, Lots lots) {
        return String.format(
                Locale.ROOT,
                "%s, %s (%s): a lottery over %d equally likely quotas%s%n"
                        + "  smallest probability of an item: %.6f; none can have more than %.6f, by the weights of a dual"
                        + " program, checked in whole numbers%n%s%s"
                        + "  below, the quotas nearest to the mean, and each item's probability where all of the cell have one:%n",
                Counted.of(quotas.size(), "item"),
                quotas.status(),
                quotas.proof(),
                lots.size(),
                lots.size() == lots.vectors().size()
                        ? ""
                        : ", " + lots.vectors().size() + " of them distinct",
                lots.minimumProbability(),
                quotas.bound(),
                lots.difference() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  rounded to %d draws: probabilities differ by up to %.6f%n",
                                lots.size(),
                                lots.difference()),
                lots.never() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  %s in no quotas within the limits, and set aside%n",
                                Counted.of(lots.never(), "item is", "items are")));
    }
}
