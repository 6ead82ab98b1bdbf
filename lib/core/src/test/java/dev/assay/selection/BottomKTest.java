package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many items a summary lets in: its answer is right in any case, its time and its memory are not. */
@org.jspecify.annotations.NullUnmarked
class BottomKTest {

    private static final int ITEMS = 100_000;

    private static BottomK summary(int items, int quota) {
        return BottomK.of(List.of("k"), List.of(new Stratum(List.of("x"), items, quota)), Set.of(), 7);
    }

    /** Shows items, adds those that are let in where {@code added} says so, and counts them. */
    private static int shown(BottomK summary, int items, boolean added) {
        int admitted = 0;
        for (int i = 0; i < items; i++) {
            String id = "v" + i;
            long hash = SeededHash.of(7, id);
            if (summary.admits(0, 0, hash, id)) {
                admitted++;
                if (added) {
                    summary.add(0, new Candidate(0, hash, id, null, 0, List.of()));
                }
            }
        }
        return admitted;
    }

    /**
     * A key is let in while it is below the k-th smallest at the last cut. Cut at every key that would be k (1 + ln(n/k)),
     * about 790; a cut waits for k + 64 more, in which time the bound is twice too wide at most.
     */
    @Test
    void littleIsLetInAfterTheFirst() {
        BottomK summary = summary(ITEMS, 100);
        assertThat(shown(summary, ITEMS, true)).isBetween(600, 1600);
        assertThat(summary.sample().size()).isEqualTo(100);
    }

    /** A cut keeps the smallest: the sample is that of a summary which never cut, because it keeps all. */
    @Test
    void cutsLoseNothing() {
        for (int quota : new int[] {0, 1, 2, 63, 64, 65, 1000}) {
            BottomK summary = summary(3000, quota);
            shown(summary, 3000, true);
            List<String> smallest = IntStream.range(0, 3000)
                    .mapToObj(i -> "v" + i)
                    .sorted((one, other) -> Long.compareUnsigned(SeededHash.of(7, one), SeededHash.of(7, other)))
                    .limit(quota)
                    .sorted()
                    .toList();
            assertThat(summary.sample().items()).extracting(Selected::id).containsExactlyInAnyOrderElementsOf(smallest);
        }
    }

    /** k + 6 sqrt(k) + 64 of the n keys lie below the bound, give or take their standard deviation. */
    @Test
    void whatIsExpectedIsLetIn() {
        IntUnaryOperator admitted = quota -> shown(summary(ITEMS, quota).expecting(new long[] {ITEMS}), ITEMS, false);
        for (int quota : new int[] {1, 100, 10_000}) {
            double expected = quota + 6 * Math.sqrt(quota) + 64;
            assertThat((double) admitted.applyAsInt(quota))
                    .isEqualTo(expected, within(4 * Math.sqrt(expected * (1 - expected / ITEMS))));
        }
        // So much of the cell is asked for that nothing can be turned away.
        assertThat(admitted.applyAsInt(ITEMS - 100)).isEqualTo(ITEMS);
    }

    @Test
    void tooFewLetInAreNoSample() {
        BottomK enough = summary(ITEMS, 100).expecting(new long[] {ITEMS});
        shown(enough, ITEMS, true);
        assertThat(enough.complete()).isTrue();
        BottomK misled = summary(ITEMS, 100).expecting(new long[] {1000L * ITEMS});
        shown(misled, ITEMS, true);
        assertThat(misled.complete()).isFalse();
        BottomK few = summary(50, 50);
        shown(few, 50, true);
        assertThat(few.complete()).isTrue();
    }
}
