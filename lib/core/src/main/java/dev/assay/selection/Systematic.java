package dev.assay.selection;

/**
 * Systematic sampling with unequal probabilities in a given order (W. G. Madow, "On the theory of systematic sampling,
 * II", Annals of Mathematical Statistics 20, 1949): probabilities are laid end to end, and points one apart pick those
 * they fall on. Exactly as many are drawn as the probabilities sum to, each with its probability.
 */
final class Systematic {

    private Systematic() {}

    /**
     * Which are drawn.
     *
     * @param probabilities in [0,1], summing to a whole number up to rounding
     * @param size that whole number
     * @param start uniform on [0,1)
     */
    static boolean[] drawn(double[] probabilities, long size, double start) {
        boolean[] drawn = new boolean[probabilities.length];
        long certain = InclusionProbabilities.certain(probabilities);
        long left = size - certain;
        double point = start;
        double end = 0;
        int last = -1;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = probabilities[i] == 1;
            if (probabilities[i] > 0 && !drawn[i]) {
                end += probabilities[i];
                if (left > 0 && point < end) {
                    drawn[i] = true;
                    point++;
                    left--;
                } else {
                    last = i;
                }
            }
        }
        // The last point may fall beyond a sum that rounding left short of the whole number.
        if (left > 0 && last >= 0) {
            drawn[last] = true;
        }
        return drawn;
    }
}
