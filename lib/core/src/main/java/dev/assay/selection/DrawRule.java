package dev.assay.selection;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a cell come first. The rule changes inclusion probabilities within a cell and never its quota; all of
 * them stay exact.
 *
 * <ul>
 *   <li>Tiers: all items of the first level, then of the second, until the quota is met. Items of tiers that fit have
 *       probability 1, those after the tier that is cut 0, and within that tier the rule's second part decides.
 *   <li>Weight: probabilities in proportion to a column, those that would exceed 1 certain; drawn by systematic sampling
 *       in the order of the seeded hash. Items without a weight are taken only when those with one are used up.
 *   <li>Spread: equal probabilities, but items that lie near to each other in some columns are seldom taken together
 *       (local pivotal method on a pool of {@value #POOL} times the quota).
 *   <li>Neither: the smallest by seeded hash.
 * </ul>
 *
 * @param tiers a column whose levels are the tiers, or null
 * @param order the tiers, first come first; levels that it does not name come last, together
 * @param weight a numeric column, at least 0, or null
 * @param spreadBy columns, numbers or levels, in which the items of a cell should differ; may be empty
 */
public record DrawRule(@Nullable String tiers, List<String> order, @Nullable String weight, List<String> spreadBy) {

    /** Items from which one is drawn to be spread: more of them spread better and cost more. */
    static final int POOL = 4;

    /** Every item of a cell alike. */
    public static final DrawRule ALIKE = new DrawRule(null, List.of(), null, List.of());

    public DrawRule {
        order = List.copyOf(order);
        spreadBy = List.copyOf(spreadBy);
        if ((tiers == null) != order.isEmpty()) {
            throw new IllegalArgumentException(
                    "tiers and order go together: expected both or neither, found tiers " + tiers + ", order " + order);
        }
        if (new HashSet<>(order).size() < order.size()) {
            throw new IllegalArgumentException("the order of tiers must name each once, found " + order);
        }
        if (weight != null && !spreadBy.isEmpty()) {
            throw new IllegalArgumentException("weight and spread_by cannot be drawn together; expected one of them");
        }
    }

    /** The same after strict tiers. */
    public DrawRule withTiers(String column, List<String> first) {
        return new DrawRule(column, first, weight, spreadBy);
    }

    /** Probabilities in proportion to a column. */
    public static DrawRule weightedBy(String column) {
        return new DrawRule(null, List.of(), column, List.of());
    }

    /** Items unlike each other. */
    public static DrawRule spreadBy(String... columns) {
        return new DrawRule(null, List.of(), null, List.of(columns));
    }

    /** How many items of a cell must be kept to draw a quota of it, or -1 for all of them. */
    long kept(long quota) {
        if (weight != null && quota > 0) {
            return -1;
        }
        return spreadBy.isEmpty() ? quota : POOL * quota;
    }

    int tierOf(@Nullable String level) {
        int place = level == null ? -1 : order.indexOf(level);
        return place < 0 ? order.size() : place;
    }

    /** The tier in words, for people. */
    String tier(int tier) {
        return tier < order.size() ? "tier " + order.get(tier) + " of " + tiers : "no tier of " + tiers;
    }
}
