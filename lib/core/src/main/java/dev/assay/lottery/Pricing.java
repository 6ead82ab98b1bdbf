package dev.assay.lottery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The quota vector of greatest weight, by branch and bound, with a bound that no vector exceeds.
 *
 * <p>The bound is a proof of its own. Each branch that is left is left for a number in whole arithmetic: for any
 * multipliers u of the rows, {@code w x = u A x + (w - u A) x} is at most the sum of the greater products with either end
 * (weak duality). The multipliers come from a linear program in doubles, rounded; errors there can only make the bound
 * weaker, never wrong.
 */
final class Pricing {

    /** Binary digits of the multipliers behind the point. */
    private static final int DIGITS = 16;

    private final Region region;
    private final long most;
    private final DualSimplex program;
    private final long[] low;
    private final long[] high;

    private long[] weights = new long[0];
    private long @Nullable [] best;
    private long value;
    private long bound;
    private long nodes;

    /** @param most branches to look at before the question is given up */
    Pricing(Region region, long most) {
        this.region = region;
        this.most = most;
        this.low = region.low().clone();
        this.high = region.high().clone();
        program = new DualSimplex(
                new double[low.length],
                Arrays.stream(low).asDoubleStream().toArray(),
                Arrays.stream(high).asDoubleStream().toArray());
        for (Region.Row row : region.rows()) {
            double[] line = new double[low.length];
            Arrays.stream(row.cells()).forEach(c -> line[c] = 1);
            program.row(line, (double) row.low(), (double) row.high());
        }
    }

    /**
     * What was found.
     *
     * @param quotas a vector of more than the weight asked for, or null where none was found
     * @param value its weight, or the weight asked for
     * @param bound no vector has more, where {@code proved}
     * @param proved false where the search was given up
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Priced(long @Nullable [] quotas, long value, long bound, boolean proved) {}

    /**
     * The vector of greatest weight above a threshold.
     *
     * @param cellWeights whole numbers; their products with any vector must stay below 2^36
     * @param threshold vectors that weigh no more than this are of no interest
     */
    Priced above(long[] cellWeights, long threshold) {
        weights = cellWeights;
        best = null;
        value = threshold;
        bound = threshold;
        nodes = 0;
        for (int c = 0; c < weights.length; c++) {
            program.cost(c, (double) weights[c]);
        }
        boolean whole = branch();
        return new Priced(best, value, Math.max(bound, value), whole);
    }

    /** Looks through what the bounds leave; false where that was given up. */
    private boolean branch() {
        if (++nodes > most) {
            return false;
        }
        boolean some;
        try {
            some = program.solve();
        } catch (DualSimplex.StalledException e) {
            return false;
        }
        if (!some) {
            return certified(new long[weights.length], program.ray()) < 0;
        }
        double[] relaxed = program.solution();
        long here = certified(weights, program.duals());
        if (here <= value) {
            bound = Math.max(bound, here);
            return true;
        }
        int cell = fractional(relaxed);
        if (cell < 0) {
            return leaf(relaxed, here);
        }
        long below = (long) Math.floor(relaxed[cell]);
        boolean upFirst = relaxed[cell] - below > 0.5;
        boolean whole = side(cell, below, upFirst);
        return side(cell, below, !upFirst) && whole;
    }

    private boolean side(int cell, long below, boolean up) {
        long keptLow = low[cell];
        long keptHigh = high[cell];
        set(cell, up ? below + 1 : keptLow, up ? keptHigh : below);
        boolean whole = branch();
        set(cell, keptLow, keptHigh);
        return whole;
    }

    private void set(int cell, long least, long greatest) {
        low[cell] = least;
        high[cell] = greatest;
        program.bounds(cell, (double) least, (double) greatest);
    }

    private boolean leaf(double[] relaxed, long here) {
        long[] quotas = new long[relaxed.length];
        long sum = 0;
        for (int c = 0; c < quotas.length; c++) {
            quotas[c] = Math.round(relaxed[c]);
            sum += quotas[c] * weights[c];
        }
        if (!region.holds(quotas)) {
            return false;
        }
        if (sum > value) {
            value = sum;
            best = quotas;
        }
        bound = Math.max(bound, here);
        return here <= value;
    }

    private static int fractional(double[] relaxed) {
        int chosen = -1;
        double most = 1e-6;
        for (int c = 0; c < relaxed.length; c++) {
            double apart = Math.abs(relaxed[c] - Math.rint(relaxed[c]));
            if (apart > most) {
                most = apart;
                chosen = c;
            }
        }
        return chosen;
    }

    /** The greatest weight that the multipliers leave possible within the present bounds. */
    private long dual(long[] of, double[] multipliers) {
        long[] rest = new long[of.length];
        for (int c = 0; c < rest.length; c++) {
            rest[c] = of[c] << DIGITS;
        }
        long sum = 0;
        for (int r = 0; r < multipliers.length; r++) {
            Region.Row row = region.rows().get(r);
            long u = (long) Math.rint(multipliers[r] * (1L << DIGITS));
            sum = Math.addExact(sum, Math.multiplyExact(u, u > 0 ? row.high() : row.low()));
            for (int cell : row.cells()) {
                rest[cell] -= u;
            }
        }
        for (int c = 0; c < rest.length; c++) {
            sum = Math.addExact(sum, Math.multiplyExact(rest[c], rest[c] > 0 ? high[c] : low[c]));
        }
        return Math.floorDiv(sum, 1L << DIGITS);
    }

    /** The same; where a product is too large for the numbers, nothing is shown. */
    private long certified(long[] of, double[] multipliers) {
        try {
            return dual(of, multipliers);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
