package dev.assay.cli;

import dev.assay.bias.CrossTab;
import dev.assay.inventory.Inventory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "crosstab",
        description = "Counts items by two or more axes, with margins, expected counts and adjusted residuals.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay crosstab data-samples/dataset_3 --by environment,shot_type"})
final class CrosstabCommand implements Callable<Integer> {

    @Parameters(paramLabel = "INVENTORY", description = "a folder to scan, or CSV, TSV, JSON lines, JSON or a manifest")
    private String inventory = "";

    @Option(names = "--by", required = true, split = ",", paramLabel = "AXIS", description = "axes, joined by commas")
    private List<String> axes = List.of();

    @Mixin
    private InventoryOptions options = new InventoryOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Inventory items = options.open(inventory, output);
        CrossTab table = CrossTab.of(items.cube(axes.toArray(String[]::new)));
        output.answer(table, table.text());
        return Exit.DONE;
    }
}
