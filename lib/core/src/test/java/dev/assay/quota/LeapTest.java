package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class LeapTest {

    /** The greatest double below which at most so many prices lie is the next price itself. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e300, -2.5, -Double.MIN_VALUE, 0.0, Double.MIN_VALUE, 1.0, 1e-9, 1e300})
    void thePriceIsFoundOverTheWholeRangeOfDoubles(double next) {
        assertThat(Leap.priceWithin(5, at -> at > next ? 6 : 5)).isEqualTo(next == 0 ? 0.0 : next);
    }

    @Test
    void withoutEnoughIncrementsEveryPriceWillDo() {
        assertThat(Leap.priceWithin(5, at -> 3)).isInfinite().isPositive();
        assertThat(Leap.priceWithin(5, at -> at == Double.NEGATIVE_INFINITY ? 0 : 6))
                .isInfinite()
                .isNegative();
    }
}
