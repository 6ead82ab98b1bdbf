package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sums against a list of all of them. */
@org.jspecify.annotations.NullUnmarked
class ReachableTest {

    @Test
    void nearestSumsAreThoseOfTheListOfAll() {
        for (int trial = 0; trial < 200; trial++) {
            Random random = new Random(trial);
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            TreeSet<Long> all = new TreeSet<>(List.of(0L));
            for (int i = random.nextInt(5); i > 0; i--) {
                int count = 1 + random.nextInt(random.nextBoolean() ? 5 : 40);
                int times = 1 + random.nextInt(6);
                counts.put(count, times);
            }
            counts.forEach((count, times) -> {
                for (int copy = 0; copy < times; copy++) {
                    new TreeSet<>(all).forEach(sum -> all.add(sum + count));
                }
            });
            Reachable sums = Reachable.of(counts);
            assertThat(sums.known()).isTrue();
            for (long number = 0; number <= all.last() + 3; number++) {
                String words = "trial " + trial + ": " + counts + " at " + number;
                assertThat(sums.atMost(number)).as(words).isEqualTo(all.floor(number));
                Long above = all.ceiling(number);
                assertThat(sums.atLeast(number)).as(words).isEqualTo(above == null ? all.last() : above);
            }
        }
    }

    /** 1, 3, 9, ...: no two sums touch, and 2^14 of them are more than are kept. */
    @Test
    void tooManySumsAreNotTold() {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int power = 0, count = 2; power < 14; power++, count *= 3) {
            counts.put(count, 1);
            assertThat(Reachable.of(counts).known()).as("%d counts", power + 1).isEqualTo(power < 13);
        }
    }
}
