package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.InventoryFile;
import dev.assay.schema.Schema;
import dev.assay.source.Root;
import dev.assay.source.SourceException;
import java.io.IOException;
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

    /**
     * Reads or scans an inventory.
     *
     * @param written what the command is going to write: nothing of it may stand under a scanned folder or replace the
     *     inventory
     */
    Inventory open(String argument, Output output, Path... written) throws IOException {
        return all(argument, output, written).where(where);
    }

    /** The same without {@code --where}. */
    Inventory all(String argument, Output output, Path... written) throws IOException {
        for (Path file : written) {
            protect(argument, file);
        }
        Inventory inventory = read(argument, output);
        output.warn(inventory.warnings());
        return inventory;
    }

    /** The filter, blank where there is none. */
    String where() {
        return where;
    }

    ScanOptions scan() {
        return scan;
    }

    private static boolean isFolder(String argument) {
        boolean named = argument.matches("[^/\\\\]+=.+") && !Files.exists(Path.of(argument));
        return named || Files.isDirectory(Path.of(argument));
    }

    private static void protect(String argument, Path written) throws IOException {
        if (isFolder(argument)) {
            InventoryFile.refuseUnder(List.of(Root.parse(argument)), written);
        } else if (Files.exists(written)
                && Files.exists(Path.of(argument))
                && Files.isSameFile(written, Path.of(argument))) {
            throw new SourceException("the output " + written + " is the inventory itself; name another place for it");
        }
    }

    private Inventory read(String argument, Output output) {
        if (isFolder(argument)) {
            try (Progress progress = new Progress("scan", output)) {
                return Inventory.scan(scan.scan(), List.of(Root.parse(argument)), progress);
            }
        }
        Schema schema = Schema.withDefaults();
        schema = id == null ? schema : schema.withId(id);
        schema = weight == null ? schema : schema.withWeight(weight);
        return Inventory.read(Path.of(argument), schema, scan.rules());
    }
}
