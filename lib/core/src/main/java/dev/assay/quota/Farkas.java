package dev.assay.quota;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A proof that inequalities cannot hold together within intervals, not even in fractions: integer multipliers, such that
 * the sum of the inequalities asks for more than the intervals can give (J. Farkas, 1902). The multipliers come out of
 * floating point; what they prove is computed here, in integers, whatever they are.
 *
 * @param used the inequalities with a multiplier other than 0
 * @param multipliers theirs: positive where the lower end is used, negative where the upper is
 */
record Farkas(List<Merged.Inequality> used, List<BigInteger> multipliers) {

    /** The duals of these questions are mostly 0, 1, 1/2: small denominators first. */
    private static final int MOST_DENOMINATOR = 5040;

    private static final double SCALE = 0x1p40;

    Farkas {
        used = List.copyOf(used);
        multipliers = List.copyOf(multipliers);
    }

    /**
     * The proof that duals of a floating-point solution hint at, or null where they prove nothing.
     *
     * @param duals one for each inequality
     */
    static @Nullable Farkas of(Merged question, long[] low, long[] high, double[] duals) {
        double largest = Arrays.stream(duals).map(Math::abs).max().orElse(0);
        if (largest == 0) {
            return null;
        }
        Farkas small = rounded(question, duals, largest, true);
        if (small.proves(low, high)) {
            return small;
        }
        Farkas fine = rounded(question, duals, largest, false);
        return fine.proves(low, high) ? fine : null;
    }

    private static Farkas rounded(Merged question, double[] duals, double largest, boolean small) {
        List<Merged.Inequality> used = new ArrayList<>();
        List<BigFraction> fractions = new ArrayList<>();
        BigInteger common = BigInteger.ONE;
        for (int r = 0; r < duals.length; r++) {
            Merged.Inequality inequality = question.inequalities.get(r);
            BigFraction value = small ? near(duals[r] / largest) : fine(duals[r] / largest);
            boolean ended = value.getNumerator().signum() > 0
                    ? inequality.low() != Merged.NO_LOW
                    : inequality.high() != Merged.NO_HIGH;
            if (value.getNumerator().signum() != 0 && ended) {
                // The duals are of inequalities divided by their largest coefficient.
                BigFraction own = value.divide(largest(inequality));
                used.add(inequality);
                fractions.add(own);
                BigInteger denominator = own.getDenominator();
                common = common.multiply(denominator).divide(common.gcd(denominator));
            }
        }
        BigInteger scale = common;
        return new Farkas(
                used,
                fractions.stream()
                        .map(fraction -> fraction.getNumerator().multiply(scale.divide(fraction.getDenominator())))
                        .toList());
    }

    /** What inequalities are divided by before they go to floating point. */
    static long largest(Merged.Inequality inequality) {
        return Math.max(
                1, Arrays.stream(inequality.coefficients()).map(Math::abs).max().orElse(1));
    }

    private static BigFraction near(double value) {
        for (int denominator = 1; denominator <= MOST_DENOMINATOR; denominator++) {
            double scaled = value * denominator;
            if (Math.abs(scaled - Math.rint(scaled)) < 1e-7) {
                return new BigFraction(Math.round(scaled), (long) denominator);
            }
        }
        return fine(value);
    }

    private static BigFraction fine(double value) {
        return new BigFraction(BigInteger.valueOf(Math.round(value * SCALE)), BigInteger.valueOf((long) SCALE));
    }

    /** Whether the sum asks for more than the intervals can give. Exact. */
    boolean proves(long[] low, long[] high) {
        BigInteger[] sums = new BigInteger[low.length];
        Arrays.fill(sums, BigInteger.ZERO);
        BigInteger asked = BigInteger.ZERO;
        for (int r = 0; r < used.size(); r++) {
            Merged.Inequality inequality = used.get(r);
            BigInteger multiplier = multipliers.get(r);
            long end = multiplier.signum() > 0 ? inequality.low() : inequality.high();
            asked = asked.add(multiplier.multiply(BigInteger.valueOf(end)));
            for (int i = 0; i < inequality.variables().length; i++) {
                int v = inequality.variables()[i];
                sums[v] = sums[v].add(
                        multiplier.multiply(BigInteger.valueOf(inequality.coefficients()[i])));
            }
        }
        BigInteger given = BigInteger.ZERO;
        for (int v = 0; v < sums.length; v++) {
            given = given.add(sums[v].multiply(BigInteger.valueOf(sums[v].signum() > 0 ? high[v] : low[v])));
        }
        return given.compareTo(asked) < 0;
    }
}
