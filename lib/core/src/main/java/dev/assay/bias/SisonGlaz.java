package dev.assay.bias;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * The probability that no multinomial count strays further than {@code c} from what was observed, by the Edgeworth expansion
 * of the sum of truncated Poisson variables, and the intervals that follow; see {@link SimultaneousInterval#SISON_GLAZ}.
 */
final class SisonGlaz {

    /** The fourth central moment is a difference of terms near n^4: past this, little of it is left in a double. */
    static final long MOST_ITEMS = 1_000_000;

    private static final long ONE_BY_ONE = 64;

    private final long[] counts;
    private final long n;
    /** How many levels have a count: levels of equal count have equal moments. */
    private final TreeMap<Long, Integer> multiplicity = new TreeMap<>();

    SisonGlaz(long[] counts, long n) {
        if (n > MOST_ITEMS) {
            throw new IllegalArgumentException("expected at most " + MOST_ITEMS + " items, found " + n);
        }
        this.counts = counts;
        this.n = n;
        for (long count : counts) {
            multiplicity.merge(count, 1, Integer::sum);
        }
    }

    Interval[] intervals(double confidence) {
        long c = radius(confidence);
        double before = c > 1 ? coverage(c - 1) : 0;
        double reached = coverage(c);
        // Where even c = n falls short of the expansion, the observed share +- 1 covers everything.
        double delta = reached > confidence ? (confidence - before) / (reached - before) : 0;
        double down = reached > confidence ? c - 1 : n;
        return Arrays.stream(counts)
                .mapToObj(
                        count -> Interval.clipped((count - down) / (double) n, (count + down + 2 * delta) / (double) n))
                .toArray(Interval[]::new);
    }

    /**
     * The smallest c that covers more than the confidence, or n. Among small counts the expansion may dip as c grows, so small
     * radii are tried one by one, as the paper has it; larger ones by doubling and halving.
     */
    long radius(double confidence) {
        long high = 1;
        while (high < n && !(coverage(high) > confidence)) {
            high = Math.min(n, high < ONE_BY_ONE ? high + 1 : 2 * high);
        }
        long low = high <= ONE_BY_ONE ? high - 1 : high / 2;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (coverage(middle) > confidence) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    double coverage(long c) {
        double[] sums = new double[4];
        double logInside = 0;
        for (Map.Entry<Long, Integer> entry : multiplicity.entrySet()) {
            Truncated truncated = Truncated.of(entry.getKey(), c);
            int times = entry.getValue();
            sums[0] += times * truncated.mean;
            sums[1] += times * truncated.variance;
            sums[2] += times * truncated.third;
            sums[3] += times * (truncated.fourth - 3 * truncated.variance * truncated.variance);
            logInside += times * Math.log(truncated.inside);
        }
        double deviation = Math.sqrt(sums[1]);
        double density =
                edgeworth((n - sums[0]) / deviation, sums[2] / Math.pow(deviation, 3), sums[3] / sums[1] / sums[1]);
        return Math.exp(logInside - poisson(n).logProbability((int) n)) * density / deviation;
    }

    private static double edgeworth(double z, double skewness, double excess) {
        double z2 = z * z;
        double polynomial = 1
                + skewness * z * (z2 - 3) / 6
                + excess * (z2 * z2 - 6 * z2 + 3) / 24
                + skewness * skewness * (z2 * z2 * z2 - 15 * z2 * z2 + 45 * z2 - 15) / 72;
        return polynomial * Math.exp(-z2 / 2) / Math.sqrt(2 * Math.PI);
    }

    private static PoissonDistribution poisson(long mean) {
        return new PoissonDistribution(null, (double) mean, 1e-15, 10_000_000);
    }

    /** Central moments of a Poisson variable of a mean, given that it lies within c of its mean; and how likely that is. */
    private record Truncated(double mean, double variance, double third, double fourth, double inside) {

        static Truncated of(long lambda, long c) {
            if (lambda == 0) {
                return new Truncated(0, 0, 0, 0, 1);
            }
            PoissonDistribution poisson = poisson(lambda);
            long a = lambda + c;
            long b = Math.max(0, lambda - c);
            double inside =
                    poisson.cumulativeProbability((int) a) - (b > 0 ? poisson.cumulativeProbability((int) b - 1) : 0);
            double[] m = new double[5];
            for (int r = 1; r <= 4; r++) {
                double edge = mass(poisson, a - r + 1, a) - mass(poisson, b - r, b - 1);
                m[r] = Math.pow((double) lambda, r) * (1 - edge / inside);
            }
            return ofFactorialMoments(m, inside);
        }

        private static Truncated ofFactorialMoments(double[] m, double inside) {
            double mean = m[1];
            double mean2 = mean * mean;
            return new Truncated(
                    mean,
                    m[2] + mean - mean2,
                    m[3] + m[2] * (3 - 3 * mean) + (mean - 3 * mean2 + 2 * mean2 * mean),
                    m[4]
                            + m[3] * (6 - 4 * mean)
                            + m[2] * (7 - 12 * mean + 6 * mean2)
                            + mean
                            - 4 * mean2
                            + 6 * mean2 * mean
                            - 3 * mean2 * mean2,
                    inside);
        }

        private static double mass(PoissonDistribution poisson, long from, long to) {
            double sum = 0;
            for (long k = Math.max(0, from); k <= to; k++) {
                sum += poisson.probability((int) k);
            }
            return sum;
        }
    }
}
