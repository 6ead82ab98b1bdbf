package dev.assay.media;

import dev.assay.schema.Evidence;
import java.util.List;

/**
 * What the user's classifiers say of an item.
 *
 * @param evidence the answers of those that are sure enough
 * @param refused why some gave none that can be used, in words
 * @param lasting whether they would say the same of the same pictures another time
 */
record Classified(List<Evidence> evidence, List<String> refused, boolean lasting) {

    /** Nothing. */
    static final Classified NOTHING = new Classified(List.of(), List.of(), true);

    Classified {
        evidence = List.copyOf(evidence);
        refused = List.copyOf(refused);
    }
}
