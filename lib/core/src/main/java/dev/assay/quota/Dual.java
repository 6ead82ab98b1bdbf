package dev.assay.quota;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Prices on the sums of a {@link Question}: dual ascent for the separable problem of least chi-square, by Newton's method
 * with damping (for the semismooth kind see Qi and Sun, Mathematical Programming 58, 1993). There are as many unknowns as
 * sums, however many cells. The softness of {@link Slopes} falls step by step, each step starting where the last two
 * point to. Prices are only ever used through {@link Certificate}, so that nothing hangs on how well this converges.
 */
final class Dual {

    private static final int MOST_STEPS = 40;
    /** Where a softer ascent has succeeded, few steps lead on, or none do. */
    private static final int MOST_HARD_STEPS = 15;

    private static final int MOST_TRIALS = 16;
    private static final double DAMPING = 1e-4;
    private static final double FARTHEST = 1e12;

    private final Question question;
    private final Slopes slopes;
    /** Damping's natural size: the curvature of each sum were all its cells free. */
    private final double[] scale;

    final double[] lambda;
    private double[] before;
    private double softness = 1;
    private double softnessBefore = 1;

    Dual(Question question, double[] expected) {
        this.question = question;
        this.slopes = new Slopes(question, expected);
        this.lambda = new double[question.sums.size()];
        this.before = lambda.clone();
        this.scale = new double[lambda.length];
        double[] free = new double[question.blocks.count];
        for (int c = 0; c < expected.length; c++) {
            free[0] += expected[c] / 2;
            for (int i = question.blocks.start[c]; i < question.blocks.start[c + 1]; i++) {
                free[question.blocks.member[i]] += expected[c] / 2;
            }
        }
        for (int r = 0; r < scale.length; r++) {
            Question.Sum sum = question.sums.get(r);
            for (int i = 0; i < sum.block().length; i++) {
                scale[r] += (double) sum.weight()[i] * sum.weight()[i] * free[sum.block()[i]];
            }
            scale[r] = Math.max(scale[r], 1e-9);
        }
    }

    /** What each cell holds at these prices, in fractions. */
    double[] held() {
        return slopes.held(lambda, softness);
    }

    int ramps() {
        return slopes.ramps;
    }

    double softness() {
        return softness;
    }

    /** Ascends at the present softness; true where every sum is met to within a part of an item. */
    boolean ascend() {
        slopes.at(lambda, softness, true);
        for (int step = 0; step < (softness == 1 ? MOST_STEPS : MOST_HARD_STEPS); step++) {
            if (met()) {
                return true;
            }
            double[] direction = newton();
            double slope = along(direction);
            if (slope <= 0 || !search(direction, slope) || farthest() > FARTHEST) {
                return met();
            }
        }
        return met();
    }

    /** Lowers the softness; true where the ascent succeeded there too, else the prices are as they were. */
    boolean harden(double factor) {
        double[] now = lambda.clone();
        double next = softness * factor;
        double stride = softnessBefore > softness ? (softness - next) / (softnessBefore - softness) : 0;
        for (int r = 0; r < now.length; r++) {
            lambda[r] += stride * (now[r] - before[r]);
        }
        double old = softness;
        softness = next;
        if (ascend()) {
            before = now;
            softnessBefore = old;
            return true;
        }
        softness = old;
        System.arraycopy(now, 0, lambda, 0, now.length);
        slopes.at(lambda, softness, false);
        return false;
    }

    /** Whether the way that the prices went proves that there is no answer. */
    boolean refuted() {
        return Certificate.refutes(question, lambda) || Certificate.refutes(question, slopes.missing);
    }

    private double farthest() {
        return Arrays.stream(lambda).map(Math::abs).max().orElse(0);
    }

    private boolean met() {
        for (int r = 0; r < lambda.length; r++) {
            long unit = question.sums.get(r).weight()[0];
            if (Math.abs(slopes.missing[r]) > unit * (0.01 + 1e-10 * question.size)) {
                return false;
            }
        }
        return true;
    }

    private double along(double[] direction) {
        double sum = 0;
        for (int r = 0; r < direction.length; r++) {
            sum += direction[r] * slopes.missing[r];
        }
        return sum;
    }

    private double[] newton() {
        double[][] matrix = new double[lambda.length][];
        // Scaled to a unit diagonal: sums of a whole axis and weighted sums stand side by side.
        double[] root = new double[lambda.length];
        for (int r = 0; r < root.length; r++) {
            root[r] = Math.sqrt(slopes.curvature[r][r] + DAMPING * scale[r]);
        }
        double[] right = new double[root.length];
        for (int r = 0; r < root.length; r++) {
            matrix[r] = slopes.curvature[r].clone();
            for (int q = 0; q < root.length; q++) {
                matrix[r][q] /= root[r] * root[q];
            }
            matrix[r][r] = 1 + 1e-10;
            right[r] = slopes.missing[r] / root[r];
        }
        double[] direction = right;
        try {
            direction = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-6, 1e-14)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
        } catch (NonPositiveDefiniteMatrixException e) {
            // Rounding made the matrix singular: the scaled gradient still ascends.
        }
        for (int r = 0; r < root.length; r++) {
            direction[r] /= root[r];
        }
        return direction;
    }

    /** A step at which the ascent has mostly ended: longer while it goes on, shorter where it went too far. */
    private boolean search(double[] direction, double slope) {
        double[] from = lambda.clone();
        double below = 0;
        double above = Double.POSITIVE_INFINITY;
        double step = 1;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            for (int r = 0; r < from.length; r++) {
                lambda[r] = from[r] + step * direction[r];
            }
            slopes.at(lambda, softness, true);
            double now = along(direction);
            if (Math.abs(now) <= 0.6 * slope || met()) {
                return true;
            }
            if (now > 0) {
                below = step;
            } else {
                above = step;
            }
            step = above == Double.POSITIVE_INFINITY ? step * 8 : (below + above) / 2;
        }
        return below > 0 || Double.isFinite(above);
    }
}
