package dev.assay.quota;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a limit; what is null does not bind. A flex is in the unit of the end that it lets move: items for a count, a
 * proportion in [0,1] for a share.
 *
 * @param min items, at least
 * @param max items, at most
 * @param minShare proportion of the size in [0,1], at least
 * @param maxShare proportion of the size in [0,1], at most
 * @param flexMin how far down a repair may move {@code min} or {@code minShare}; null for any distance
 * @param flexMax how far up a repair may move {@code max} or {@code maxShare}; null for any distance
 */
public record Range(
        @Nullable Long min,
        @Nullable Long max,
        @Nullable BigDecimal minShare,
        @Nullable BigDecimal maxShare,
        @Nullable BigDecimal flexMin,
        @Nullable BigDecimal flexMax) {

    /**
     * Checks that a flex fits its end. One that stands where the limit has no end lets nothing move.
     *
     * @throws PlanException where a flex is beside a count and a share of one end, is no whole number for a count, or lies
     *     outside [0,1] for a share, where its ends are of one unit and the least is above the most, or where an end of the
     *     limit lies outside
     */
    public Range {
        fits("min", flexMin, min, minShare);
        fits("max", flexMax, max, maxShare);
        boolean counts = min != null || max != null;
        boolean shares = minShare != null || maxShare != null;
        boolean alike = counts != shares;
        if (alike && above(flexMin, flexMax)) {
            throw new PlanException("flex: expected [least, most], found " + words(flexMin, flexMax));
        }
        // A repair moves an end outwards only: from outside its flex no way leads in.
        BigDecimal least = min == null ? minShare : BigDecimal.valueOf(min);
        BigDecimal most = max == null ? maxShare : BigDecimal.valueOf(max);
        boolean leastIn = !above(flexMin, least) && !(alike && above(least, flexMax));
        boolean mostIn = !above(most, flexMax) && !(alike && above(flexMin, most));
        if (!leastIn || !mostIn) {
            throw new PlanException("flex: expected a range that holds "
                    + (leastIn ? end("max", max, most) : end("min", min, least)) + ", found "
                    + words(flexMin, flexMax));
        }
    }

    private static boolean above(@Nullable BigDecimal one, @Nullable BigDecimal two) {
        return one != null && two != null && one.compareTo(two) > 0;
    }

    private static String end(String name, @Nullable Long count, @Nullable BigDecimal value) {
        return name + (count == null ? "_share " : " ") + number(value);
    }

    /** The flex as in PLAN.yaml. */
    static String words(@Nullable BigDecimal least, @Nullable BigDecimal most) {
        return "[" + number(least) + ", " + number(most) + "]";
    }

    private static String number(@Nullable BigDecimal value) {
        return value == null ? "null" : value.toPlainString();
    }

    /** The same, and how far a repair may move its ends. */
    public Range withFlex(@Nullable BigDecimal least, @Nullable BigDecimal most) {
        return new Range(min, max, minShare, maxShare, least, most);
    }

    private static void fits(String end, @Nullable BigDecimal flex, @Nullable Long count, @Nullable BigDecimal share) {
        if (flex == null) {
            return;
        }
        if (count != null && share != null) {
            throw new PlanException("flex: could mean " + end + " or " + end
                    + "_share, which both stand in this limit; write them as two limits, each with a flex of its own");
        }
        boolean whole = flex.signum() >= 0 && flex.stripTrailingZeros().scale() <= 0;
        if (count != null && !whole) {
            throw new PlanException(
                    "flex: " + end + ": expected a whole number, at least 0, found " + flex.toPlainString());
        }
        if (share != null && (flex.signum() < 0 || flex.compareTo(BigDecimal.ONE) > 0)) {
            throw new PlanException(
                    "flex: " + end + "_share: expected a proportion in [0,1], found " + flex.toPlainString());
        }
    }

    /** So many items, at least and at most. */
    public static Range counts(long min, long max) {
        return new Range(min, max, null, null, null, null);
    }

    /** So large a proportion of the size, at least and at most; null does not bind. */
    public static Range shares(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        return new Range(null, null, min, max, null, null);
    }
}
