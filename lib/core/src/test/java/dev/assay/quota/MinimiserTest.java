package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** How the least worst deviation is closed in on. */
@NullUnmarked
class MinimiserTest {

    /** Between the thirds, against a search by all denominators. */
    @Test
    void theMiddleIsTheSimplestFractionOfTheMiddleThird() {
        Random random = new Random(5);
        for (int trial = 0; trial < 2000; trial++) {
            BigFraction low = new BigFraction(random.nextInt(40), 1 + random.nextInt(40));
            BigFraction high = low.add(new BigFraction(1 + random.nextInt(20), 1 + random.nextInt(400)));
            BigFraction third = high.subtract(low).divide(3);
            BigFraction from = low.add(third);
            BigFraction to = low.add(third).add(third);
            BigFraction middle = Minimiser.middle(low, high);
            assertThat(middle).isBetween(from, to);
            int denominator = 1;
            while (!holdsOne(from, to, denominator)) {
                denominator++;
            }
            assertThat(middle.getDenominator()).as("%s to %s", low, high).isEqualTo(denominator);
        }
    }

    /** Whether a multiple of one part is within. */
    private static boolean holdsOne(BigFraction from, BigFraction to, int parts) {
        BigFraction first = from.multiply(parts);
        BigInteger least = first.getNumerator()
                .add(first.getDenominator())
                .subtract(BigInteger.ONE)
                .divide(first.getDenominator());
        return new BigFraction(least).compareTo(to.multiply(parts)) <= 0;
    }

    /** 10^-17 wide beside a sixth: a walk by ones would take more steps than there is time for. */
    @Test
    void theMiddleOfWhatDoublesHardlyTellApart() {
        BigFraction low = new BigFraction(1, 6);
        BigFraction high = low.add(new BigFraction(BigInteger.ONE, BigInteger.TEN.pow(17)));
        assertThat(Minimiser.middle(low, high)).isStrictlyBetween(low, high);
    }
}
