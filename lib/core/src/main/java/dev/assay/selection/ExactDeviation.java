package dev.assay.selection;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Deviations {@code |part / total - share|} of divisions as exact fractions: whether one is the least possible must not
 * hang on how a floating-point number was rounded.
 */
final class ExactDeviation {

    private final List<int[]> vectors;
    private final long[] totals;
    private final int judged;
    private final BigFraction[] shares;

    /**
     * Deviations of divisions of some vectors.
     *
     * @param vectors counts by column, the judged columns first
     * @param totals of the columns
     * @param judged how many columns count
     * @param shares of the parts, summing to 1
     */
    ExactDeviation(List<int[]> vectors, long[] totals, int judged, BigFraction[] shares) {
        this.vectors = vectors;
        this.totals = totals;
        this.judged = judged;
        this.shares = shares;
    }

    /** The worst deviation of a division, given by its sums: part x column. */
    BigFraction worst(long[][] sums) {
        BigFraction worst = BigFraction.ZERO;
        for (int part = 0; part < shares.length; part++) {
            for (int k = 0; k < judged; k++) {
                BigFraction deviation = new BigFraction(
                                BigInteger.valueOf(sums[part][k]), BigInteger.valueOf(totals[k]))
                        .subtract(shares[part])
                        .abs();
                worst = larger(worst, deviation);
            }
        }
        return worst;
    }

    /** Items are whole, and so are vectors: what either alone makes unavoidable. */
    BigFraction leastPossible() {
        BigFraction largestShare =
                Arrays.stream(shares).max(BigFraction::compareTo).orElse(BigFraction.ONE);
        BigFraction least = BigFraction.ZERO;
        for (int k = 0; k < judged; k++) {
            int column = k;
            int largest =
                    vectors.stream().mapToInt(vector -> vector[column]).max().orElse(0);
            BigFraction part = new BigFraction(BigInteger.valueOf(largest), BigInteger.valueOf(totals[k]));
            least = larger(least, larger(apportioned(totals[k]), part.subtract(largestShare)));
        }
        return least;
    }

    /** The least worst deviation of whole numbers from shares of a total: largest remainders. */
    private BigFraction apportioned(long total) {
        BigFraction[] remainders = new BigFraction[shares.length];
        long up = total;
        for (int part = 0; part < shares.length; part++) {
            BigFraction exact = shares[part].multiply(BigInteger.valueOf(total));
            BigInteger floor = exact.getNumerator().divide(exact.getDenominator());
            remainders[part] = exact.subtract(floor);
            up -= floor.longValueExact();
        }
        Arrays.sort(remainders);
        BigFraction worst = BigFraction.ZERO;
        for (int i = 0; i < remainders.length; i++) {
            boolean roundedUp = i >= remainders.length - up;
            worst = larger(worst, roundedUp ? BigFraction.ONE.subtract(remainders[i]) : remainders[i]);
        }
        return worst.divide(BigInteger.valueOf(total));
    }

    private static BigFraction larger(BigFraction one, BigFraction two) {
        return one.compareTo(two) >= 0 ? one : two;
    }
}
