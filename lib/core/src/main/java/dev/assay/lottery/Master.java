package dev.assay.lottery;

import java.util.ArrayList;
import java.util.List;

/**
 * The lottery over the quota vectors known so far, from its dual: weights q of the cells, at least 0, those of the open
 * cells summing to 1, that make the dearest known vector as cheap as can be. A new vector is a new row.
 */
final class Master {

    /** The most that a probability already settled may weigh against the open ones. */
    private static final double HEAVIEST = 1000;

    private final long[] base;
    private final long[] pool;
    private final List<long[]> vectors = new ArrayList<>();
    private DualSimplex program;

    Master(long[] base, long[] pool) {
        this.base = base;
        this.pool = pool;
        this.program = new DualSimplex(new double[0], new double[0], new double[0]);
    }

    /** Starts a level: the settled cells with what they must keep, the open ones with NaN. */
    void level(double[] settled) {
        int cells = pool.length;
        double[] cost = new double[cells + 1];
        double[] high = new double[cells + 1];
        double[] sum = new double[cells + 1];
        for (int c = 0; c < cells; c++) {
            boolean open = Double.isNaN(settled[c]);
            boolean counts = pool[c] > 0;
            cost[c] = open ? 0 : settled[c];
            high[c] = !counts ? 0 : open ? 1 : HEAVIEST;
            sum[c] = counts && open ? 1 : 0;
        }
        cost[cells] = -1;
        high[cells] = 1 + HEAVIEST * cells;
        program = new DualSimplex(cost, new double[cells + 1], high);
        program.row(sum, 1, 1);
        vectors.forEach(this::row);
    }

    void add(long[] vector) {
        vectors.add(vector);
        row(vector);
    }

    private void row(long[] vector) {
        double[] line = new double[pool.length + 1];
        for (int c = 0; c < pool.length; c++) {
            line[c] = pool[c] == 0 ? 0 : (double) (vector[c] - base[c]) / pool[c];
        }
        line[pool.length] = -1;
        program.row(line, -2 * (1 + HEAVIEST * pool.length), 0);
    }

    /** The cells' weights in the dual. */
    double[] solve() {
        if (!program.solve()) {
            throw new DualSimplex.StalledException();
        }
        return program.solution();
    }

    /** The lottery: a probability for each known vector, summing to 1. */
    double[] chances() {
        double[] duals = program.duals();
        double[] chances = new double[vectors.size()];
        double sum = 0;
        for (int v = 0; v < chances.length; v++) {
            chances[v] = Math.max(0, duals[v + 1]);
            sum += chances[v];
        }
        for (int v = 0; v < chances.length; v++) {
            chances[v] /= sum;
        }
        return chances;
    }

    List<long[]> vectors() {
        return vectors;
    }
}
