package dev.assay.quota;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The target of a plan: what the sample's shares should come close to. Soft.
 *
 * <p>A share is of those selected items whose level on the axis is known (for a joint target, whose levels are all
 * known). The deviation of a level, or of a cell for a joint target, is {@code |share - target| / target}; where the
 * target is 0 it is the number of items selected, as if the target were one item. Axes without a target have no
 * deviation.
 */
public sealed interface Aim {

    /** On every axis of the plan, equal shares of its known levels: those of which the cube holds an item. */
    record Uniform() implements Aim {}

    /** The joint table of the items themselves: every known cell as large a part as it is of them. */
    record Proportional() implements Aim {}

    /**
     * Shares for levels of some axes.
     *
     * @param shares axis to level to proportion; levels that are not named share the remainder in proportion to their
     *     number of items
     */
    record Margins(Map<String, Map<String, BigDecimal>> shares) implements Aim {

        public Margins {
            Map<String, Map<String, BigDecimal>> copy = new LinkedHashMap<>();
            shares.forEach((axis, levels) -> copy.put(axis, Collections.unmodifiableMap(new LinkedHashMap<>(levels))));
            shares = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * Shares for cells.
     *
     * @param file where they were read from, as the plan spells it
     * @param axes the axes that the file has columns for
     * @param cells weights, each non-negative; only their proportions matter
     */
    record Joint(String file, List<String> axes, List<Weight> cells) implements Aim {

        /** One cell: its levels in the order of the axes, and its weight. */
        public record Weight(List<String> levels, BigDecimal weight) {

            public Weight {
                levels = List.copyOf(levels);
            }
        }

        public Joint {
            axes = List.copyOf(axes);
            cells = List.copyOf(cells);
        }
    }
}
