package dev.assay.cli;

import dev.assay.inventory.ItemSink;
import dev.assay.inventory.ItemWriter;
import dev.assay.inventory.Scan;
import dev.assay.inventory.ScanSummary;
import dev.assay.source.Root;
import dev.assay.source.Roots;
import dev.assay.source.SourceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Scans roots into an inventory file, which appears when it is whole. */
final class Scanned {

    private Scanned() {}

    /** The journal of an output: beside it, hidden. */
    static Path journal(Path output) {
        Path name = output.toAbsolutePath().getFileName();
        return output.toAbsolutePath().resolveSibling("." + name + ".journal");
    }

    /** Sources are read only: an output has to stand elsewhere. */
    static void refuseUnder(List<Root> roots, Path file) {
        if (Roots.of(roots).contain(file.toAbsolutePath().normalize())) {
            throw new SourceException(
                    "the output " + file + " stands under a root; nothing is written there. Name another place for it");
        }
    }

    static ScanSummary into(Path file, List<Root> roots, Scan scan, ItemSink beside, Output output) throws IOException {
        refuseUnder(roots, file);
        Path temporary = OutputFile.temporary(file);
        try {
            ScanSummary summary;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
                    ItemWriter writer = new ItemWriter(out);
                    Progress progress = new Progress("scan", output)) {
                summary = scan.run(
                        roots,
                        item -> {
                            writer.accept(item);
                            beside.accept(item);
                        },
                        progress);
            }
            OutputFile.move(temporary, file);
            return summary;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
