package dev.assay.cube;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items by cell and by their groups of several keys at once: what limits on these keys cannot tell apart, but by price.
 *
 * @param keys the keys' columns
 * @param kinds one for each combination that items have; no two with the same cell and groups
 */
public record Kinds(List<String> keys, List<Kind> kinds) {

    /**
     * Items of one cell and the same groups.
     *
     * @param groups the group of each key, or null where these items are in none
     * @param items how many, marked ones among them
     * @param marked how many of them are marked, such as must-include
     * @param values of each numeric column that was asked for, ascending; +infinity where not known
     * @param markedValues the same of the marked items alone
     */
    public record Kind(
            int cell,
            List<@Nullable String> groups,
            long items,
            long marked,
            Map<String, double[]> values,
            Map<String, double[]> markedValues) {

        public Kind {
            groups = Collections.unmodifiableList(new ArrayList<>(groups));
            values = Map.copyOf(values);
            markedValues = Map.copyOf(markedValues);
        }
    }

    public Kinds {
        keys = List.copyOf(keys);
        kinds = List.copyOf(kinds);
    }
}
