package dev.assay.cube;

import dev.assay.schema.RefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Costs as whole numbers, so that sums are exact and hang on no order: multiples of 10^-decimals, rounded up where a cost
 * has more decimals than that. A sum of rounded costs within a rounded-down budget is within the budget.
 *
 * @param decimals decimal places of the unit, at least 0
 */
public record CostUnit(int decimals) {

    private static final int MOST_DECIMALS = 9;
    private static final double LARGEST_SUM = 0x1p60;

    /**
     * The coarsest unit in which all costs are whole, at most {@value #MOST_DECIMALS} decimals, and fewer where their sum
     * would not fit into 60 bits.
     *
     * @param costs finite and at least 0, or infinite where not known; in any order
     */
    public static CostUnit of(double[] costs) {
        double[] known = Arrays.stream(costs)
                .filter(Double::isFinite)
                .sorted()
                .distinct()
                .toArray();
        int decimals = 0;
        for (double cost : known) {
            if (decimals < MOST_DECIMALS && cost != Math.rint(cost)) {
                int scale = BigDecimal.valueOf(cost).stripTrailingZeros().scale();
                decimals = Math.max(decimals, Math.min(MOST_DECIMALS, scale));
            }
        }
        double most = known.length == 0 ? 0 : known[known.length - 1] * costs.length;
        while (decimals > 0 && most * Math.pow(10, decimals) >= LARGEST_SUM) {
            decimals--;
        }
        if (most >= LARGEST_SUM) {
            throw new RefusedException(
                    "costs must sum to less than 2^60, found " + costs.length + " of up to " + known[known.length - 1]);
        }
        return new CostUnit(decimals);
    }

    /** A cost in units, rounded up. */
    public long cost(double cost) {
        return cost == Math.rint(cost)
                ? Math.multiplyExact((long) cost, (long) Math.pow(10, decimals))
                : BigDecimal.valueOf(cost)
                        .movePointRight(decimals)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    /** A budget in units, rounded down; 2^62 where it is larger than any sum. */
    public long budget(BigDecimal max) {
        return max.movePointRight(decimals)
                .setScale(0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(1L << 62))
                .longValueExact();
    }
}
