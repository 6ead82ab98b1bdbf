package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Frequencies within five standard deviations of a fixed sequence: a broken one is far outside, a sound one never. */
@NullUnmarked
class ChanceTest {

    private static final int DRAWN = 20_000;

    @Test
    void uniformNumbersFillTheUnitInterval() {
        Chance chance = new Chance(7, "uniform");
        int[] tenths = new int[10];
        double sum = 0;
        for (int i = 0; i < DRAWN; i++) {
            double drawn = chance.uniform();
            assertThat(drawn).isGreaterThanOrEqualTo(0).isLessThan(1);
            tenths[(int) (10 * drawn)]++;
            sum += drawn;
        }
        assertEven(tenths);
        // The variance of one is 1/12.
        assertThat(Math.abs(sum / DRAWN - 0.5)).isLessThan(5 / Math.sqrt(12.0 * DRAWN));
    }

    @Test
    void wholeNumbersBelowABoundAreAsLikely() {
        Chance chance = new Chance(7, "below");
        int[] times = new int[7];
        for (int i = 0; i < DRAWN; i++) {
            times[(int) chance.below(7)]++;
        }
        assertEven(times);
    }

    @Test
    void seedAndNameFixTheSequence() {
        assertThat(first(1, "a")).isEqualTo(first(1, "a")).doesNotHaveDuplicates();
        assertThat(first(1, "a")).doesNotContain(first(2, "a"));
        assertThat(first(1, "a")).doesNotContain(first(1, "b"));
    }

    private static double[] first(long seed, String name) {
        Chance chance = new Chance(seed, name);
        double[] drawn = new double[100];
        Arrays.setAll(drawn, i -> chance.uniform());
        return drawn;
    }

    private static void assertEven(int[] times) {
        double p = 1.0 / times.length;
        double deviation = Math.sqrt(DRAWN * p * (1 - p));
        for (int count : times) {
            assertThat(Math.abs(count - DRAWN * p)).isLessThan(5 * deviation);
        }
    }
}
