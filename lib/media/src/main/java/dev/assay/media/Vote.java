package dev.assay.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user's classifier says of one picture.
 *
 * @param levels the probability of each level; none where the outputs cannot be used
 * @param refused why they cannot, or null
 * @param lasting whether the same picture would be answered the same another time; not so where it could not be asked
 */
record Vote(Map<String, Double> levels, @Nullable String refused, boolean lasting) {

    Vote {
        levels = Map.copyOf(levels);
    }

    static Vote of(Map<String, Double> levels) {
        return new Vote(levels, null, true);
    }

    static Vote refused(String why) {
        return new Vote(Map.of(), why, true);
    }

    /** What no output of the model is to blame for. */
    static Vote failed(String why) {
        return new Vote(Map.of(), why, false);
    }
}
