package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Between which counts a level stays within a ceiling, by the deviation of every count. */
@NullUnmarked
class GoalTest {

    @Test
    void theCountsWithinACeilingLieBetweenLeastAndMost() {
        int several = 0;
        for (int parts = 0; parts <= 6; parts++) {
            Goal goal = new Goal(0, 0, new int[] {0}, 0, new BigFraction(parts, 6));
            for (long known = 1; known <= 13; known++) {
                for (int sixths = 0; sixths <= 12; sixths++) {
                    BigFraction value = new BigFraction(sixths, 6);
                    for (Ceiling ceiling : List.of(Ceiling.at(value), Ceiling.below(value))) {
                        long of = known;
                        List<Long> within = LongStream.rangeClosed(0, 3 * known)
                                .filter(count -> ceiling.admits(goal.deviation(count, of)))
                                .boxed()
                                .toList();
                        List<Long> between = LongStream.rangeClosed(goal.least(of, ceiling), goal.most(of, ceiling))
                                .filter(count -> count <= 3 * of)
                                .boxed()
                                .toList();
                        assertThat(between)
                                .as("%s of %d under %s", goal.target(), of, ceiling)
                                .isEqualTo(within);
                        several += within.size() > 1 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(several).isGreaterThan(500);
    }
}
