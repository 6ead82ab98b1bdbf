package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * The last look at quotas before they are handed out, on every quota vector of small questions: it lets pass what keeps
 * all limits as the {@link OracleLimits} read them, and names one that does not.
 */
@NullUnmarked
class ModelTest {

    private static final int MOST_VECTORS = 600;

    private int passed;
    private int named;
    private int capped;

    @Test
    void whatBreaksALimitIsNamedAndNothingElse() {
        for (int seed = 0; seed < 90; seed++) {
            Instance instance = Instance.of(seed, 1 + seed % 3);
            Model model = ModelBuilder.of(instance.plan(), instance.cube());
            if (Arrays.stream(model.available).mapToDouble(count -> count + 1.0).reduce(1, (a, b) -> a * b)
                    <= MOST_VECTORS) {
                Judge judge = new Judge("seed " + seed + ": " + instance, instance, model);
                judge.all(new long[model.cells()], 0);
            }
        }
        assertThat(passed).isGreaterThan(300);
        assertThat(named).isGreaterThan(500);
        assertThat(capped).isGreaterThan(10);
    }

    @Test
    void aCeilingIsReachedOrStaysBelow() {
        BigFraction half = BigFraction.ONE_HALF;
        BigFraction more = half.add(new BigFraction(1, Long.MAX_VALUE));
        assertThat(Ceiling.at(half).admits(half)).isTrue();
        assertThat(Ceiling.at(half).admits(more)).isFalse();
        assertThat(Ceiling.below(half).admits(half)).isFalse();
        assertThat(Ceiling.below(more).admits(half)).isTrue();
        assertThat(Ceiling.at(half).admitsOne()).isFalse();
        assertThat(Ceiling.at(BigFraction.ONE).admitsOne()).isTrue();
        assertThat(Ceiling.below(BigFraction.ONE).admitsOne()).isFalse();
        assertThat(Ceiling.below(BigFraction.TWO).admitsOne()).isTrue();
    }

    /** One question, and what is said of its vectors. */
    private final class Judge {
        private final String words;
        private final Long asked;
        private final Model model;
        private final List<OracleLimits.Wish> wishes;
        private final OracleTargets targets;
        /** The model's cells, in the order of the cube. */
        private final int[] order;

        Judge(String words, Instance instance, Model model) {
            this.words = words;
            this.asked = instance.plan().size();
            this.model = model;
            this.order = IntStream.range(0, model.cells())
                    .boxed()
                    .sorted((one, other) -> Integer.compare(model.place[one], model.place[other]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] cells = Arrays.stream(order).map(cell -> model.place[cell]).toArray();
            this.wishes = new OracleLimits(instance, cells).list();
            this.targets = new OracleTargets(instance, cells);
        }

        void all(long[] quotas, int cell) {
            if (cell == quotas.length) {
                one(quotas);
                return;
            }
            for (quotas[cell] = 0; quotas[cell] <= model.available[cell]; quotas[cell]++) {
                all(quotas, cell + 1);
            }
            // One too many is no quota, nor is less than none.
            for (long wrong : new long[] {-1, model.available[cell] + 1}) {
                quotas[cell] = wrong;
                assertThat(model.broken(quotas, Arrays.stream(quotas).sum()))
                        .as(words)
                        .isEqualTo("availability of " + model.cube.levelTexts(model.place[cell]));
            }
            quotas[cell] = 0;
        }

        private void one(long[] quotas) {
            long size = Arrays.stream(quotas).sum();
            assertThat(model.broken(quotas, size + 1)).isEqualTo("size " + (size + 1));
            if (size == 0 || (asked != null && asked != size)) {
                return;
            }
            long[] ordered =
                    Arrays.stream(order).mapToLong(cell -> quotas[cell]).toArray();
            List<String> broken = wishes.stream()
                    .filter(wish -> !wish.holds().test(ordered))
                    .map(OracleLimits.Wish::name)
                    .toList();
            String told = model.broken(quotas, size);
            Supplier<String> what = () -> Arrays.toString(ordered) + " of " + words;
            if (broken.isEmpty()) {
                assertThat(told).as(what).isNull();
                passed++;
                measures(what, quotas, ordered, size);
            } else {
                assertThat(told).as(what).isNotNull();
                assertThat(broken).as(what).anyMatch(told::contains);
                named++;
                capped += told.startsWith("by=") ? 1 : 0;
            }
        }

        private void measures(Supplier<String> what, long[] quotas, long[] ordered, long size) {
            BigFraction worst = targets.worst(ordered);
            assertThat(model.worst(quotas)).as(what).isEqualTo(worst);
            double chiSquare = targets.chiSquare(ordered, size);
            assertThat(model.chiSquare(quotas)).as(what).isEqualTo(chiSquare, within(1e-6 * (1 + chiSquare)));
            // Where unknown items count towards the size, the floors of targets are no part of it.
            boolean closed = model.unknown.stream().allMatch(base -> base.length == 0);
            assertThat(model.supplied(model.total(), closed ? Ceiling.at(worst) : null))
                    .as(what)
                    .isGreaterThanOrEqualTo(size);
        }
    }
}
