package dev.assay.notebook.kernel;

import dev.assay.jupyter.ConnectionFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Free ports for kernels that cannot choose their own, none of which is given twice by the same runner. */
final class Ports {
    private final Set<Integer> given = new HashSet<>();

    synchronized ConnectionFile fill(ConnectionFile file) throws IOException {
        for (int i = 0; i < 100; i++) {
            ConnectionFile filled = file.withFreePorts();
            if (given.stream().noneMatch(filled.ports()::containsValue)) {
                given.addAll(filled.ports().values());
                return filled;
            }
        }
        given.clear(); // thousands of kernels later, most are free again
        return file.withFreePorts();
    }
}
