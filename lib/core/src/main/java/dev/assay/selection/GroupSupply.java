package dev.assay.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to fill quotas under several group caps, or under caps beside a budget: where a draw starts from. Items beside
 * those that must be included; what no part supplies comes from items that no group over several cells holds.
 *
 * @param caps those that hold anything back
 * @param parts items of one cell and the same groups; all that there are, those that supply nothing too
 */
public record GroupSupply(List<Draw.Cap> caps, List<Part> parts) {

    /**
     * What is taken of some items.
     *
     * @param stratum the place of their cell among the draw's strata
     * @param groups for each cap the group that it holds back, or null where it does not hold these items back
     * @param items how many are taken
     */
    public record Part(int stratum, List<@Nullable String> groups, long items) {

        public Part {
            groups = Collections.unmodifiableList(new ArrayList<>(groups));
        }
    }

    public GroupSupply {
        caps = List.copyOf(caps);
        parts = List.copyOf(parts);
    }
}
