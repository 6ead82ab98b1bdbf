package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices and what they prove, against enumeration and against the integer solver. */
@org.jspecify.annotations.NullUnmarked
class DualRouteTest {

    private static final int TRIALS = 80;

    /** Two of each level of an axis are at most six, which are there: that nothing is larger needs no nearest quotas. */
    @Test
    void aSizeThatAnAxisCannotExceedIsTheLargest() {
        for (int trial = 0; trial < 10; trial++) {
            Random random = new Random(trial);
            Cube cube = cube(random, 3, 3, 40, 5, 0);
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
            Cube cube = cube(random, 3, 2 + random.nextInt(2), 20, 5, 0);
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
            Quotas quotas = (Quotas) scarce(random).allocate(plan);
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
        Cube small = scarce(new Random(2));
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

    /** Nine by two by six levels, of which the last of the first axis has few items. */
    private static Cube scarce(Random random) {
        List<Axis> axes = List.of(numbered("axis0", 9), numbered("axis1", 2), numbered("axis2", 6));
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (int cell = 0; cell < 108; cell++) {
            int first = cell / 12;
            long most = first == 8 ? 12 : 150;
            counts.put(
                    List.of("l" + first, "l" + cell / 6 % 2, "l" + cell % 6),
                    most / 2 + (long) (random.nextDouble() * most / 2));
        }
        return Cube.of(axes, counts);
    }

    private static Axis numbered(String name, int levels) {
        return new Axis(
                name, IntStream.range(0, levels).mapToObj(level -> "l" + level).toList());
    }

    private static Cube cube(Random random, int axes, int levels, int cells, int most, double unknown) {
        List<Axis> list = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            List<String> names = new ArrayList<>();
            for (int l = 0; l < levels; l++) {
                names.add("l" + l);
            }
            list.add(new Axis("axis" + a, names));
        }
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < cells; i++) {
            List<String> texts = new ArrayList<>();
            for (int a = 0; a < axes; a++) {
                texts.add(random.nextDouble() < unknown ? Axis.UNKNOWN : "l" + random.nextInt(levels));
            }
            counts.merge(texts, 1L + random.nextInt(most), Long::sum);
        }
        return Cube.of(list, counts);
    }

