package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices and what they prove, against all quotas there are. */
@org.jspecify.annotations.NullUnmarked
class NearestTest {

    private static final int TRIALS = 80;

    @BeforeAll
    static void load() {
        assertThat(Solver.available()).isTrue();
    }

    /** The least chi-square of integers that a question allows, by looking at all; infinite where there are none. */
    private static double least(Question question, double[] expected, long[] quotas, int cell, long left) {
        if (cell == quotas.length) {
            return left == 0 && question.holds(quotas) ? Model.chiSquare(quotas, expected) : Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (long x = question.low[cell]; x <= Math.min(left, question.high[cell]); x++) {
            quotas[cell] = x;
            least = Math.min(least, least(question, expected, quotas, cell + 1, left - x));
        }
        return least;
    }

    private static Ceiling ceiling(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Ceiling.below(new org.apache.commons.math3.fraction.BigFraction(1, 2));
            default -> Ceiling.at(new org.apache.commons.math3.fraction.BigFraction(random.nextInt(12), 10));
        };
    }

    /**
     * Counts and a size in thousands: chords of one item stand where the prices ask for them only after some rounds, and the
     * bound is as near as that then, in chi-squares far above 1 and far below it.
     */
    @ParameterizedTest
    @CsvSource({"600000, 0.2", "30013, 0.2", "3013, 0.3"})
    void theLinearProgramLeavesNoGapAmongLargeCounts(long size, String most) {
        Cube small = ManyAxes.scarce(new Random(2));
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (int cell = 0; cell < small.size(); cell++) {
            counts.put(small.levelTexts(cell), 300 * small.count(cell));
        }
        Plan plan = Plan.parse("{axes: [axis0, axis1, axis2], limits: [{axis: axis2, max_share: 0.2},"
                + " {axis: axis0, min_share: 0.05, max_share: " + most + "}]}");
        Model model = ModelBuilder.of(plan, Cube.of(small.axes(), counts));
        double[] expected = model.expectedCounts(size);
        Question question = new Question(model, new Blocks(model), size, null);
        Answer answer = new Nearest(question, expected, 0.1, true).exactly();
        double reached = Model.chiSquare(answer.quotas(), expected);
        assertThat(reached).isPositive();
        assertThat(answer.bound()).isLessThanOrEqualTo(reached).isGreaterThan(reached * 0.999);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"0, false", "0.25, false", "0, true", "0.25, true"})
    void whatPricesProveIsSoAmongAllQuotas(double unknown, boolean exactly) {
        int found = 0;
        int refuted = 0;
        int near = 0;
        for (int trial = 0; trial < 4 * TRIALS; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3 + trial % 2, 2, 6, 3, unknown);
            Plan plan = ManyAxes.plan(random, cube, 1 + random.nextInt((int) Math.min(8, cube.total())));
            Model model = ModelBuilder.of(plan, cube);
            if (!DualRoute.fits(model)) {
                continue;
            }
            long size = plan.size();
            Question question = new Question(model, new Blocks(model), size, ceiling(random));
            double[] expected = model.expectedCounts(size);
            double oracle = question.possible
                    ? least(question, expected, new long[model.cells()], 0, size)
                    : Double.POSITIVE_INFINITY;
            Nearest nearest = new Nearest(question, expected, 0.1, true);
            Answer answer = exactly && question.stated ? nearest.exactly() : nearest.answer();
            if (answer.found()) {
                found++;
                double reached = Model.chiSquare(answer.quotas(), expected);
                assertThat(question.holds(answer.quotas())).isTrue();
                assertThat(reached).as("trial %s", trial).isGreaterThanOrEqualTo(oracle - 1e-9);
                assertThat(answer.bound()).as("trial %s", trial).isLessThanOrEqualTo(oracle + 1e-12 * (1 + oracle));
                near += reached <= oracle + 1e-9 ? 1 : 0;
                if (answer.best()) {
                    assertThat(reached).isEqualTo(oracle, within(1e-8 * Math.max(1, oracle)));
                }
            } else if (answer.state() == Answer.State.NONE) {
                refuted++;
                assertThat(oracle).as("trial %s", trial).isInfinite();
            }
        }
        assertThat(found).isGreaterThan(60);
        assertThat(refuted).isGreaterThan(30);
        assertThat(near).as("nearest, of %s found", found).isGreaterThan(found * 9 / 10);
    }

    /** Weak duality holds for any prices; a bound above an attained value would be a wrong proof. */
    @Test
    void noPricesProveMoreThanIsTrue() {
        for (int trial = 0; trial < 2 * TRIALS; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3, 2, 5, 3, 0.2);
            Plan plan = ManyAxes.plan(random, cube, 1 + random.nextInt((int) Math.min(7, cube.total())));
            Model model = ModelBuilder.of(plan, cube);
            if (!DualRoute.fits(model)) {
                continue;
            }
            Question question = new Question(model, new Blocks(model), plan.size(), ceiling(random));
            double[] expected = model.expectedCounts(plan.size());
            double oracle = question.possible
                    ? least(question, expected, new long[model.cells()], 0, plan.size())
                    : Double.POSITIVE_INFINITY;
            for (int i = 0; i < 20; i++) {
                double[] prices = random.doubles(question.sums.size(), -3, 3).toArray();
                assertThat(Certificate.grid(question, prices)).isTrue();
                assertThat(Certificate.bound(question, expected, prices)).isLessThanOrEqualTo(oracle + 1e-12);
                if (Certificate.refutes(question, prices)) {
                    assertThat(oracle).isInfinite();
                }
            }
        }
    }

    /** Every pair of axes can be met and the three together cannot: a ceiling that only prices refute. */
    @Test
    void pricesRefuteWhatPairsOfAxesDoNot() {
        List<Axis> axes = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            axes.add(new Axis(name, List.of("0", "1")));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (List<String> texts : List.of(
                List.of("0", "0", "1"), List.of("0", "1", "0"), List.of("1", "0", "0"), List.of("1", "1", "1"))) {
            cells.put(texts, 1000L);
        }
        Cube cube = Cube.of(axes, cells);
        // x001 + x010 + x100 + x111 = 100; a0 = b0 = c0 = s gives x111 = 100 - 3 s / 2, negative from s = 67 on.
        Model model = floors(cube, 67);
        assertThat(new Relaxations(model).refuted(100, null)).isFalse();
        Question question = new Question(model, new Blocks(model), 100, null);
        assertThat(new Nearest(question, model.expectedCounts(100), 0.1, true)
                        .answer()
                        .state())
                .isEqualTo(Answer.State.NONE);
        assertThat(new DualRoute(model, 0.1).refuted(100)).isTrue();
        assertThat(new DualRoute(floors(cube, 66), 0.1).refuted(100)).isFalse();
        assertThat(Certificate.refutes(question, new double[question.sums.size()]))
                .isFalse();
    }

    private static Model floors(Cube cube, long least) {
        List<Limit> limits = cube.axes().stream()
                .map(axis -> (Limit) new Limit.Level(axis.name(), "0", Range.counts(least, 100)))
                .toList();
        return ModelBuilder.of(Plan.of(List.of("a", "b", "c")).withLimits(limits), cube);
    }
}
