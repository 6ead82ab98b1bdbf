package dev.assay.inventory;

import dev.assay.source.Root;
import dev.assay.source.Roots;
import dev.assay.source.SourceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An inventory as JSON lines, in a file that appears when it is whole. */
public final class InventoryFile {

    private InventoryFile() {}

    /**
     * Sources are read only: an output has to stand elsewhere.
     *
     * @throws SourceException where a file stands under a root
     */
    public static void refuseUnder(List<Root> roots, Path file) {
        if (Roots.of(roots).contain(file.toAbsolutePath().normalize())) {
            throw new SourceException(
                    "the output " + file + " stands under a root; nothing is written there. Name another place for it");
        }
    }

    /**
     * The same for an inventory that was given: outputs have names of their own, which what stands beside it may have, too.
     *
     * @throws SourceException where it stands in the folder of the outputs
     */
    public static void refuseBeside(Path inventory, Path folder) throws IOException {
        if (Files.exists(inventory)
                && (isIn(folder, inventory.toAbsolutePath().normalize()) || isIn(folder, inventory.toRealPath()))) {
            throw new SourceException("the inventory " + inventory + " stands in the output folder " + folder
                    + ", where it and what is beside it could be written over. Name another folder for the output");
        }
    }

    private static boolean isIn(Path folder, Path file) throws IOException {
        Path parent = file.getParent();
        return parent != null && Files.exists(folder) && Files.isSameFile(parent, folder);
    }

    /** Writes the items of an inventory. */
    public static void write(Inventory inventory, Path file) throws IOException {
        Path temporary = OutputFile.temporary(file);
        try (ItemWriter writer = writer(temporary)) {
            for (int row = 0; row < inventory.size(); row++) {
                writer.accept(inventory.item(row));
            }
        }
        OutputFile.move(temporary, file);
    }

    /**
     * Scans roots into a file, item by item.
     *
     * @param beside is handed every item, too
     * @throws SourceException where a root cannot be used, or the file stands under one
     */
    public static ScanSummary scan(Scan scan, List<Root> roots, Path file, ItemSink beside, ScanListener listener)
            throws IOException {
        refuseUnder(roots, file);
        Path temporary = OutputFile.temporary(file);
        try {
            ScanSummary summary;
            try (ItemWriter writer = writer(temporary)) {
                summary = scan.run(
                        roots,
                        item -> {
                            writer.accept(item);
                            beside.accept(item);
                        },
                        listener);
            }
            OutputFile.move(temporary, file);
            return summary;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ItemWriter writer(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        return new ItemWriter(out);
    }
}
