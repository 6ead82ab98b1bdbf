package dev.assay.inventory;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The counts of a weight column, row by row.
 *
 * <p>Their sum must stay below 2^53: up to there every whole number is a double, and shares, expected counts and quotas
 * are computed from sums in doubles.
 */
final class Weights {

    /** What no count and no sum of counts may reach. */
    static final long LIMIT = 1L << 53;

    private Weights() {}

    /**
     * All counts.
     *
     * @throws InventoryException where one is no count, or the sum reaches {@link #LIMIT}
     */
    static long[] of(Inventory items, String column) {
        long[] weights = new long[items.size()];
        long sum = 0;
        for (int row = 0; row < weights.length; row++) {
            weights[row] = at(items, column, row);
            sum = Math.min(LIMIT, sum + weights[row]); // held at the limit, for the sum of all may exceed a long
        }
        if (sum == LIMIT) {
            throw new InventoryException("the counts of column " + column + " sum to " + exactly(weights)
                    + ", and a sum must be below 2^53 = " + LIMIT);
        }
        return weights;
    }

    /**
     * One row's count.
     *
     * @throws InventoryException where it is none
     */
    static long at(Inventory items, String column, int row) {
        double weight = items.number(row, column);
        if (!(weight >= 0 && weight == Math.rint(weight) && weight < LIMIT)) {
            throw new InventoryException("weights must be counts (whole numbers from 0 to below 2^53); column " + column
                    + " holds '" + items.text(row, column) + "' for " + items.id(row));
        }
        return (long) weight;
    }

    private static BigInteger exactly(long[] weights) {
        return Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
