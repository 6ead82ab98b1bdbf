package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.quota.PlanException;
import dev.assay.quota.UnsupportedPlanException;
import dev.assay.schema.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A plan, and the inventory it speaks of. */
final class PlanOptions {

    @Parameters(
            paramLabel = "PLAN.yaml",
            description = "size, axes, limits, target, splits; see \"A plan\" in the README")
    private Path file = Path.of("plan.yaml");

    @Option(names = "-i", required = true, paramLabel = "INVENTORY", description = "a folder to scan, or a file")
    private String inventory = "";

    @Mixin
    private InventoryOptions options = new InventoryOptions();

    Path file() {
        return file;
    }

    Plan plan() throws IOException {
        return Plan.read(file);
    }

    /** The items that the plan admits, one a row. */
    Inventory items(Plan plan, Output output, Path... written) throws IOException {
        return items(plan, all(output, written), output);
    }

    /** The same of an inventory that was read before. */
    Inventory items(Plan plan, Inventory all, Output output) {
        Inventory items = population(plan, all, output);
        items.schema().weight().ifPresent(column -> {
            throw new UnsupportedPlanException("a row stands for as many items as " + column
                    + " says, and items without names can be counted but neither drawn nor split; leave out --weight");
        });
        return items;
    }

    /**
     * What the plan and {@code --where} admit. The plan is held against everything there is first: an id that it excludes
     * and the filter leaves out is no misspelling.
     */
    Inventory population(Plan plan, Output output, Path... written) throws IOException {
        return population(plan, all(output, written), output);
    }

    /** Everything there is, also what neither the plan nor {@code --where} admits. */
    Inventory all(Output output, Path... written) throws IOException {
        return options.all(inventory, output, written);
    }

    private Inventory population(Plan plan, Inventory all, Output output) {
        Inventory admitted = plan.population(all);
        Inventory kept = admitted.where(options.where());
        if (kept != admitted) {
            Set<String> ids = kept.rowsById().keySet();
            plan.mustInclude().stream()
                    .filter(id -> !ids.contains(id))
                    .findFirst()
                    .ifPresent(id -> {
                        throw new PlanException(
                                "must_include names " + id + ", which --where '" + options.where() + "' leaves out");
                    });
        }
        String where = plan.where();
        if (admitted.size() == 0 && where != null) {
            output.warn(none("where: " + where, where, all));
        } else if (kept.size() == 0 && admitted.size() > 0) {
            output.warn(none("--where '" + options.where() + "'", options.where(), admitted));
        }
        return kept;
    }

    /** Which filter leaves nothing, of how many items, and what it may have meant. */
    private static List<String> none(String filter, String condition, Inventory of) {
        return of.size() == 0 || of.where(condition).size() > 0
                ? List.of()
                : List.of(Stream.concat(
                                Stream.of(Plain.text(filter) + " admits none of " + Counted.of(of.size(), "item")),
                                of.unmatched(condition).stream().map(Plain::text))
                        .collect(Collectors.joining("; ")));
    }
}
