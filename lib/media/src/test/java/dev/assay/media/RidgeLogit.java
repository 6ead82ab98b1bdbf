package dev.assay.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logistic regression with a ridge on standardised cues, the constant free, both answers counting the same in all; by Newton's
 * method (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2009, 4.4).
 */
final class RidgeLogit {

    private static final int STEPS = 30;

    private RidgeLogit() {}

    /**
     * The weights of cues as they are, not standardised, by name.
     *
     * @param names of the constant and of each cue
     */
    static Map<String, Double> fit(double[][] cues, boolean[] yes, double penalty, List<String> names) {
        int count = names.size();
        double[] mean = new double[count];
        double[] spread = new double[count];
        for (int k = 1; k < count; k++) {
            for (double[] one : cues) {
                mean[k] += one[k - 1] / cues.length;
            }
            for (double[] one : cues) {
                spread[k] += (one[k - 1] - mean[k]) * (one[k - 1] - mean[k]) / cues.length;
            }
            spread[k] = Math.sqrt(spread[k]);
        }
        double[][] rows = new double[cues.length][count];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = 1;
            for (int k = 1; k < count; k++) {
                rows[i][k] = (cues[i][k - 1] - mean[k]) / spread[k];
            }
        }
        double[] weights = new double[count];
        for (int step = 0; step < STEPS; step++) {
            newton(rows, yes, penalty, weights);
        }
        Map<String, Double> named = new HashMap<>();
        double constant = weights[0];
        for (int k = 1; k < count; k++) {
            named.put(names.get(k), weights[k] / spread[k]);
            constant -= weights[k] / spread[k] * mean[k];
        }
        named.put(names.get(0), constant);
        return named;
    }

    private static void newton(double[][] rows, boolean[] yes, double penalty, double[] weights) {
        int count = weights.length;
        double positives = 0;
        for (boolean one : yes) {
            positives += one ? 1 : 0;
        }
        // The matrix of second derivatives, and beside it the first.
        double[][] system = new double[count][count + 1];
        for (int i = 0; i < rows.length; i++) {
            double counts = rows.length / 2.0 / (yes[i] ? positives : rows.length - positives);
            double odds = 0;
            for (int k = 0; k < count; k++) {
                odds += weights[k] * rows[i][k];
            }
            double chance = 1 / (1 + Math.exp(-odds));
            for (int k = 0; k < count; k++) {
                system[k][count] += counts * (chance - (yes[i] ? 1 : 0)) * rows[i][k];
                for (int other = 0; other < count; other++) {
                    system[k][other] += counts * chance * (1 - chance) * rows[i][k] * rows[i][other];
                }
            }
        }
        for (int k = 1; k < count; k++) {
            system[k][k] += penalty;
            system[k][count] += penalty * weights[k];
        }
        double[] step = solved(system);
        for (int k = 0; k < count; k++) {
            weights[k] -= step[k];
        }
    }

    /** Gauss and Jordan; the matrix is positive definite, and needs no pivots. */
    private static double[] solved(double[][] system) {
        int count = system.length;
        for (int pivot = 0; pivot < count; pivot++) {
            for (int row = 0; row < count; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int k = pivot; k <= count && row != pivot; k++) {
                    system[row][k] -= factor * system[pivot][k];
                }
            }
        }
        double[] solution = new double[count];
        for (int k = 0; k < count; k++) {
            solution[k] = system[k][count] / system[k][k];
        }
        return solution;
    }
}
