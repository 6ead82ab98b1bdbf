package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.ItemWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An inventory as JSON lines. */
final class InventoryFile {

    private InventoryFile() {}

    static void write(Inventory inventory, Path file) throws IOException {
        Path temporary = OutputFile.temporary(file);
        try (ItemWriter writer = new ItemWriter(new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16))) {
            for (int row = 0; row < inventory.size(); row++) {
                writer.accept(inventory.item(row));
            }
        }
        OutputFile.move(temporary, file);
    }
}
