package dev.assay.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user's classifier says of one picture.
 *
 * @param levels the probability of each level; none where the outputs cannot be used
 * @param refused why they cannot, or null
 */
record Vote(Map<String, Double> levels, @Nullable String refused) {

    Vote {
        levels = Map.copyOf(levels);
    }

    static Vote of(Map<String, Double> levels) {
        return new Vote(levels, null);
    }

    static Vote refused(String why) {
        return new Vote(Map.of(), why);
    }
}
