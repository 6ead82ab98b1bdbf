package dev.assay.verdict;

import dev.assay.source.Timeline;
import org.jspecify.annotations.Nullable;

/** Where the cuts and black stretches of selected videos come from: decoded now, or read back by a check. */
@FunctionalInterface
public interface Timelines {

    /** The timeline of an item, or null where nobody could look. */
    @Nullable
    Timeline of(String id);

    /** Nobody looks. */
    static Timelines none() {
        return id -> null;
    }
}
