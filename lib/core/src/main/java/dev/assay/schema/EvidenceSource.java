package dev.assay.schema;

import java.util.Locale;

/** Where a value comes from, from the weakest kind of evidence to the strongest. */
public enum EvidenceSource {
    /** A folder or file-name token that follows a dataset's convention. */
    PATH,
    /** Measured on decoded frames. */
    PIXELS,
    /** The answer of a trained model, which a user has chosen over what pixels alone tell. */
    MODEL,
    /** Stated by the container or stream header. */
    CONTAINER,
    /** Stated by a JSON file beside the item. */
    SIDECAR,
    /** Stated by a manifest that a dataset's makers published. */
    MANIFEST,
    /** Stated by a person who looked. */
    USER;

    /** The word used in columns and reports, such as {@code sidecar}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
