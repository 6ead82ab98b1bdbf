package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.report.Looks;
import dev.assay.report.ReviewItem;
import dev.assay.report.ReviewPage;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.schema.RefusedException;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "review",
        description =
                "Shows a person the items that matter most: disagreements first, then what is unknown, then what is"
                        + " least certain; with an overrides file to fill in.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay review staging/dataset_analysis/inventory.jsonl -o review.html"})
final class ReviewCommand implements Callable<Integer> {

    @Parameters(paramLabel = "INVENTORY", description = "a folder to scan, or an inventory file")
    private String inventory = "";

    @Option(names = "-o", paramLabel = "FILE", description = "the page to write (default: ${DEFAULT-VALUE})")
    private Path page = Path.of("review.html");

    @Option(names = "--most", paramLabel = "N", description = "items to show (default: ${DEFAULT-VALUE})")
    private int most = 100;

    @Option(names = "--axes", split = ",", description = "axes to review (default: label and our own)")
    private List<String> axes = List.of();

    @Mixin
    private InventoryOptions options = new InventoryOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Inventory items = options.open(inventory, output, page, overrides());
        List<String> asked = new ArrayList<>(axes);
        if (asked.isEmpty()) {
            asked.add("label");
            asked.addAll(Columns.OWN_AXES);
        }
        for (String axis : axes) {
            if (!items.has(axis) && options.scan().rules().levels(axis).isEmpty()) {
                throw new RefusedException("no axis '" + axis + "': neither a column nor in the rules");
            }
        }
        List<ReviewItem> review = ReviewPage.leastCertain(items, asked, most);
        Map<String, List<String>> levels = new LinkedHashMap<>();
        asked.forEach(axis -> levels.put(axis, options.scan().rules().levels(axis)));
        MediaEngine engine = MediaEngines.find().engine().orElse(null);
        Looks looks = new Looks(items, engine, engine != null, new Steps(output));
        OutputFile.write(page, ReviewPage.of(review, levels, looks::picture));
        Path overrides = overrides();
        OutputFile.write(overrides, ReviewPage.overridesTemplate(review));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("items", review);
        document.put("page", page.toString());
        document.put("overrides", overrides.toString());
        output.answer(
                document,
                Counted.of(review.size(), "item") + " to look at in " + page + "; fill in " + overrides
                        + " and scan again with --overrides " + overrides);
        return Exit.DONE;
    }

    /** The overrides file beside the page: {@code review.html} and {@code review.csv}. */
    private Path overrides() {
        String name = String.valueOf(page.getFileName()).replaceFirst("\\.html?$", "") + ".csv";
        return page.resolveSibling(name);
    }
}
