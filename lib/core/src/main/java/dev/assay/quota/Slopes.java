package dev.assay.quota;

import java.util.Arrays;

/**
 * The answer of every cell to prices on the sums, summed up: the first and second derivatives of the dual of the
 * chi-square stage.
 *
 * <p>With price p, a cell holds the x that makes {@code (x - t)^2 / t - p x} least. Over integers that is
 * {@code t (1 + p/2)} rounded: a stair. Newton's method needs slopes, so each step of the stair becomes a ramp of width
 * {@code softness}; at 1 the ramps touch, and the stair is the line of the real problem.
 */
final class Slopes {

    /** A sum whose bounds are wide costs the bound its width times its price: the wider, the steeper. */
    private static final double ROOM = 8;

    private final Question question;
    private final double[] expected;
    /** How far prices must move to matter; half of a sum's room is used at price 0, all of it within a part of this. */
    private final double unit;

    final double[] missing;
    final double[][] curvature;
    private final double[] price;
    private final double[] held;
    private final double[][] pairs;
    /** Cells on a ramp. */
    int ramps;

    Slopes(Question question, double[] expected) {
        this.question = question;
        this.expected = expected;
        int rows = question.sums.size();
        int blocks = question.blocks.count;
        this.unit = Math.max(
                1, expected.length / Math.max(1.0, Arrays.stream(expected).sum()));
        this.missing = new double[rows];
        this.curvature = new double[rows][rows];
        this.price = new double[blocks];
        this.held = new double[blocks];
        this.pairs = new double[blocks][blocks];
    }

    /** Prices of blocks that prices of sums make. */
    static double[] blockPrices(Question question, double[] lambda) {
        double[] prices = new double[question.blocks.count];
        for (int r = 0; r < lambda.length; r++) {
            Question.Sum sum = question.sums.get(r);
            for (int i = 0; i < sum.block().length; i++) {
                prices[sum.block()[i]] += lambda[r] * sum.weight()[i];
            }
        }
        return prices;
    }

    static double cellPrice(Blocks blocks, double[] prices, int cell) {
        double sum = prices[0];
        for (int i = blocks.start[cell]; i < blocks.start[cell + 1]; i++) {
            sum += prices[blocks.member[i]];
        }
        return sum;
    }

    /** Fills {@link #missing}, what each sum lacks, and with {@code second} its derivatives. */
    void at(double[] lambda, double softness, boolean second) {
        System.arraycopy(blockPrices(question, lambda), 0, price, 0, price.length);
        Arrays.fill(held, 0);
        ramps = 0;
        for (double[] row : pairs) {
            Arrays.fill(row, 0);
        }
        cells(softness, second);
        for (int r = 0; r < missing.length; r++) {
            row(r, lambda[r], softness, second);
        }
    }

    private void cells(double softness, boolean second) {
        int[] start = question.blocks.start;
        int[] member = question.blocks.member;
        for (int c = 0; c < expected.length; c++) {
            double p = price[0];
            for (int i = start[c]; i < start[c + 1]; i++) {
                p += price[member[i]];
            }
            double y = expected[c] * (1 + p / 2);
            double x = soft(y, question.low[c], question.high[c], softness);
            held[0] += x;
            for (int i = start[c]; i < start[c + 1]; i++) {
                held[member[i]] += x;
            }
            if (x != Math.rint(x) && x > question.low[c] && x < question.high[c]) {
                ramps++;
                if (second) {
                    steep(c, expected[c] / (2 * softness));
                }
            }
        }
    }

    /** What each cell holds at prices. */
    double[] held(double[] lambda, double softness) {
        double[] prices = blockPrices(question, lambda);
        double[] cells = new double[expected.length];
        for (int c = 0; c < cells.length; c++) {
            double y = expected[c] * (1 + cellPrice(question.blocks, prices, c) / 2);
            cells[c] = soft(y, question.low[c], question.high[c], softness);
        }
        return cells;
    }

    /** The stair with ramps. */
    static double soft(double y, long low, long high, double softness) {
        if (y <= low) {
            return (double) low;
        }
        if (y >= high) {
            return (double) high;
        }
        double stair = Math.rint(y + 0.5);
        double up = 0.5 + (y + 0.5 - stair) / softness;
        return Math.min((double) high, stair - 1 + Math.max(0, Math.min(1, up)));
    }

    private void steep(int cell, double slope) {
        int from = question.blocks.start[cell];
        int to = question.blocks.start[cell + 1];
        int[] member = question.blocks.member;
        pairs[0][0] += slope;
        for (int i = from; i < to; i++) {
            double[] row = pairs[member[i]];
            row[0] += slope;
            for (int j = from; j <= i; j++) {
                row[member[j]] += slope;
            }
        }
    }

    private void row(int r, double lambda, double softness, boolean second) {
        Question.Sum sum = question.sums.get(r);
        double of = 0;
        for (int i = 0; i < sum.block().length; i++) {
            of += sum.weight()[i] * held[sum.block()[i]];
        }
        double room = (double) sum.most() - sum.least();
        double weight = sum.weight()[0];
        double width = 2 * softness * unit / (weight + room / ROOM);
        double share = 0.5 - lambda / width;
        missing[r] = (double) sum.least() + room * Math.max(0, Math.min(1, share)) - of;
        if (second) {
            for (int q = 0; q <= r; q++) {
                curvature[r][q] = crossed(sum, question.sums.get(q));
                curvature[q][r] = curvature[r][q];
            }
            curvature[r][r] += share > 0 && share < 1 ? room / width : 0;
        }
    }

    private double crossed(Question.Sum one, Question.Sum two) {
        double sum = 0;
        for (int i = 0; i < one.block().length; i++) {
            for (int j = 0; j < two.block().length; j++) {
                int high = Math.max(one.block()[i], two.block()[j]);
                int low = Math.min(one.block()[i], two.block()[j]);
                sum += (double) one.weight()[i] * two.weight()[j] * pairs[high][low];
            }
        }
        return sum;
    }
}
