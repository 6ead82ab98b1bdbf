package dev.assay.source.metadata;

import dev.assay.schema.Item;
import java.util.List;

/**
 * A dataset that is known from its manifest alone.
 *
 * @param kind what was recognised: {@code dfdc}, {@code faceforensics++}, {@code celeb-df}, {@code fakeavceleb},
 *     {@code voxceleb} or {@code hf}; several joined by {@code +}
 * @param items in the order of their ids, which are the manifest's own
 * @param files that were used, by name
 * @param warnings for people, with file and line
 */
public record ManifestItems(String kind, List<Item> items, List<String> files, List<String> warnings) {

    public ManifestItems {
        items = List.copyOf(items);
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
