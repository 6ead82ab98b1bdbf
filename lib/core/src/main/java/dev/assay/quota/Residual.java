package dev.assay.quota;

import java.util.Arrays;
import java.util.List;

/**
 * What is left to decide when prices have said what nearly every cell holds: a few thousand cells nearest to a step of
 * their stair, each within one item of its rounded value, so that all sums come out.
 */
final class Residual {

    private static final int CELLS_A_SUM = 40;
    private static final int FEWEST = 256;
    private static final int MOST = 4096;
    private static final int IN_EACH_BLOCK = 16;

    final Question question;
    /** Rounded quotas. */
    final long[] quotas;
    /** Cells that may move, nearest to a step first. */
    final int[] cells;
    /** For each of these, the sums it is in and its weight there. */
    final int[][] rows;

    final long[][] weights;
    /** What one item more, and one less, adds to {@code chi-square - prices x sums}; infinite where bounds forbid it. */
    final double[] up;

    final double[] down;
    final double[] lambda;

    Residual(Question question, double[] expected, double[] lambda, double[] held) {
        this.question = question;
        this.lambda = lambda;
        this.quotas = new long[expected.length];
        double[] prices = Slopes.blockPrices(question, lambda);
        round(held);
        this.cells = candidates(expected, prices);
        this.rows = new int[cells.length][];
        this.weights = new long[cells.length][];
        this.up = new double[cells.length];
        this.down = new double[cells.length];
        CellSums sums = new CellSums(question);
        for (int i = 0; i < cells.length; i++) {
            int c = cells[i];
            double p = Slopes.cellPrice(question.blocks, prices, c);
            double t = expected[c];
            up[i] = quotas[c] < question.high[c] ? (2 * quotas[c] + 1) / t - 2 - p : Double.POSITIVE_INFINITY;
            down[i] = quotas[c] > question.low[c] ? p + 2 - (2 * quotas[c] - 1) / t : Double.POSITIVE_INFINITY;
            List<CellSums.Use> uses = sums.of(c);
            rows[i] = uses.stream().mapToInt(CellSums.Use::sum).toArray();
            weights[i] = uses.stream().mapToLong(CellSums.Use::weight).toArray();
        }
    }

    /** Cell by cell, up or down, whichever leaves the blocks nearer to the sums of what was rounded so far. */
    private void round(double[] held) {
        int[] start = question.blocks.start;
        int[] member = question.blocks.member;
        double[] excess = new double[question.blocks.count];
        boolean[] counted = counted();
        for (int c = 0; c < held.length; c++) {
            double x = held[c];
            double floor = Math.floor(x);
            double part = x - floor;
            if (part > 0) {
                // With one item more instead of none, the squares of the excesses grow by twice this.
                double growth = excess[0] - part + 0.5;
                for (int i = start[c]; i < start[c + 1]; i++) {
                    growth += counted[member[i]] ? excess[member[i]] - part + 0.5 : 0;
                }
                double more = growth < 0 ? 1 : 0;
                floor += more;
                excess[0] += more - part;
                for (int i = start[c]; i < start[c + 1]; i++) {
                    excess[member[i]] += more - part;
                }
            }
            quotas[c] = (long) floor;
        }
    }

    private boolean[] counted() {
        boolean[] counted = new boolean[question.blocks.count];
        for (Question.Sum sum : question.sums) {
            for (int block : sum.block()) {
                counted[block] = true;
            }
        }
        return counted;
    }

    /** Cells by what their cheaper move costs; some in every block, for a sum can only be mended by its own cells. */
    private int[] candidates(double[] expected, double[] prices) {
        int most = Math.max(FEWEST, Math.min(MOST, CELLS_A_SUM * question.sums.size()));
        long[] keys = new long[expected.length];
        for (int c = 0; c < keys.length; c++) {
            double p = Slopes.cellPrice(question.blocks, prices, c);
            double more = (2 * quotas[c] + 1) / expected[c] - 2 - p;
            double less = p + 2 - (2 * quotas[c] - 1) / expected[c];
            double up = quotas[c] < question.high[c] ? more : Float.MAX_VALUE;
            double down = quotas[c] > question.low[c] ? less : Float.MAX_VALUE;
            keys[c] = ((long) Float.floatToIntBits((float) Math.max(0, Math.min(up, down))) << 32) | c;
        }
        Arrays.sort(keys);
        int[] taken = new int[question.blocks.count];
        int scarce = question.blocks.count - 1;
        int[] chosen = new int[keys.length];
        int size = 0;
        for (int k = 0; k < keys.length && (size < most || scarce > 0); k++) {
            int c = (int) keys[k];
            boolean rare = false;
            for (int i = question.blocks.start[c]; i < question.blocks.start[c + 1]; i++) {
                rare |= taken[question.blocks.member[i]] < IN_EACH_BLOCK;
            }
            if (size < most || rare) {
                chosen[size++] = c;
                for (int i = question.blocks.start[c]; i < question.blocks.start[c + 1]; i++) {
                    scarce -= ++taken[question.blocks.member[i]] == IN_EACH_BLOCK ? 1 : 0;
                }
            }
        }
        return Arrays.copyOf(chosen, size);
    }
}