    /** Rows of every kind, and targets of every kind that a route by prices takes. */
    private static Plan plan(Random random, Cube cube, long size) {
        List<String> names = cube.axes().stream().map(Axis::name).toList();
        List<Limit> limits = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String axis = names.get(random.nextInt(names.size()));
            String level = random.nextInt(3) == 0 ? null : "l" + random.nextInt(2);
            limits.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Limit.Level(axis, level, Range.shares(null, new BigDecimal("0.7")));
                        case 1 -> new Limit.Level(axis, level, Range.shares(new BigDecimal("0.2"), null));
                        case 2 -> new Limit.Level(axis, level, Range.counts(random.nextInt(2), size));
                        case 3 -> new Limit.Cell(Map.of(names.get(0), "l0", names.get(1), "l1"), Range.counts(0, 2));
                        default -> {
                            Map<String, String> cell = new TreeMap<>();
                            names.forEach(name -> cell.put(name, "l0"));
                            yield new Limit.Cell(cell, Range.counts(0, 1));
                        }
                    });
        }
        long[] there = cube.margin(0);
        boolean parted = there[0] > 0 && there[1] > 0;
        Aim aim =
                switch (parted ? random.nextInt(4) : 3) {
                    case 0 -> new Aim.Proportional();
                    case 1 -> new Aim.Margins(Map.of(names.get(0), Map.of("l0", new BigDecimal("0.3"))));
                    default -> new Aim.Uniform();
                };
        return Plan.of(names).withSize(size).withLimits(limits).withTarget(aim);
    }

    /** The least chi-square of integers that a question allows, by looking at all; infinite where there are none. */
    private static double least(Question question, double[] expected, long[] quotas, int cell, long left) {
        if (cell == quotas.length) {
            return left == 0 && question.holds(quotas) ? chiSquare(quotas, expected) : Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (long x = question.low[cell]; x <= Math.min(left, question.high[cell]); x++) {
            quotas[cell] = x;
            least = Math.min(least, least(question, expected, quotas, cell + 1, left - x));
        }
        return least;
    }

    private static double chiSquare(long[] quotas, double[] expected) {
        double sum = 0;
        for (int c = 0; c < quotas.length; c++) {
            sum += (quotas[c] - expected[c]) * (quotas[c] - expected[c]) / expected[c];
        }
        return sum;
    }

    private static Ceiling ceiling(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Ceiling.below(new org.apache.commons.math3.fraction.BigFraction(1, 2));
            default -> Ceiling.at(new org.apache.commons.math3.fraction.BigFraction(random.nextInt(12), 10));
        };
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
            Cube cube = cube(random, 3 + trial % 2, 2, 6, 3, unknown);
            Plan plan = plan(random, cube, 1 + random.nextInt((int) Math.min(8, cube.total())));
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
                double reached = chiSquare(answer.quotas(), expected);
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
            Cube cube = cube(random, 3, 2, 5, 3, 0.2);
            Plan plan = plan(random, cube, 1 + random.nextInt((int) Math.min(7, cube.total())));
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

    /** Three levels on three and four axes, many cells: the first stage as the integer solver alone would answer it. */
    @Test
    void theWorstDeviationIsThatOfTheIntegerSolver() {
        int proved = 0;
        for (int trial = 0; trial < 12; trial++) {
            Random random = new Random(trial);
            Cube cube = cube(random, 3 + trial % 2, 3, 24, 6, 0);
            Plan plan = plan(random, cube, 5 + random.nextInt(20)).withTarget(new Aim.Uniform());
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

    private static Plan leaning(Cube cube, long size) {
        List<Limit> limits = new ArrayList<>();
        Map<String, Map<String, BigDecimal>> shares = new LinkedHashMap<>();
        for (Axis axis : cube.axes()) {
            limits.add(
                    new Limit.Level(axis.name(), null, Range.shares(new BigDecimal("0.10"), new BigDecimal("0.28"))));
            shares.put(axis.name(), Map.of("l0", new BigDecimal("0.18"), "l5", new BigDecimal("0.14")));
        }
        return Plan.of(cube.axes().stream().map(Axis::name).toList())
                .withSize(size)
                .withLimits(limits)
                .withTarget(new Aim.Margins(shares));
    }

    /** 6^5 = 7,776 possible cells, the size at which sampling by prices was first tried. */
    @Test
    @Tag("slow")
    void fiveAxesOfSixLevelsAreProved() {
        Cube cube = cube(new Random(3), 5, 6, 20_000, 9, 0);
        assertThat(cube.size()).isGreaterThan(7000);
        Quotas quotas = (Quotas) cube.allocate(leaning(cube, 3000));
        List<Quotas.Stage> stages = quotas.objective().stages();
        Quotas.Stage last = stages.get(stages.size() - 1);
        assertThat(quotas.status()).isEqualTo("optimal");
        assertThat(quotas.proof()).isEqualTo("dual+milp");
        assertThat(quotas.gap()).isZero();
        assertThat(last.bound()).isPositive().isLessThanOrEqualTo(last.value());
        assertThat(last.value() - last.bound()).isLessThan(1e-3 * last.value());
        assertThat(turned(cube).allocate(turned(leaning(cube, 3000))))
                .satisfies(again -> assertThat(byLevels(again)).isEqualTo(byLevels(quotas)));
    }

    private static Map<Map<String, String>, Long> byLevels(QuotaResult result) {
        return ((Quotas) result)
                .cells().stream().collect(Collectors.toMap(cell -> new TreeMap<>(cell.levels()), Quotas.Cell::quota));
    }

    /** The same cube with its axes and levels the other way round. */
    private static Cube turned(Cube cube) {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : cube.axes()) {
            List<String> levels = new ArrayList<>(axis.levels());
            Collections.reverse(levels);
            axes.add(0, new Axis(axis.name(), levels));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int c = 0; c < cube.size(); c++) {
            List<String> texts = new ArrayList<>(cube.levelTexts(c));
            Collections.reverse(texts);
            cells.put(texts, cube.count(c));
        }
        return Cube.of(axes, cells);
    }

    /** The same plan with its axes and limits the other way round. */
    private static Plan turned(Plan plan) {
        List<String> axes = new ArrayList<>(plan.axes());
        Collections.reverse(axes);
        List<Limit> limits = new ArrayList<>(plan.limits());
        Collections.reverse(limits);
        return Plan.of(axes).withSize(plan.size()).withLimits(limits).withTarget(plan.target());
    }

    @Test
    @Tag("slow")
    void theOrderOfAxesLevelsAndLimitsChangesNothing() {
        for (int trial = 0; trial < 15; trial++) {
            Random random = new Random(100 + trial);
            Cube cube = cube(random, 4, 3, 40, 6, trial % 3 == 0 ? 0.1 : 0);
            Plan plan = plan(random, cube, 10 + random.nextInt(30));
            QuotaResult once = cube.allocate(plan);
            QuotaResult again = turned(cube).allocate(turned(plan));
            assertThat(again.status()).isEqualTo(once.status());
            if (once instanceof Quotas) {
                assertThat(byLevels(again)).as("trial %s", trial).isEqualTo(byLevels(once));
            }
        }
    }

    @Test
    void aSlackRowChangesNothing() {
        Cube cube = cube(new Random(8), 4, 3, 60, 8, 0);
        Plan plan = leaning(cube, 60).withLimits(List.of(new Limit.Level("axis1", "l0", Range.counts(3, 20))));
        plan = plan.withTarget(new Aim.Uniform());
        List<Limit> more = new ArrayList<>(plan.limits());
        more.add(new Limit.Level("axis0", "l1", Range.counts(0, 10_000)));
        more.add(new Limit.Cell(Map.of("axis0", "l1", "axis2", "l0"), Range.counts(0, 10_000)));
        Quotas once = (Quotas) cube.allocate(plan);
        Quotas again = (Quotas) cube.allocate(plan.withLimits(more));
        assertThat(byLevels(again)).isEqualTo(byLevels(once));
    }

    @Test
    void twiceTheItemsAndTheSizeDeviateNoMore() {
        for (int trial = 0; trial < 6; trial++) {
            Cube cube = cube(new Random(trial), 3, 3, 20, 5, 0);
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
