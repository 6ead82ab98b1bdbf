package dev.assay.verdict;

import dev.assay.source.Timeline;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a closer look at the selected videos found: looked at now, or read back by a check. */
@FunctionalInterface
public interface Timelines {

    /** The cuts and black stretches of an item, or null where nobody could look. */
    @Nullable
    Timeline of(String id);

    /** The SHA-256 of an item's file in hexadecimal, or null where nobody could look. */
    default @Nullable String sha256(String id) {
        return null;
    }

    /** Told which items will be asked for, so that they can be looked at together. */
    default void prepare(Collection<String> ids) {}

    /** Nobody looks. */
    static Timelines none() {
        return id -> null;
    }
}
