package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** All divisions of a few vectors, against all assignments of them; and what a division remembers of those it was. */
@NullUnmarked
class EnumerationTest {

    private static final BigFraction[] SHARES = {new BigFraction(3, 5), new BigFraction(2, 5)};
    private static final double[] WEIGHED = {0.6, 0.4};

    private static int[][] counts(Random random) {
        int columns = 1 + random.nextInt(3);
        int[][] counts = new int[2 + random.nextInt(6)][columns];
        for (int[] vector : counts) {
            Arrays.setAll(vector, k -> random.nextInt(4));
        }
        Arrays.fill(counts[0], 1);
        counts[1] = counts[0].clone();
        return counts;
    }

    private static Division division(CountClasses classes, double floor, double cost) {
        int[] axisOf = new int[classes.columns()];
        int[][] vectors = new int[classes.components()][];
        Arrays.setAll(vectors, c -> classes.vector(classes.classOf(c)));
        Floors floors = Floors.of(floor, cost, axisOf, vectors, WEIGHED);
        return new Division(classes, classes.columns(), SHARES, floors);
    }

    @Test
    void theBestOfAllDivisionsIsFoundAndTheLeastDeviation() {
        for (int seed = 0; seed < 150; seed++) {
            CountClasses classes = new CountClasses(counts(new Random(seed)));
            double floor = seed % 3 == 0 ? 0.3 : 0;
            Division division = division(classes, floor, 0.1);
            double cost = floor > 0 ? 0.1 : 0;
            Division naive = division(classes, floor, 0.1);
            double least = all(classes, naive, 0, Double.POSITIVE_INFINITY);

            assertThat(new Enumeration(classes, division, classes.byWeight(), classes.columns(), cost, 100_000)
                            .complete())
                    .isTrue();
            Score best = division.bestScore();
            assertThat(best.excess())
                    .as("seed %d", seed)
                    .isEqualTo(naive.bestScore().excess(), within(1e-9));
            assertThat(best.shortfall()).isEqualTo(naive.bestScore().shortfall(), within(1e-9));
            assertThat(best.worst()).isEqualTo(naive.bestScore().worst(), within(1e-9));
            assertThat(division.leastWorst()).isEqualTo(least, within(1e-9));
            division.restoreBest();
            assertThat(division.score()).isEqualTo(best);
            assertThat(division.bestSums()).isDeepEqualTo(division.sums());
            assertThat(division.best()).isDeepEqualTo(division.places());
            assertThat(worst(classes, division.leastSums())).isEqualTo(least, within(1e-9));
        }
    }

    /** Twelve vectors have 4,096 divisions. */
    @Test
    void whoRunsOutOfStepsHasProvedNothing() {
        int[][] counts = new int[12][2];
        Arrays.setAll(counts, c -> new int[] {1 + c, 12 - c});
        CountClasses classes = new CountClasses(counts);
        for (long steps : new long[] {1, 5, 20}) {
            Division division = division(classes, 0, 0);
            assertThat(new Enumeration(classes, division, classes.byWeight(), 2, 0, steps).complete())
                    .isFalse();
        }
    }

    /** Puts each component into each part, and lets the division remember; the least worst deviation. */
    private static double all(CountClasses classes, Division division, int component, double least) {
        if (component == classes.components()) {
            division.keepBetter();
            return Math.min(least, worst(classes, division.sums()));
        }
        double found = least;
        for (int part = 0; part < SHARES.length; part++) {
            division.shift(classes.classOf(component), part, 1);
            found = all(classes, division, component + 1, found);
            division.shift(classes.classOf(component), part, -1);
        }
        return found;
    }

    private static double worst(CountClasses classes, long[][] sums) {
        double worst = 0;
        for (int part = 0; part < SHARES.length; part++) {
            for (int k = 0; k < classes.columns(); k++) {
                worst = Math.max(worst, Math.abs((double) sums[part][k] / classes.total(k) - WEIGHED[part]));
            }
        }
        return worst;
    }
}
