package dev.assay.lottery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/** The oracle: all vectors of a tiny region, and linear programs over them, solved by Commons Math. */
@org.jspecify.annotations.NullUnmarked
final class Enumeration {

    private static final double EQUAL = 1e-7;

    private final Region region;
    private final long[] pool;
    final List<long[]> vectors = new ArrayList<>();

    Enumeration(Region region, long[] pool) {
        this.region = region;
        this.pool = pool;
        list(region.low().clone(), 0);
    }

    private void list(long[] quotas, int cell) {
        if (cell == quotas.length) {
            if (region.holds(quotas)) {
                vectors.add(quotas.clone());
            }
            return;
        }
        for (long x = region.low()[cell]; x <= region.high()[cell]; x++) {
            quotas[cell] = x;
            list(quotas, cell + 1);
        }
        quotas[cell] = region.low()[cell];
    }

    long greatest(long[] weights) {
        return vectors.stream()
                .mapToLong(vector -> weigh(weights, vector))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    static long weigh(long[] weights, long[] vector) {
        long sum = 0;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] * vector[c];
        }
        return sum;
    }

    boolean drawable(int cell) {
        return pool[cell] > 0 && vectors.stream().anyMatch(vector -> vector[cell] > region.low()[cell]);
    }

    /** Each cell's chance in the leximin lottery; NaN where none can be drawn. */
    double[] leximin() {
        double[] settled = new double[pool.length];
        Arrays.fill(settled, Double.NaN);
        boolean[] open = new boolean[pool.length];
        int left = 0;
        for (int c = 0; c < pool.length; c++) {
            open[c] = drawable(c);
            left += open[c] ? 1 : 0;
        }
        while (left > 0) {
            double z = most(open, settled, -1, Double.NaN);
            for (int c = 0; c < pool.length; c++) {
                if (open[c] && most(open, settled, c, z) < z + EQUAL) {
                    settled[c] = z;
                }
            }
            for (int c = 0; c < pool.length; c++) {
                left -= open[c] && !Double.isNaN(settled[c]) ? 1 : 0;
                open[c] &= Double.isNaN(settled[c]);
            }
        }
        return settled;
    }

    /** The greatest least chance of the open cells; or that of one of them while all have z. Settled ones keep theirs. */
    private double most(boolean[] open, double[] settled, int one, double z) {
        int n = vectors.size();
        List<LinearConstraint> rows = new ArrayList<>();
        double[] ones = new double[n + 1];
        Arrays.fill(ones, 0, n, 1);
        rows.add(new LinearConstraint(ones, Relationship.EQ, 1));
        double[] goal = new double[n + 1];
        goal[n] = one < 0 ? 1 : 0;
        for (int c = 0; c < pool.length; c++) {
            double[] chance = new double[n + 1];
            for (int v = 0; v < n; v++) {
                chance[v] = (double) (vectors.get(v)[c] - region.low()[c]) / (pool[c] == 0 ? 1 : pool[c]);
            }
            if (c == one) {
                goal = chance.clone();
            }
            if (open[c] && one < 0) {
                chance[n] = -1;
                rows.add(new LinearConstraint(chance, Relationship.GEQ, 0));
            } else if (open[c]) {
                rows.add(new LinearConstraint(chance, Relationship.GEQ, z - EQUAL / 100));
            } else if (!Double.isNaN(settled[c])) {
                rows.add(new LinearConstraint(chance, Relationship.GEQ, settled[c] - EQUAL / 100));
            }
        }
        return new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(goal, 0),
                        new LinearConstraintSet(rows),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(true))
                .getValue();
    }
}
