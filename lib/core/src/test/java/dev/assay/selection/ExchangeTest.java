package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Where classes are so few that none is passed over, an exchange ends where no move and no swap of two vectors would cost less:
 * all of them are tried here, and cost is worked out from the whole division, as the class says what it is.
 */
@NullUnmarked
class ExchangeTest {

    private static final long PLENTY = 1_000_000;
    private static final BigFraction[] SHARES = {
        new BigFraction(1, 2), new BigFraction(3, 10), new BigFraction(1, 5),
    };

    @Test
    void nothingThatIsLeftWouldHelp() {
        int moved = 0;
        for (int seed = 0; seed < 120; seed++) {
            Question question = new Question(seed, seed % 2 == 0 ? 0 : 0.15);
            double before = question.cost();
            Exchange exchange = question.exchange(PLENTY);
            exchange.descend(question.limit);
            moved += question.cost() < before ? 1 : 0;
            assertThat(question.cost()).as(question.words).isLessThanOrEqualTo(before);
            question.assertWhole();
            question.assertSettled();
            assertThat(exchange.everyPair()).as(question.words).isFalse();
            assertThat(exchange.exhausted()).isFalse();
        }
        assertThat(moved).isGreaterThan(100);
    }

    /** The look at all pairs alone, from where sweeps have left off. */
    @Test
    void everyPairLeavesNothingEither() {
        int moved = 0;
        for (int seed = 0; seed < 120; seed++) {
            Question question = new Question(seed, seed % 2 == 0 ? 0 : 0.15);
            Exchange exchange = question.exchange(0);
            exchange.descend(question.limit); // sweeps only
            double before = question.cost();
            boolean changed = exchange.everyPair();
            moved += changed ? 1 : 0;
            assertThat(changed).as(question.words).isEqualTo(question.cost() < before - 1e-12);
            question.assertWhole();
            question.assertSettled();
            assertThat(exchange.exhausted()).isTrue();
        }
        assertThat(moved).isGreaterThan(60);
    }

    /** Random vectors, thrown into parts, and what that costs. */
    private static final class Question {
        private final String words;
        private final int[][] counts;
        private final CountClasses classes;
        private final Floors floors;
        private final Division division;
        private final int judged;
        private final BigFraction limit;

        Question(int seed, double floor) {
            Random random = new Random(seed);
            int columns = 2 + random.nextInt(3);
            counts = new int[6 + random.nextInt(9)][columns];
            for (int[] vector : counts) {
                Arrays.setAll(vector, k -> random.nextInt(3));
                vector[random.nextInt(columns)]++;
            }
            counts[0] = counts[1].clone(); // some class has two members
            Arrays.setAll(counts[2], k -> 1); // no column is empty
            judged = columns - random.nextInt(2);
            int[] axisOf = new int[judged];
            Arrays.setAll(axisOf, k -> k / 2);
            double[] shares =
                    Arrays.stream(SHARES).mapToDouble(BigFraction::doubleValue).toArray();
            int[][] judgedCounts =
                    Arrays.stream(counts).map(row -> Arrays.copyOf(row, judged)).toArray(int[][]::new);
            floors = Floors.of(floor, 0.2, axisOf, judgedCounts, shares);
            classes = new CountClasses(counts);
            division = new Division(classes, judged, SHARES, floors);
            for (int c = 0; c < counts.length; c++) {
                division.shift(classes.classOf(c), random.nextInt(SHARES.length), 1);
            }
            limit = new BigFraction(random.nextInt(20), 100);
            words = "seed " + seed + ": " + Arrays.deepToString(counts) + ", judged " + judged + ", limit " + limit;
        }

        Exchange exchange(long steps) {
            ExactDeviation exact = new ExactDeviation(classes, judged, SHARES);
            return new Exchange(classes, division, floors, exact, judged, steps);
        }

        /** All vectors are somewhere, and sums are theirs. */
        void assertWhole() {
            for (int v = 0; v < classes.size(); v++) {
                int there = 0;
                for (int part = 0; part < SHARES.length; part++) {
                    assertThat(division.at(v, part)).as(words).isNotNegative();
                    there += division.at(v, part);
                }
                assertThat(there).as(words).isEqualTo(classes.multiplicity(v));
            }
            for (int part = 0; part < SHARES.length; part++) {
                for (int k = 0; k < classes.columns(); k++) {
                    long sum = 0;
                    for (int v = 0; v < classes.size(); v++) {
                        sum += (long) division.at(v, part) * classes.vector(v)[k];
                    }
                    assertThat(division.sum(part, k)).as(words).isEqualTo(sum);
                }
            }
        }

        void assertSettled() {
            double now = cost();
            for (int from = 0; from < SHARES.length; from++) {
                for (int to = 0; to < SHARES.length; to++) {
                    for (int one = 0; one < classes.size() && from != to; one++) {
                        for (int two = -1; two < classes.size(); two++) {
                            tryOut(one, two, from, to, now);
                        }
                    }
                }
            }
            assertThat(cost()).isEqualTo(now, within(1e-9));
        }

        private void tryOut(int one, int two, int from, int to, double now) {
            if (division.at(one, from) == 0 || one == two || (two >= 0 && division.at(two, to) == 0)) {
                return;
            }
            exchange(one, two, from, to);
            assertThat(cost())
                    .as("%d for %d from %d to %d of %s", one, two, from, to, words)
                    .isGreaterThanOrEqualTo(now - 1e-9 * Math.max(1, now));
            exchange(one, two, to, from);
        }

        private void exchange(int one, int two, int from, int to) {
            division.shift(one, from, -1);
            division.shift(one, to, 1);
            if (two >= 0) {
                division.shift(two, to, -1);
                division.shift(two, from, 1);
            }
        }

        /** Deviations beyond what floors may cost, shortfalls, items outside the windows of the limit, squares. */
        double cost() {
            double cost = 0;
            for (int part = 0; part < SHARES.length; part++) {
                double share = SHARES[part].doubleValue();
                for (int k = 0; k < classes.columns(); k++) {
                    double total = classes.total(k);
                    double sum = division.sum(part, k);
                    double deviation = Math.abs(sum / total - share);
                    cost += deviation * deviation;
                    if (k < judged) {
                        double most = Math.floor((share + limit.doubleValue()) * total + 1e-9);
                        double least = Math.ceil((share - limit.doubleValue()) * total - 1e-9);
                        cost += 1e2 * (Math.max(0, sum - most) + Math.max(0, least - sum)) / total;
                        if (floors.cost() > 0) {
                            cost += 1e4 * floors.shortfall(part, k, (long) sum);
                            cost += 1e8 * Math.max(0, deviation - floors.cost());
                        }
                    }
                }
            }
            return cost;
        }
    }
}
