package dev.assay.report;

import java.util.Optional;

/** Where the pictures of a contact sheet come from. */
@FunctionalInterface
public interface Thumbnails {

    /** A JPEG of an item, or empty where there is none. */
    Optional<byte[]> of(String id);

    /** No pictures: the sheet shows names alone. */
    static Thumbnails none() {
        return id -> Optional.empty();
    }
}
