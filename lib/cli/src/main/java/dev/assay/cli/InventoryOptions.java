package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Schema;
import dev.assay.source.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an INVENTORY argument is read: a folder is scanned, a file is read. */
final class InventoryOptions {

    @Mixin
    private ScanOptions scan = new ScanOptions();

    @Option(names = "--id", paramLabel = "COLUMN", description = "the column of ids")
    private @Nullable String id;

    @Option(names = "--weight", paramLabel = "COLUMN", description = "the column of counts, such as Freq")
    private @Nullable String weight;

    @Option(names = "--where", paramLabel = "FILTER", description = "such as 'label=real and duration>=10'")
    private String where = "";

    Inventory open(String argument, Output output) {
        Inventory inventory = read(argument, output).where(where);
        output.warn(inventory.warnings());
        return inventory;
    }

    ScanOptions scan() {
        return scan;
    }

    private Inventory read(String argument, Output output) {
        boolean named = argument.matches("[^/\\\\]+=.+") && !Files.exists(Path.of(argument));
        if (named || Files.isDirectory(Path.of(argument))) {
            try (Progress progress = new Progress("scan", output)) {
                return Inventory.scan(scan.scan(null), List.of(Root.parse(argument)), progress);
            }
        }
        Schema schema = Schema.withDefaults();
        schema = id == null ? schema : schema.withId(id);
        schema = weight == null ? schema : schema.withWeight(weight);
        return Inventory.read(Path.of(argument), schema, scan.rules());
    }
}
