package dev.assay.selection;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Deviations {@code |part / total - share|} of divisions as exact fractions: whether one is the least possible must not
 * hang on how a floating-point number was rounded.
 */
final class ExactDeviation {

    private final CountClasses classes;
    private final int judged;
    private final BigFraction[] shares;

    /**
     * Deviations of divisions of some vectors.
     *
     * @param judged how many columns count, from the first
     * @param shares of the parts, summing to 1
     */
    ExactDeviation(CountClasses classes, int judged, BigFraction[] shares) {
        this.classes = classes;
        this.judged = judged;
        this.shares = shares;
    }

    /** The worst deviation of a division, given by its sums: part x column. */
    BigFraction worst(long[][] sums) {
        BigFraction worst = BigFraction.ZERO;
        for (int part = 0; part < shares.length; part++) {
            for (int k = 0; k < judged; k++) {
                worst = larger(worst, of(sums[part][k], k, part));
            }
        }
        return worst;
    }

    /** The deviation of one part that holds so many of a column. */
    BigFraction of(long sum, int column, int part) {
        return over(sum, column, part).abs();
    }

    /** By how much a part that holds so many of a column is above its share. */
    BigFraction over(long sum, int column, int part) {
        return fraction(sum, classes.total(column)).subtract(shares[part]);
    }

    /** The most of a column that a part may hold whose deviation is at most a limit. */
    long most(int column, int part, BigFraction limit) {
        return floor(shares[part].add(limit).multiply(BigInteger.valueOf(classes.total(column))));
    }

    /** The least of a column that a part may hold whose deviation is at most a limit. */
    long least(int column, int part, BigFraction limit) {
        return -floor(limit.subtract(shares[part]).multiply(BigInteger.valueOf(classes.total(column))));
    }

    static BigFraction fraction(long numerator, long denominator) {
        return new BigFraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    static long floor(BigFraction value) {
        BigInteger[] parts = value.getNumerator().divideAndRemainder(value.getDenominator());
        return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
    }

    static BigFraction larger(BigFraction one, BigFraction two) {
        return one.compareTo(two) >= 0 ? one : two;
    }
}
