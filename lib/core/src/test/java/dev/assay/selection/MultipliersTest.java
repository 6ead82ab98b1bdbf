package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Light vectors, all in one part to begin with, and windows that the method is to find its way into. */
@NullUnmarked
class MultipliersTest {

    private static final int COLUMNS = 6;
    private static final int JUDGED = 5;
    private static final int QUESTIONS = 60;
    private static final BigFraction LIMIT = new BigFraction(1, 100);
    private static final double[] PARTS = {0.5, 0.3, 0.2};

    private static final class Question {
        private final CountClasses classes;
        private final Division division;
        private final Windows windows;

        Question(int seed, int components, BigFraction limit) {
            Random random = new Random(seed);
            int[][] counts = new int[components][COLUMNS];
            for (int[] vector : counts) {
                Arrays.setAll(vector, k -> random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0);
                vector[random.nextInt(COLUMNS)]++;
            }
            classes = new CountClasses(counts);
            BigFraction[] shares = {new BigFraction(1, 2), new BigFraction(3, 10), new BigFraction(1, 5)};
            Floors none = Floors.of(0, 0, new int[COLUMNS], counts, PARTS);
            division = new Division(classes, JUDGED, shares, none);
            ExactDeviation exact = new ExactDeviation(classes, JUDGED, shares);
            windows = Windows.of(exact, PARTS.length, JUDGED, limit);
            for (int c = 0; c < components; c++) {
                division.shift(classes.classOf(c), 0, 1);
            }
        }

        void settle(long rounds) {
            new Multipliers(classes, division, windows, JUDGED).settle(rounds);
        }

        /** Items outside all windows together. */
        double outside() {
            double outside = 0;
            for (int part = 0; part < PARTS.length; part++) {
                for (int k = 0; k < JUDGED; k++) {
                    outside += Math.abs(windows.outside(part, k, (double) division.sum(part, k)));
                }
            }
            return outside;
        }

        void assertWhole() {
            for (int v = 0; v < classes.size(); v++) {
                int there = 0;
                for (int part = 0; part < PARTS.length; part++) {
                    assertThat(division.at(v, part)).isNotNegative();
                    there += division.at(v, part);
                }
                assertThat(there).isEqualTo(classes.multiplicity(v));
            }
        }
    }

    /** One round leaves much outside: what is felt from it brings it in. */
    @Test
    void manyVectorsFindTheirWayIntoTheWindows() {
        for (int seed = 0; seed < QUESTIONS; seed++) {
            Question one = new Question(seed, 200, LIMIT);
            one.settle(1);
            assertThat(one.outside()).as("seed %d", seed).isPositive();
            Question question = new Question(seed, 200, LIMIT);
            question.settle(60);
            question.assertWhole();
            assertThat(question.outside()).as("seed %d", seed).isZero();
        }
    }

    /** It leaves the least worst deviation that it came through, and without rounds everything where it was. */
    @Test
    void whatIsLeftIsNoWorse() {
        for (int seed = 0; seed < QUESTIONS; seed++) {
            Question question = new Question(seed, 25, LIMIT);
            double before = question.division.score().worst();
            int[][] start = question.division.places();
            question.settle(0);
            assertThat(question.division.places()).isDeepEqualTo(start);
            double last = before;
            for (long rounds = 1; rounds < 30; rounds += 7) {
                question.division.restore(start);
                question.settle(rounds);
                question.assertWhole();
                assertThat(question.division.score().worst())
                        .as("seed %d, %d rounds", seed, rounds)
                        .isLessThanOrEqualTo(last + Score.TOLERANCE);
                last = question.division.score().worst();
            }
            assertThat(last).isLessThan(before);
        }
    }
}
