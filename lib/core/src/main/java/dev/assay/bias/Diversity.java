package dev.assay.bias;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How evenly counts spread over the levels of an axis. Each is null where it is undefined.
 *
 * @param imbalanceRatio largest over smallest count, at least 1; undefined where a level is empty
 * @param evenness Shannon entropy over the logarithm of the number of levels (Pielou 1966), in [0,1]; undefined for one level
 * @param giniSimpson the chance that two items drawn with replacement differ in level, {@code 1 - sum p^2}
 * @param effectiveLevels Hill's number of order 1, {@code exp(entropy)}: as many equal levels would be as diverse
 * @param effectiveLevelsOrder2 Hill's number of order 2, {@code 1 / sum p^2}, which heeds the common levels more
 */
record Diversity(
        @Nullable Double imbalanceRatio,
        @Nullable Double evenness,
        @Nullable Double giniSimpson,
        @Nullable Double effectiveLevels,
        @Nullable Double effectiveLevelsOrder2) {

    static Diversity of(long[] counts) {
        long n = Arrays.stream(counts).sum();
        if (n == 0) {
            return new Diversity(null, null, null, null, null);
        }
        double entropy = entropy(counts);
        double squares = 0;
        for (long count : counts) {
            squares += (double) count / n * count / n;
        }
        long least = Arrays.stream(counts).min().orElse(0);
        long most = Arrays.stream(counts).max().orElse(0);
        return new Diversity(
                least == 0 ? null : (double) most / least,
                counts.length < 2 ? null : Math.min(1, entropy / Math.log(counts.length)),
                1 - squares,
                Math.exp(entropy),
                1 / squares);
    }

    /** Shannon's entropy in nats, at least 0. */
    static double entropy(long[] counts) {
        double n = Arrays.stream(counts).sum();
        double entropy = 0;
        for (long count : counts) {
            if (count > 0) {
                entropy -= count / n * Math.log(count / n);
            }
        }
        return Math.max(0, entropy);
    }
}
