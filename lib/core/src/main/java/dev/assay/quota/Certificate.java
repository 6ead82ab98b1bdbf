package dev.assay.quota;

import java.util.Arrays;

/**
 * What prices prove, whatever prices they are: weak duality, evaluated here and not by what found them. Prices are rounded
 * to a grid on which their sums are exact in a double.
 */
final class Certificate {

    private static final double STEPS = 0x1p49;
    private static final double LARGEST = 0x1p48;
    /** Prices whose sum is below this are as good as 0. */
    private static final double FINEST = 0x1p-40;

    private static final double RAY = 0x1p30;
    /** Relative error of a double operation, times the operations that lie behind each term. */
    private static final double ROUNDING = 16 * 0x1p-53;

    private Certificate() {}

    /**
     * Prices on a grid, in place, as fine as keeps sums of them exact in a double: below 2^50 steps, of which the rounding of
     * all prices makes at most half. False where prices or weights are too large for any, or no numbers.
     */
    static boolean grid(Question question, double[] lambda) {
        double reach = 0;
        double weights = 0;
        for (int r = 0; r < lambda.length; r++) {
            double weight = Arrays.stream(question.sums.get(r).weight())
                    .mapToDouble(Math::abs)
                    .sum();
            reach += Math.abs(lambda[r]) * weight;
            weights += weight;
        }
        if (!(reach < LARGEST) || weights > STEPS) {
            return false;
        }
        double grid = STEPS / Math.scalb(1.0, Math.getExponent(Math.max(reach, FINEST)) + 1);
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] = Math.rint(lambda[r] * grid) / grid;
        }
        return true;
    }

    /** What prices prove once they are on the grid: a chi-square that no integers within the question can go below. */
    static double of(Question question, double[] expected, double[] lambda) {
        double[] exact = lambda.clone();
        return grid(question, exact) ? bound(question, expected, exact) : 0;
    }

    /**
     * A chi-square that no integers within the question can go below: {@code sum over rows of price x bound + sum over cells
     * of least ((x - t)^2 / t - price x)}, less all that rounding could have added. At least 0.
     */
    static double bound(Question question, double[] expected, double[] lambda) {
        double[] prices = Slopes.blockPrices(question, lambda);
        Total total = new Total();
        for (int r = 0; r < lambda.length; r++) {
            Question.Sum sum = question.sums.get(r);
            double term = lambda[r] * (lambda[r] > 0 ? sum.least() : sum.most());
            total.add(term, Math.abs(term));
        }
        for (int c = 0; c < expected.length; c++) {
            double p = Slopes.cellPrice(question.blocks, prices, c);
            double t = expected[c];
            double x = nearest(t, p, (double) question.low[c], (double) question.high[c]);
            double apart = x - t;
            double square = apart * apart / t;
            total.add(square - p * x, square + Math.abs(p) * x + 4 * (x + 1) / t + (x + 1));
        }
        return Math.max(0, total.sum + total.rest - ROUNDING * total.reach - Double.MIN_NORMAL);
    }

    /** The integer within bounds at which {@code (x - t)^2 / t - p x} is least; of two, the smaller. */
    static double nearest(double t, double p, double low, double high) {
        return Math.max(low, Math.min(high, Math.ceil(t * (1 + p / 2) - 0.5)));
    }

    /** A compensated sum (Neumaier, 1974), and the sum of what its rounding is relative to. */
    private static final class Total {
        private double sum;
        private double rest;
        private double reach;

        void add(double term, double size) {
            double next = sum + term;
            rest += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
            sum = next;
            reach += size;
        }
    }

    /**
     * Whether a direction of prices proves that the question has no answer, not even in fractions (Farkas): what the rows
     * demand of the weighted sum is more than the cells can hold. In integers of 128 bits, exact.
     */
    static boolean refutes(Question question, double[] lambda) {
        double largest = 0;
        for (int r = 0; r < lambda.length; r++) {
            for (long weight : question.sums.get(r).weight()) {
                largest = Math.max(largest, Math.abs(lambda[r] * weight));
            }
        }
        if (!(largest > 0) || !Double.isFinite(largest)) {
            return false;
        }
        Wide wide = new Wide();
        long[] prices = new long[question.blocks.count];
        for (int r = 0; r < lambda.length; r++) {
            Question.Sum sum = question.sums.get(r);
            long y = Math.round(lambda[r] * (RAY / largest));
            wide.add(y, y > 0 ? sum.least() : sum.most());
            for (int i = 0; i < sum.block().length; i++) {
                prices[sum.block()[i]] += y * sum.weight()[i];
            }
        }
        int[] start = question.blocks.start;
        for (int c = 0; c < question.low.length; c++) {
            long p = prices[0];
            for (int i = start[c]; i < start[c + 1]; i++) {
                p += prices[question.blocks.member[i]];
            }
            wide.add(-p, p > 0 ? question.high[c] : question.low[c]);
        }
        return wide.positive();
    }

    /** A sum of products in 128 bits. */
    private static final class Wide {
        private long high;
        private long low;

        void add(long one, long two) {
            long product = one * two;
            high += Math.multiplyHigh(one, two);
            low += product;
            if (Long.compareUnsigned(low, product) < 0) {
                high++;
            }
        }

        boolean positive() {
            return high > 0 || (high == 0 && low != 0);
        }
    }
}
