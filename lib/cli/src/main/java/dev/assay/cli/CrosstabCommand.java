package dev.assay.cli;

import dev.assay.bias.CrossTab;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.report.CrossTabHtml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--html", paramLabel = "FILE", description = "write it as a page, too")
    private @Nullable Path html;

    @Mixin
    private InventoryOptions options = new InventoryOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Inventory items = options.open(inventory, output, html == null ? new Path[0] : new Path[] {html});
        CrossTab table = CrossTab.of(items.cube(axes.toArray(String[]::new)));
        if (html != null) {
            OutputFile.write(html, CrossTabHtml.page(table));
        }
        output.answer(table, table.text());
        return Exit.DONE;
    }
}
