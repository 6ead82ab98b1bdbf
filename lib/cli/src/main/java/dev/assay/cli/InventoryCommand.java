package dev.assay.cli;

import dev.assay.inventory.ColumnTally;
import dev.assay.inventory.CopyTally;
import dev.assay.inventory.InventoryFile;
import dev.assay.inventory.ItemSink;
import dev.assay.inventory.Scan;
import dev.assay.inventory.ScanSummary;
import dev.assay.schema.Counted;
import dev.assay.schema.Schema;
import dev.assay.source.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inventory",
        description =
                "Scans folders, read-only, into an inventory: a line an item, with what is known and who says so.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay inventory data-samples/dataset_3 web=/data/web -o inventory.jsonl"})
final class InventoryCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "ROOT", description = "a folder, or name=FOLDER")
    private List<String> roots = List.of();

    @Option(names = "-o", paramLabel = "FILE", description = "the inventory to write (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("inventory.jsonl");

    @Mixin
    private ScanOptions scan = new ScanOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        List<Root> parsed = roots.stream().map(Root::parse).toList();
        ColumnTally columns = new ColumnTally(Schema.withDefaults());
        Scan scans = scan.scan();
        CopyTally copies = new CopyTally();
        ScanSummary summary;
        try (Progress progress = new Progress("scan", output)) {
            ItemSink beside = item -> {
                columns.accept(item);
                copies.accept(item);
            };
            summary = InventoryFile.scan(scans, parsed, file, beside, progress);
        }
        output.warn(summary.warnings());
        if (!summary.decoded()) {
            output.tell("files were not looked into: " + summary.notDecodedBecause());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("items", summary.items());
        document.put("by_status", summary.byStatus());
        document.put("by_dataset", summary.byDataset());
        Map<String, Long> duplicates = new LinkedHashMap<>();
        duplicates.put("copies", copies.copies());
        duplicates.put("near", copies.near());
        document.put("duplicates", duplicates);
        document.put("columns", columns.columns());
        document.put("metadata_files", summary.metadataFiles());
        document.put("manifests", summary.manifests());
        document.put("decoded", summary.decoded());
        document.put("not_decoded_because", summary.notDecodedBecause());
        document.put("warnings", summary.warnings());
        output.answer(document, words(summary, copies));
        return Exit.DONE;
    }

    private String words(ScanSummary summary, CopyTally copies) {
        StringBuilder words = new StringBuilder();
        words.append(Counted.of(summary.items(), "item"))
                .append(" in ")
                .append(file)
                .append('\n');
        summary.byStatus().forEach((status, count) -> words.append("  ")
                .append(status)
                .append(' ')
                .append(count)
                .append('\n'));
        summary.byDataset().forEach((name, count) -> words.append("  dataset ")
                .append(Plain.text(name))
                .append(' ')
                .append(count)
                .append('\n'));
        if (copies.copies() + copies.near() > 0) {
            words.append("  ")
                    .append(Counted.of(copies.copies(), "is a byte copy", "are byte copies"))
                    .append(", ")
                    .append(Counted.of(copies.near(), "shows", "show"))
                    .append(" nearly what another shows\n");
        }
        return words.toString();
    }
}
