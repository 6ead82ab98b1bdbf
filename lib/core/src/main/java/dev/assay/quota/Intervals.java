package dev.assay.quota;

import java.util.Arrays;

/**
 * Interval propagation: what each inequality leaves of each variable's interval, in whole numbers and exact, over and over
 * until nothing changes or that takes too long. It never cuts off a solution.
 */
final class Intervals {

    private static final int MOST_ROUNDS = 30;

    private final long[] low;
    private final long[] high;

    private Intervals(long[] low, long[] high) {
        this.low = low;
        this.high = high;
    }

    /** Narrows the intervals in place; false where nothing is left. */
    static boolean narrow(Merged question, long[] low, long[] high) {
        Intervals intervals = new Intervals(low, high);
        boolean changed = true;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = false;
            for (Merged.Inequality inequality : question.inequalities) {
                int step = intervals.pass(inequality);
                if (step < 0) {
                    return false;
                }
                changed |= step > 0;
            }
        }
        return true;
    }

    /** One inequality: -1 where it cannot hold, 1 where it narrowed anything. */
    private int pass(Merged.Inequality inequality) {
        long least = 0;
        long most = 0;
        for (int i = 0; i < inequality.variables().length; i++) {
            least += end(inequality, i, false);
            most += end(inequality, i, true);
        }
        if (least > inequality.high() || most < inequality.low()) {
            return -1;
        }
        boolean slack = least >= inequality.low() && most <= inequality.high();
        if (slack || !narrowed(inequality, least, most)) {
            return 0;
        }
        return Arrays.stream(inequality.variables()).allMatch(v -> low[v] <= high[v]) ? 1 : -1;
    }

    private long end(Merged.Inequality inequality, int i, boolean upper) {
        long coefficient = inequality.coefficients()[i];
        int variable = inequality.variables()[i];
        return coefficient * (coefficient > 0 == upper ? high[variable] : low[variable]);
    }

    private boolean narrowed(Merged.Inequality inequality, long least, long most) {
        boolean changed = false;
        for (int i = 0; i < inequality.variables().length; i++) {
            long coefficient = inequality.coefficients()[i];
            int v = inequality.variables()[i];
            if (coefficient == 0) {
                continue;
            }
            // What the others leave at the most and at the least.
            long room = inequality.high() == Merged.NO_HIGH
                    ? Merged.NO_HIGH
                    : inequality.high() - (least - end(inequality, i, false));
            long need = inequality.low() == Merged.NO_LOW
                    ? Merged.NO_LOW
                    : inequality.low() - (most - end(inequality, i, true));
            long newHigh = coefficient > 0 ? floor(room, coefficient) : floor(need, coefficient);
            long newLow = coefficient > 0 ? ceiling(need, coefficient) : ceiling(room, coefficient);
            if (newHigh < high[v] || newLow > low[v]) {
                long oldLeast = end(inequality, i, false);
                long oldMost = end(inequality, i, true);
                high[v] = Math.min(high[v], newHigh);
                low[v] = Math.max(low[v], newLow);
                least += end(inequality, i, false) - oldLeast;
                most += end(inequality, i, true) - oldMost;
                changed = true;
            }
        }
        return changed;
    }

    private static long floor(long end, long coefficient) {
        if (end == Merged.NO_HIGH || end == Merged.NO_LOW) {
            return Merged.NO_HIGH;
        }
        return Math.floorDiv(end, coefficient);
    }

    private static long ceiling(long end, long coefficient) {
        if (end == Merged.NO_HIGH || end == Merged.NO_LOW) {
            return Merged.NO_LOW;
        }
        return -Math.floorDiv(-end, coefficient);
    }
}
