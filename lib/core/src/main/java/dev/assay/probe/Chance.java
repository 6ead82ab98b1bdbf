package dev.assay.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** What chance makes of a statistic, and of many at once. */
final class Chance {

    /** Sums in another order differ in their last digits, and ties are the rule with few levels. */
    private static final double TIE = 1e-12;

    private Chance() {}

    /**
     * A Monte Carlo p-value that stops as soon as it is known not to be small (Besag and Clifford, Biometrika 78 (1991)
     * 301-304): when {@code enough} draws are at least as large as what was observed, after l of them, it is
     * {@code enough / l}; when that never happens, (1 + as large) / (1 + most). Under the null it is at most any a of those
     * values with probability at most a, just as that of a fixed number of draws; only large ones are less precise.
     */
    static double pValue(double observed, int most, int enough, DoubleSupplier draw) {
        int asLarge = 0;
        for (int l = 1; l <= most; l++) {
            asLarge += draw.getAsDouble() >= observed - TIE ? 1 : 0;
            if (asLarge == enough) {
                return (double) enough / l;
            }
        }
        return (1.0 + asLarge) / (1.0 + most);
    }

    /**
     * Holm's adjustment (Scand. J. Statist. 6 (1979) 65-70): adjusted values at most a are all true with probability at
     * least 1 - a, whatever the tests have to do with each other.
     */
    static double[] holm(double[] pValues) {
        Integer[] order = IntStream.range(0, pValues.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    /** A seed of its own for everything that has a name, so that neither order nor threads matter. */
    static long seed(long seed, String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return (seed * 0x9e3779b97f4a7c15L) ^ hash;
    }
}
