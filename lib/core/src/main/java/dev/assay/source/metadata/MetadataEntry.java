package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import java.text.Normalizer;
import java.util.List;

/** What a file says of one other file: its name there, {@code /}-separated and in NFC, and the evidence. */
record MetadataEntry(String key, List<Evidence> evidence) {

    MetadataEntry {
        evidence = List.copyOf(evidence);
    }

    /** A path as written by anyone: backslashes turned, no leading {@code ./} or {@code /}, in NFC. */
    static String plain(String path) {
        String plain = Normalizer.normalize(path.strip(), Normalizer.Form.NFC).replace('\\', '/');
        while (plain.startsWith("./") || plain.startsWith("/")) {
            plain = plain.substring(plain.indexOf('/') + 1);
        }
        return plain;
    }

    /** Whether a plain path climbs out of where it stands. */
    static boolean climbs(String plain) {
        return plain.equals("..") || plain.startsWith("../") || plain.contains("/../") || plain.endsWith("/..");
    }
}
