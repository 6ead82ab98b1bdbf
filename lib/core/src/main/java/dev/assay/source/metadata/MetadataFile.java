package dev.assay.source.metadata;

import java.util.List;

/** A recognised file that speaks of other files. */
record MetadataFile(MetadataKind kind, String shown, List<MetadataEntry> entries) {

    MetadataFile {
        entries = List.copyOf(entries);
    }
}
