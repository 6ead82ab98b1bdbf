package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plans whose rows and targets speak of three axes and more, against the integer solver, and under changes that change nothing. */
@org.jspecify.annotations.NullUnmarked
class DualRouteTest {

    /** Two of each level of an axis are at most six, which are there: that nothing is larger needs no nearest quotas. */
    @Test
    void aSizeThatAnAxisCannotExceedIsTheLargest() {
        for (int trial = 0; trial < 10; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3, 3, 40, 5, 0);
            Plan plan =
                    Plan.parse("{axes: [axis0, axis1, axis2], limits: [{axis: axis0, max: 2}, {axis: axis1, max: 3},"
                            + " {cell: {axis0: l0, axis2: l0}, max: 1}], target: proportional}");
            Quotas quotas = (Quotas) cube.allocate(plan);
            assertThat(quotas.size()).isEqualTo(6);
            assertThat(quotas.objective().stages().get(0)).isEqualTo(new Quotas.Stage("size", 6, 6.0, true));
        }
    }

    /** Whatever fits at one size does at each below it where nothing is asked at least: trying sizes ends at the largest. */
    @Test
    void tryingSizesEndsAtTheLargest() {
        int below = 0;
        for (int trial = 0; trial < 30; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3, 2 + random.nextInt(2), 20, 5, 0);
            List<Limit> limits = new ArrayList<>();
            for (int a = 0; a < 3; a++) {
                limits.add(new Limit.Level("axis" + a, null, Range.counts(0, 3L + random.nextInt(20))));
            }
            limits.add(new Limit.Cell(Map.of("axis0", "l0", "axis1", "l1"), Range.counts(0, 2)));
            Plan plan = Plan.of(List.of("axis0", "axis1", "axis2")).withLimits(limits);
            DualRoute route = new DualRoute(ModelBuilder.of(plan, cube).withoutGoals(), 0.5);
            Answer largest = route.largest(cube.total(), null);
            assertThat(largest.best()).isTrue();
            Answer found = route.downwards(cube.total() + 1, null);
            assertThat(found.size()).as("trial %d", trial).isEqualTo(largest.size());
            assertThat(found.best()).isFalse();
            below += largest.size() < cube.total() ? 1 : 0;
        }
        assertThat(below).isGreaterThan(20);
    }

    /**
     * Scarce levels, and limits that leave little room: all cells come to the same step at once, where an ascent ends early,
     * with a bound that is a fifteenth too low. The linear program's prices leave next to nothing.
     */
    @Test
    void narrowWindowsLeaveNoGap() {
        for (int trial = 0; trial < 6; trial++) {
            Random random = new Random(trial);
            Plan plan =
                    Plan.parse("{axes: [axis0, axis1, axis2], limits: [{axis: axis0, min_share: 0.05, max_share: 0.2},"
                            + " {axis: axis2, max_share: 0.22}]}");
            Quotas quotas = (Quotas) ManyAxes.scarce(random).allocate(plan);
            Quotas.Stage nearest =
                    quotas.objective().stages().get(quotas.objective().stages().size() - 1);
            assertThat(nearest.name()).isEqualTo("chi_square");
            assertThat(nearest.bound()).as("trial %d", trial).isGreaterThan(nearest.value() * 0.999);
        }
    }

    /** The same with counts and a size in thousands, where chords must first be found, and with a chi-square far below 1. */
    @Test
    void neitherLargeCountsNorSmallDistancesLeaveAGap() {
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        Cube small = ManyAxes.scarce(new Random(2));
        for (int cell = 0; cell < small.size(); cell++) {
            counts.put(small.levelTexts(cell), 300 * small.count(cell));
        }
        Cube large = Cube.of(small.axes(), counts);
        String limits = ", axes: [axis0, axis1, axis2], limits: [{axis: axis2, max_share: 0.2}";
        for (String plan : List.of(
                "{size: 600000" + limits + ", {axis: axis0, min_share: 0.05, max_share: 0.2}]}",
                "{size: 3013" + limits + "]}",
                "{size: 30013" + limits + "]}")) {
            Quotas quotas = (Quotas) large.allocate(Plan.parse(plan));
            Quotas.Stage nearest =
                    quotas.objective().stages().get(quotas.objective().stages().size() - 1);
            assertThat(nearest.bound()).as(plan).isGreaterThan(nearest.value() * 0.999);
        }
    }

    /** Three levels on three and four axes, many cells: the first stage as the integer solver alone would answer it. */
    @Test
    void theWorstDeviationIsThatOfTheIntegerSolver() {
        int proved = 0;
        for (int trial = 0; trial < 12; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3 + trial % 2, 3, 24, 6, 0);
            Plan plan = ManyAxes.plan(random, cube, 5 + random.nextInt(20)).withTarget(new Aim.Uniform());
            Model model = ModelBuilder.of(plan, cube);
            if (Route.exact(model) != null) {
                continue;
            }
            Minimiser.Least ours = new Minimiser(model, new DualRoute(model, 0.5)).least(plan.size());
            Minimiser.Least theirs = new Minimiser(model, new SolverRoute(model, 0.5)).least(plan.size());
            assertThat(ours == null).as("trial %s", trial).isEqualTo(theirs == null);
            if (ours != null) {
                assertThat(ours.worst()).as("trial %s", trial).isEqualByComparingTo(theirs.worst());
                assertThat(ours.bound()).isLessThanOrEqualTo(ours.worst());
                proved += ours.proved() && ours.proof().equals("dual+milp") ? 1 : 0;
            }
        }
        assertThat(proved).isGreaterThan(5);
    }

    /** 6^5 = 7,776 possible cells, the size at which sampling by prices was first tried. */
    @Test
    @Tag("slow")
    void fiveAxesOfSixLevelsAreProved() {
        Cube cube = ManyAxes.cube(new Random(3), 5, 6, 20_000, 9, 0);
        assertThat(cube.size()).isGreaterThan(7000);
        Quotas quotas = (Quotas) cube.allocate(ManyAxes.leaning(cube, 3000));
        List<Quotas.Stage> stages = quotas.objective().stages();
        Quotas.Stage last = stages.get(stages.size() - 1);
        assertThat(quotas.status()).isEqualTo("optimal");
        assertThat(quotas.proof()).isEqualTo("dual+milp");
        assertThat(quotas.gap()).isZero();
        assertThat(last.bound()).isPositive().isLessThanOrEqualTo(last.value());
        assertThat(last.value() - last.bound()).isLessThan(1e-3 * last.value());
        assertThat(ManyAxes.turned(cube).allocate(ManyAxes.turned(ManyAxes.leaning(cube, 3000))))
                .satisfies(again -> assertThat(ManyAxes.byLevels(again)).isEqualTo(ManyAxes.byLevels(quotas)));
    }

    @Test
    @Tag("slow")
    void theOrderOfAxesLevelsAndLimitsChangesNothing() {
        for (int trial = 0; trial < 15; trial++) {
            Random random = new Random(100 + trial);
            Cube cube = ManyAxes.cube(random, 4, 3, 40, 6, trial % 3 == 0 ? 0.1 : 0);
            Plan plan = ManyAxes.plan(random, cube, 10 + random.nextInt(30));
            QuotaResult once = cube.allocate(plan);
            QuotaResult again = ManyAxes.turned(cube).allocate(ManyAxes.turned(plan));
            assertThat(again.status()).isEqualTo(once.status());
            if (once instanceof Quotas) {
                assertThat(ManyAxes.byLevels(again)).as("trial %s", trial).isEqualTo(ManyAxes.byLevels(once));
            }
        }
    }

    @Test
    void aSlackRowChangesNothing() {
        Cube cube = ManyAxes.cube(new Random(8), 4, 3, 60, 8, 0);
        Plan plan = ManyAxes.leaning(cube, 60).withLimits(List.of(new Limit.Level("axis1", "l0", Range.counts(3, 20))));
        plan = plan.withTarget(new Aim.Uniform());
        List<Limit> more = new ArrayList<>(plan.limits());
        more.add(new Limit.Level("axis0", "l1", Range.counts(0, 10_000)));
        more.add(new Limit.Cell(Map.of("axis0", "l1", "axis2", "l0"), Range.counts(0, 10_000)));
        Quotas once = (Quotas) cube.allocate(plan);
        Quotas again = (Quotas) cube.allocate(plan.withLimits(more));
        assertThat(ManyAxes.byLevels(again)).isEqualTo(ManyAxes.byLevels(once));
    }

    @Test
    void twiceTheItemsAndTheSizeDeviateNoMore() {
        for (int trial = 0; trial < 6; trial++) {
            Cube cube = ManyAxes.cube(new Random(trial), 3, 3, 20, 5, 0);
            Plan plan = Plan.of(cube.axes().stream().map(Axis::name).toList());
            Map<List<String>, Long> twice = new LinkedHashMap<>();
            for (int c = 0; c < cube.size(); c++) {
                twice.put(cube.levelTexts(c), 2 * cube.count(c));
            }
            long size = cube.total() / 2;
            Quotas once = (Quotas) cube.allocate(plan.withSize(size));
            Quotas doubled = (Quotas) Cube.of(cube.axes(), twice).allocate(plan.withSize(2 * size));
            assertThat(once.status()).isEqualTo("optimal");
            assertThat(doubled.bound()).isLessThanOrEqualTo(once.objective().worstDeviation());
            assertThat(doubled.objective().worstDeviation())
                    .isLessThanOrEqualTo(once.objective().worstDeviation() + 1e-12);
        }
    }
}
