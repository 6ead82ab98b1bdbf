package dev.assay.quota;

import java.util.function.DoubleToLongFunction;

/**
 * Most of a greedy filling at once. Greedy takes unit increments in the order of price and cell, so whatever is cheaper
 * than some price comes before all the rest, and where the prices of a cell never fall its cheaper increments are
 * counted by bisection. What is left to take one by one are the few increments about the last price, whatever the size.
 */
final class Leap {

    /** Below so many items one by one is as quick. */
    static final long WORTH = 10_000;

    private final Bands bands;
    private final Greedy.Price pricing;

    Leap(Bands bands, Greedy.Price pricing) {
        this.bands = bands;
        this.pricing = pricing;
    }

    /**
     * Adds increments that greedy would have added too, to quotas that it has reached.
     *
     * @param quotas items a cell, changed in place
     * @param cells those that may grow
     * @param left items to add, at most
     * @return items added
     */
    long grow(long[] quotas, int[] cells, long left) {
        if (left < WORTH) {
            return 0;
        }
        return growTo(quotas, cells, priceWithin(left, at -> growth(quotas, cells, at)));
    }

    /** Adds all increments below a price. */
    long growTo(long[] quotas, int[] cells, double price) {
        long added = growth(quotas, cells, price);
        for (int c : cells) {
            quotas[c] = reach(quotas[c], c, price);
        }
        return added;
    }

    /** The greatest price below which there are at most so many increments; bisected over all doubles by their order. */
    static double priceWithin(long left, DoubleToLongFunction cheaper) {
        long low = order(Double.NEGATIVE_INFINITY);
        long high = order(Double.POSITIVE_INFINITY);
        while (low < high) {
            // Their mean, rounded up; their sum would overflow.
            long middle = (low | high) - ((low ^ high) >> 1);
            if (cheaper.applyAsLong(value(middle)) <= left) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return value(low);
    }

    /** How many increments cost less than a price. */
    long growth(long[] quotas, int[] cells, double price) {
        long sum = 0;
        for (int c : cells) {
            sum += reach(quotas[c], c, price) - quotas[c];
        }
        return sum;
    }

    /** What a cell holds once all its increments below a price are taken. */
    private long reach(long held, int cell, double price) {
        long low = held;
        long high = bands.high[cell];
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (pricing.next(cell, middle) < price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(low, held);
    }

    /** Doubles as integers of the same order. */
    private static long order(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double value(long order) {
        return Double.longBitsToDouble(order < 0 ? Long.MIN_VALUE - order : order);
    }
}
