package dev.assay.selection;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What no division can beat, as an exact fraction. The linear relaxation proves nothing here, since a share of every vector
 * in every part deviates by 0; so two countings: the sums that a column's counts can make at all, and every way to place
 * the few largest vectors while the rest is taken to be fluid.
 */
final class CountingBound {

    private static final double MOST_PLACEMENTS = 5_000;

    private final CountClasses classes;
    private final int judged;
    private final BigFraction[] shares;
    private final ExactDeviation exact;

    CountingBound(CountClasses classes, int judged, BigFraction[] shares) {
        this.classes = classes;
        this.judged = judged;
        this.shares = shares;
        this.exact = new ExactDeviation(classes, judged, shares);
    }

    BigFraction least() {
        BigFraction least = BigFraction.ZERO;
        List<SortedMap<Integer, Integer>> counts = counts();
        for (int k = 0; k < judged; k++) {
            least = ExactDeviation.larger(least, ofColumn(k, counts.get(k)));
        }
        return ExactDeviation.larger(least, new Placement().least(least.doubleValue()));
    }

    /** Column to the counts above 0 in it, and how many vectors have each. */
    private List<SortedMap<Integer, Integer>> counts() {
        List<SortedMap<Integer, Integer>> counts = new ArrayList<>();
        for (int k = 0; k < classes.columns(); k++) {
            counts.add(new TreeMap<>());
        }
        for (int v = 0; v < classes.size(); v++) {
            for (int k : classes.touched(v)) {
                counts.get(k).merge(classes.vector(v)[k], classes.multiplicity(v), Integer::sum);
            }
        }
        return counts;
    }

    private BigFraction ofColumn(int column, SortedMap<Integer, Integer> counts) {
        long divisor = 0;
        for (int count : counts.keySet()) {
            divisor = BigInteger.valueOf(divisor).gcd(BigInteger.valueOf(count)).longValueExact();
        }
        BigFraction least = apportioned(classes.total(column) / divisor);
        Reachable sums = Reachable.of(counts);
        if (sums.known()) {
            for (int part = 0; part < shares.length; part++) {
                least = ExactDeviation.larger(least, nearest(sums, column, part));
            }
        }
        return least;
    }

    /** How near a part can come to its share of one column. */
    private BigFraction nearest(Reachable sums, int column, int part) {
        long target = exact.most(column, part, BigFraction.ZERO);
        BigFraction below = exact.of(sums.atMost(target), column, part);
        BigFraction above = exact.of(sums.atLeast(target + 1), column, part);
        return below.compareTo(above) < 0 ? below : above;
    }

    /** The least worst deviation of whole units from shares of a total of units: largest remainders. */
    private BigFraction apportioned(long units) {
        BigFraction[] remainders = new BigFraction[shares.length];
        long up = units;
        for (int part = 0; part < shares.length; part++) {
            BigFraction share = shares[part].multiply(BigInteger.valueOf(units));
            long whole = ExactDeviation.floor(share);
            remainders[part] = share.subtract(BigInteger.valueOf(whole));
            up -= whole;
        }
        Arrays.sort(remainders);
        BigFraction worst = BigFraction.ZERO;
        for (int i = 0; i < remainders.length; i++) {
            boolean roundedUp = i >= remainders.length - up;
            worst = ExactDeviation.larger(worst, roundedUp ? BigFraction.ONE.subtract(remainders[i]) : remainders[i]);
        }
        return worst.divide(BigInteger.valueOf(units));
    }

    /** The largest vectors placed in every way, the rest poured where it is wanted, each column for itself. */
    private final class Placement {

        private final List<int[]> largest;
        private final long[][] placed = new long[shares.length][judged];
        private final long[] rest = new long[judged];
        private final List<long[][]> best = new ArrayList<>();
        private double bestValue = Double.POSITIVE_INFINITY;

        Placement() {
            int many = shares.length < 2 ? 0 : (int) (Math.log(MOST_PLACEMENTS) / Math.log(shares.length));
            this.largest = Arrays.stream(classes.byWeight())
                    .limit(many)
                    .boxed()
                    .flatMap(v -> IntStream.range(0, Math.min(many, classes.multiplicity(v)))
                            .mapToObj(copy -> classes.vector(v)))
                    .limit(many)
                    .toList();
            Arrays.setAll(rest, classes::total);
            largest.forEach(vector -> Arrays.setAll(rest, k -> rest[k] - vector[k]));
        }

        /** The least deviation, or 0 where that is below what is known already. */
        BigFraction least(double known) {
            place(0);
            if (bestValue <= known || bestValue <= Score.TOLERANCE) {
                return BigFraction.ZERO;
            }
            // Floating point chose the placements that may be the best; which one is, and how good, is told exactly.
            return best.stream().map(this::exactly).min(BigFraction::compareTo).orElse(BigFraction.ZERO);
        }

        private void place(int next) {
            if (next == largest.size()) {
                keep();
                return;
            }
            for (int part = 0; part < shares.length; part++) {
                shift(part, largest.get(next), 1);
                place(next + 1);
                shift(part, largest.get(next), -1);
            }
        }

        private void shift(int part, int[] vector, int by) {
            for (int k = 0; k < judged; k++) {
                placed[part][k] += (long) by * vector[k];
            }
        }

        private void keep() {
            double worst = 0;
            for (int part = 0; part < shares.length; part++) {
                double share = shares[part].doubleValue();
                for (int k = 0; k < judged; k++) {
                    double total = classes.total(k);
                    worst = Math.max(worst, placed[part][k] / total - share);
                    worst = Math.max(worst, share - (placed[part][k] + rest[k]) / total);
                }
            }
            if (worst < bestValue - Score.TOLERANCE) {
                best.clear();
            }
            if (worst < bestValue + Score.TOLERANCE) {
                bestValue = Math.min(bestValue, worst);
                best.add(Arrays.stream(placed).map(long[]::clone).toArray(long[][]::new));
            }
        }

        private BigFraction exactly(long[][] of) {
            BigFraction worst = BigFraction.ZERO;
            for (int part = 0; part < shares.length; part++) {
                double share = shares[part].doubleValue();
                for (int k = 0; k < judged; k++) {
                    double near = bestValue - Score.TOLERANCE;
                    if ((double) of[part][k] / classes.total(k) - share > near) {
                        worst = ExactDeviation.larger(worst, exact.over(of[part][k], k, part));
                    }
                    if (share - (double) (of[part][k] + rest[k]) / classes.total(k) > near) {
                        BigFraction lack = exact.over(of[part][k] + rest[k], k, part);
                        worst = ExactDeviation.larger(worst, lack.negate());
                    }
                }
            }
            return worst;
        }
    }
}
