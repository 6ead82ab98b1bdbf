package dev.assay.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SimultaneousIntervalTest {

    static Stream<JsonNode> references() {
        return Reference.list(Reference.read("margins.json").get("intervals")).stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithTheReference(JsonNode reference) {
        long[] counts = Reference.counts(reference.get("counts"));
        for (SimultaneousInterval method : SimultaneousInterval.values()) {
            List<Interval> intervals =
                    method.of(counts, reference.get("confidence").doubleValue());
            for (int i = 0; i < counts.length; i++) {
                JsonNode expected = reference.get(method.word()).get(i);
                assertThat(intervals.get(i).low())
                        .as(method + " low")
                        .isCloseTo(expected.get(0).doubleValue(), Reference.CLOSE);
                assertThat(intervals.get(i).high())
                        .as(method + " high")
                        .isCloseTo(expected.get(1).doubleValue(), Reference.CLOSE);
            }
        }
    }

    @Test
    void sisonAndGlazReproduceTheirPublishedExample() {
        List<Interval> intervals = SimultaneousInterval.SISON_GLAZ.of(new long[] {56, 72, 73, 59, 62, 87, 58}, 0.95);
        // As DescTools documents it for MultinomCI: .079 to .164 for the first cell, .146 to .231 for the sixth.
        assertThat(intervals.get(0).low()).isEqualTo(0.079, offset(5e-4));
        assertThat(intervals.get(0).high()).isEqualTo(0.164, offset(5e-4));
        assertThat(intervals.get(5).low()).isEqualTo(0.146, offset(5e-4));
        assertThat(intervals.get(5).high()).isEqualTo(0.231, offset(5e-4));
    }

    @Test
    void theSearchFindsWhatOneByOneFinds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 60; round++) {
            int scale = round % 3 == 0 ? 4 : round % 3 == 1 ? 60 : 20_000;
            long[] counts = random.longs(2 + random.nextInt(9), 0, scale).toArray();
            counts[0]++;
            long n = Arrays.stream(counts).sum();
            SisonGlaz formula = new SisonGlaz(counts, n);
            long c = 1;
            while (c < n && !(formula.coverage(c) > 0.95)) {
                c++;
            }
            assertThat(formula.radius(0.95)).as(Arrays.toString(counts)).isEqualTo(c);
        }
    }

    @Test
    void theFormulaFollowsLevelsAndCounts() {
        assertThat(SimultaneousInterval.suited(new long[] {5, 6})).isEqualTo(SimultaneousInterval.GOODMAN);
        assertThat(SimultaneousInterval.suited(new long[] {4, 600})).isEqualTo(SimultaneousInterval.CLOPPER_PEARSON);
        assertThat(SimultaneousInterval.suited(new long[] {1, 1, 1, 1, 1, 1, 1}))
                .isEqualTo(SimultaneousInterval.SISON_GLAZ);
        assertThat(SimultaneousInterval.suited(new long[] {900, 1, 0, 0, 0, 0, 0}))
                .isEqualTo(SimultaneousInterval.CLOPPER_PEARSON);
        assertThat(SimultaneousInterval.suited(new long[] {2_000_000, 9, 9, 9, 9, 9, 9}))
                .isEqualTo(SimultaneousInterval.GOODMAN);
    }

    @Test
    void aMillionItemsInManyLevelsTakeNoTime() {
        long[] counts = LongStream.range(0, 200).map(i -> 25L * i).toArray();
        List<Interval> intervals = SimultaneousInterval.SISON_GLAZ.of(counts, 0.95);
        assertThat(intervals.get(199).low()).isLessThan(4975.0 / 497_500).isGreaterThan(0.009);
        assertThatThrownBy(() -> SimultaneousInterval.SISON_GLAZ.of(new long[] {2_000_000, 1}, 0.95))
                .hasMessage("expected at most 1000000 items, found 2000001");
    }

    @Test
    void nothingSeenIsNothingKnown() {
        for (SimultaneousInterval method : SimultaneousInterval.values()) {
            assertThat(method.of(new long[] {0, 0}, 0.95)).containsExactly(Interval.ALL, Interval.ALL);
            assertThat(method.of(new long[0], 0.95)).isEmpty();
            assertThat(method.of(new long[] {1}, 0.95).get(0).high()).isEqualTo(1);
        }
    }
}
