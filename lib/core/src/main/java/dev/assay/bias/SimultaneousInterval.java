package dev.assay.bias;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Intervals for all shares of an axis at once: with the stated confidence every share of the population lies in its own.
 *
 * <p>{@link #suited} chooses after May and Johnson (J. Statist. Software 5/6, 2000): Sison and Glaz's for seven levels and
 * more (up to a million items, of which at least 5 are beside the largest level), Goodman's where every count is at least 5,
 * and the exact one for the rest.
 */
public enum SimultaneousInterval {

    /**
     * L. A. Goodman, On simultaneous confidence intervals for multinomial proportions, Technometrics 7 (1965) 247-254: the
     * score interval of each share at the chi-square quantile of {@code 1 - (1 - confidence) / k}. Wants counts of 5 or more.
     */
    GOODMAN {
        @Override
        Interval[] between(long[] counts, long n, double confidence) {
            double z = STANDARD_NORMAL.inverseCumulativeProbability(1 - (1 - confidence) / counts.length / 2);
            double a = z * z;
            return Arrays.stream(counts)
                    .mapToObj(count -> {
                        double root = Math.sqrt(a * (a + 4.0 * count * (n - count) / n));
                        double centre = a + 2.0 * count;
                        return Interval.clipped((centre - root) / (2 * (n + a)), (centre + root) / (2 * (n + a)));
                    })
                    .toArray(Interval[]::new);
        }
    },

    /**
     * C. P. Sison and J. Glaz, Simultaneous confidence intervals and sample size determination for multinomial proportions,
     * JASA 90 (1995) 366-369, computed as by W. L. May and W. D. Johnson (2000). Narrower than Goodman's for many levels,
     * and good for small counts. For at most 1,000,000 items: beyond, its fourth moments lose their digits.
     */
    SISON_GLAZ {
        @Override
        Interval[] between(long[] counts, long n, double confidence) {
            return new SisonGlaz(counts, n).intervals(confidence);
        }
    },

    /**
     * C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413, each at {@code 1 - (1 - confidence) / k} after
     * Bonferroni: never too narrow, whatever the counts. (Wilson's score interval with Bonferroni would be Goodman's again.)
     */
    CLOPPER_PEARSON {
        @Override
        Interval[] between(long[] counts, long n, double confidence) {
            double tail = (1 - confidence) / counts.length / 2;
            return Arrays.stream(counts)
                    .mapToObj(count -> new Interval(
                            count == 0 ? 0 : quantile(count, n - count + 1, tail),
                            count == n ? 1 : quantile(count + 1, n - count, 1 - tail)))
                    .toArray(Interval[]::new);
        }
    };

    private static final int MANY_LEVELS = 7;
    private static final int SMALL_COUNT = 5;
    // No generator: quantiles only. The default one would seed itself from the clock.
    private static final NormalDistribution STANDARD_NORMAL = new NormalDistribution(null, 0, 1);

    abstract Interval[] between(long[] counts, long n, double confidence);

    /**
     * The intervals, in the order of the counts.
     *
     * @param counts one a level, none negative
     * @param confidence of all together, in (0,1)
     * @return for no items at all [0,1] everywhere
     */
    public List<Interval> of(long[] counts, double confidence) {
        long n = Arrays.stream(counts).sum();
        if (n == 0) {
            return IntStream.range(0, counts.length).mapToObj(i -> Interval.ALL).toList();
        }
        return List.of(between(counts, n, confidence));
    }

    /**
     * The formula that suits the number of levels and the counts. Sison and Glaz put the observed shares in place of the true
     * ones, so that an axis with nearly everything on one level would seem to have no variance: less than 5 items beside the
     * largest level also call for the exact interval.
     */
    public static SimultaneousInterval suited(long[] counts) {
        long n = Arrays.stream(counts).sum();
        long most = Arrays.stream(counts).max().orElse(0);
        if (counts.length >= MANY_LEVELS && n <= SisonGlaz.MOST_ITEMS && n - most >= SMALL_COUNT) {
            return SISON_GLAZ;
        }
        return Arrays.stream(counts).allMatch(count -> count >= SMALL_COUNT) ? GOODMAN : CLOPPER_PEARSON;
    }

    /** The word of the JSON documents, such as {@code sison_glaz}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double quantile(long alpha, long beta, double probability) {
        return new BetaDistribution(null, (double) alpha, (double) beta, 1e-14)
                .inverseCumulativeProbability(probability);
    }
}
