package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A verdict and its files.
 *
 * @param inventory what was judged
 * @param verdict the judgement
 * @param files name to text: all that {@code assay verdict} writes but the inventory and {@code run.json}
 * @param pictures of the selected videos, where there is something to take them with
 */
public record Dossier(Inventory inventory, Verdict verdict, Map<String, String> files, Thumbnails pictures) {

    public Dossier {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** Writes the files; each appears when it is whole. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            OutputFile.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
