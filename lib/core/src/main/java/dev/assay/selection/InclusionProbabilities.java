package dev.assay.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * First-order inclusion probabilities in proportion to a size, certain where the proportion exceeds 1 (C.-E. Särndal, B.
 * Swensson, J. Wretman, "Model Assisted Survey Sampling", 1992, section 3.6; {@code inclusionprobabilities} of R's
 * package sampling).
 */
final class InclusionProbabilities {

    /** A unit so large that sums of the largest doubles have values in it, and that only the very smallest are rounded. */
    private static final double UNIT = 0x1p64;

    private InclusionProbabilities() {}

    /**
     * The probabilities, which sum to {@code size}.
     *
     * @param weights finite and at least 0
     * @param size items to draw, at most the number of positive weights
     */
    static double[] of(double[] weights, long size) {
        boolean countable = Double.isFinite(Arrays.stream(weights).sum() * Math.max(1, size));
        return proportions(
                countable
                        ? weights
                        : Arrays.stream(weights).map(weight -> weight / UNIT).toArray(),
                size);
    }

    private static double[] proportions(double[] weights, long size) {
        // Ascending sums, so that the order of the items changes no bit.
        Integer[] ascending = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> weights[i]))
                .toArray(Integer[]::new);
        double[] sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[ascending[i]];
        }
        double[] probabilities = new double[weights.length];
        long left = size;
        int open = weights.length;
        while (open > 0 && left > 0 && weights[ascending[open - 1]] * left >= sums[open]) {
            probabilities[ascending[--open]] = 1;
            left--;
        }
        double sum = sums[open];
        for (int i = 0; i < open && left > 0; i++) {
            probabilities[ascending[i]] = left * weights[ascending[i]] / sum;
        }
        return probabilities;
    }

    /** How many items have probability 1. */
    static long certain(double[] probabilities) {
        return Arrays.stream(probabilities).filter(p -> p == 1).count();
    }
}
