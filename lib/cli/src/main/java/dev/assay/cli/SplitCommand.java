package dev.assay.cli;

import dev.assay.group.Components;
import dev.assay.group.Glue;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.quota.Plan;
import dev.assay.quota.PlanException;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.selection.Splits;
import dev.assay.selection.Splitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "split",
        description = "Splits an inventory as a plan asks, cutting no group.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay split plan.yaml -i inventory.jsonl -o splits.jsonl"})
final class SplitCommand implements Callable<Integer> {

    @Option(names = "--seed", description = "seed of ties (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "-o", paramLabel = "FILE", description = "the splits to write (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("splits.jsonl");

    @Mixin
    private PlanOptions planned = new PlanOptions();

    @Mixin
    private Output output = new Output();

    /** A key that is misspelled would keep nothing whole, and say nothing. Our own keys may be known for no item. */
    private static void refuseUnknown(List<String> keys, List<String> axes, Inventory population) {
        Stream.concat(keys.stream().filter(key -> !Columns.GROUP_KEYS.contains(key)), axes.stream())
                .forEach(population::codes);
    }

    private static String glued(Splits splits) {
        Glue glue = splits.glue();
        return glue == null ? "" : "\nthe largest component: " + Plain.text(glue.words());
    }

    @Override
    public Integer call() throws IOException {
        Plan read = planned.plan();
        Plan.Splits asked = read.splits();
        if (asked == null) {
            throw new PlanException(planned.file() + " has no `splits`; expected, for example, splits: {shares: {train:"
                    + " 0.8, val: 0.1, test: 0.1}, disjoint_by: [identity]}");
        }
        Inventory all = planned.all(output, file);
        Inventory population = planned.items(read, all, output);
        output.warn(read.unmatched(population));
        refuseUnknown(asked.disjointBy(), read.axes(), population);
        Splits splits = Splitter.of(asked.shares())
                .disjointBy(asked.disjointBy())
                .balancing(read.axes())
                .split(population, Components.of(all, asked.disjointBy()), seed);
        if (population.size() == 0) {
            output.answer(splits.json(), "infeasible: there are 0 items to split; " + file + " is not written");
            return Exit.NO;
        }
        OutputFile.write(file, splits.jsonl());
        output.answer(
                splits.json(),
                String.format(
                                Locale.ROOT,
                                "%s in %s; worst deviation %.4f (bound %.4f), %s, %s cut",
                                splits.splits(),
                                file,
                                splits.worstDeviation(),
                                splits.bound(),
                                Counted.of(splits.components(), "component"),
                                Counted.of(splits.crossing(), "key"))
                        + glued(splits));
        return splits.crossing() == 0 ? Exit.DONE : Exit.NO;
    }
}
