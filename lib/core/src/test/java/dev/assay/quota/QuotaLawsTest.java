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
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws on small random questions, with enumeration of all quota vectors as the oracle. */
@NullUnmarked
class QuotaLawsTest {

    private static final int TRIALS = 60;

    private record Question(Cube cube, Plan plan) {}

    private static Question question(Random random, int axes, boolean unknown) {
        List<Axis> list = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            list.add(new Axis("axis" + a, axes == 1 ? List.of("x", "y", "z") : List.of("x", "y")));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < (axes == 3 ? 5 : 6); i++) {
            List<String> levels = new ArrayList<>();
            for (Axis axis : list) {
                boolean none = unknown && random.nextInt(4) == 0;
                levels.add(
                        none
                                ? "unknown"
                                : axis.levels().get(random.nextInt(axis.levels().size())));
            }
            cells.merge(levels, 1L + random.nextInt(3), Long::sum);
        }
        Cube cube = Cube.of(list, cells);
        List<Limit> limits = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            limits.add(limit(random, axes));
        }
        Aim aim = random.nextInt(4) == 0 ? new Aim.Proportional() : new Aim.Uniform();
        Long size = random.nextInt(4) == 0 ? null : 1L + random.nextInt((int) Math.min(9, cube.total()));
        List<String> names = list.stream().map(Axis::name).toList();
        return new Question(
                cube, Plan.of(names).withSize(size).withLimits(limits).withTarget(aim));
    }

    private static Limit limit(Random random, int axes) {
        String axis = "axis" + random.nextInt(axes);
        @Nullable String level = random.nextBoolean() ? null : random.nextBoolean() ? "x" : "y";
        return switch (random.nextInt(4)) {
            case 0 -> new Limit.Level(axis, level, Range.shares(null, new BigDecimal("0.6")));
            case 1 -> new Limit.Level(axis, level, Range.shares(new BigDecimal("0.25"), null));
            case 2 -> new Limit.Level(axis, level, Range.counts(random.nextInt(2), 2 + random.nextInt(4)));
            default -> {
                Map<String, String> cell = new TreeMap<>();
                for (int a = 0; a < axes; a++) {
                    if (a == 0 || random.nextBoolean()) {
                        cell.put("axis" + a, "x");
                    }
                }
                yield new Limit.Cell(cell, Range.counts(0, 1 + random.nextInt(3)));
            }
        };
    }

    /** The largest size, if open, then the least worst deviation, then the least chi-square; by looking at all vectors. */
    private static final class Oracle {
        private final Model model;
        private final Long size;
        long best = -1;
        BigFraction worst;
        double chiSquare = Double.POSITIVE_INFINITY;
        /** The least chi-square of any quotas of the size asked for, whatever their deviation. */
        double nearest = Double.POSITIVE_INFINITY;

        Oracle(Question question) {
            this.model = ModelBuilder.of(question.plan(), question.cube());
            this.size = question.plan().size();
            enumerate(new long[model.cells()], 0, 0);
        }

        private void enumerate(long[] quotas, int cell, long sum) {
            if (size != null && sum > size) {
                return;
            }
            if (cell == quotas.length) {
                judge(quotas, sum);
                return;
            }
            for (long x = 0; x <= model.available[cell]; x++) {
                quotas[cell] = x;
                enumerate(quotas, cell + 1, sum + x);
            }
            quotas[cell] = 0;
        }

        private void judge(long[] quotas, long sum) {
            if (sum < 1 || (size != null && sum != size) || sum < best || broken(quotas, sum)) {
                return;
            }
            BigFraction deviation = model.worst(quotas);
            double distance = model.chiSquare(quotas);
            nearest = Math.min(nearest, distance);
            int order = sum > best ? -1 : deviation.compareTo(worst);
            if (order < 0 || (order == 0 && distance < chiSquare)) {
                best = sum;
                worst = deviation;
                chiSquare = distance;
            }
        }

        private boolean broken(long[] quotas, long sum) {
            return model.rows.stream().anyMatch(row -> !row.holds(quotas, sum));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, -1, -2, -3})
    void answersAreThoseOfEnumeration(int shape) {
        int found = 0;
        for (int trial = 0; trial < (Math.abs(shape) < 3 ? TRIALS : TRIALS / 2); trial++) {
            Question question = question(new Random(trial * 10L + shape), Math.abs(shape), shape < 0);
            Oracle oracle = new Oracle(question);
            QuotaResult result = question.cube().allocate(question.plan());
            if (result instanceof Quotas quotas) {
                found++;
                assertThat(quotas.size()).as("size of %s", question).isEqualTo(oracle.best);
                assertThat(quotas.objective().worstDeviation())
                        .as("deviation of %s", question)
                        .isEqualTo(oracle.worst.doubleValue(), within(1e-12));
                assertThat(quotas.bound())
                        .isLessThanOrEqualTo(quotas.objective().worstDeviation());
                assertThat(quotas.status()).as("status of %s", question).isEqualTo("optimal");
                Quotas.Stage last = quotas.objective()
                        .stages()
                        .get(quotas.objective().stages().size() - 1);
                if (last.proved()) {
                    assertThat(last.value()).as("chi-square of %s", question).isEqualTo(oracle.chiSquare, within(1e-9));
                }
                assertThat(quotas.cells().stream()
                                .mapToDouble(cell -> cell.inclusionProbability() * cell.available())
                                .sum())
                        .isEqualTo((double) quotas.size(), within(1e-9));
            } else {
                assertThat(oracle.best).as("answer to %s", question).isEqualTo(-1);
                conflictsAreMinimalAndRepairsHold(question, (Infeasible) result);
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void greedyAndFlowFindTheLeastChiSquare(int axes) {
        int met = 0;
        for (int trial = 0; trial < 3 * TRIALS; trial++) {
            Question question = question(new Random(trial * 7L + axes), axes, false);
            Long size = question.plan().size();
            Model model = ModelBuilder.of(question.plan().withTarget(new Aim.Proportional()), question.cube());
            ExactRoute route = Route.exact(model);
            if (size == null || route == null) {
                continue;
            }
            Answer answer = route.closest(size, null);
            Oracle oracle =
                    new Oracle(new Question(question.cube(), question.plan().withTarget(new Aim.Proportional())));
            assertThat(answer.found()).isEqualTo(oracle.best > 0);
            if (answer.found()) {
                met++;
                assertThat(model.chiSquare(answer.quotas())).as("%s", question).isEqualTo(oracle.nearest, within(1e-9));
            }
        }
        assertThat(met).isGreaterThan(20);
    }

    private static void conflictsAreMinimalAndRepairsHold(Question question, Infeasible result) {
        Model model = ModelBuilder.of(question.plan(), question.cube()).withoutGoals();
        Long size = question.plan().size();
        assertThat(result.conflicts()).isNotEmpty();
        for (List<String> conflict : result.conflicts()) {
            assertThat(holds(model, conflict, size))
                    .as("%s of %s", conflict, question)
                    .isFalse();
            for (String row : conflict) {
                List<String> rest = new ArrayList<>(conflict);
                rest.remove(row);
                assertThat(holds(model, rest, size))
                        .as("%s without %s of %s", conflict, row, question)
                        .isTrue();
            }
        }
        for (Infeasible.Repair repair : result.repairs()) {
            assertThat(repair.changes()).isNotEmpty();
            assertThat(repair.cost()).isPositive();
        }
    }

    private static boolean holds(Model model, List<String> names, @Nullable Long size) {
        Model kept = model.keeping(java.util.Set.copyOf(names));
        Answer answer = names.contains("size " + size)
                ? Route.of(kept).solve(size, null)
                : Route.of(kept).largest(kept.total(), null);
        return answer.found();
    }

    private static Map<Map<String, String>, Long> byLevels(QuotaResult result) {
        return ((Quotas) result)
                .cells().stream().collect(Collectors.toMap(cell -> new TreeMap<>(cell.levels()), Quotas.Cell::quota));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfLevelsAndAxesChangesNothing(int axes) {
        for (int trial = 0; trial < TRIALS / 2; trial++) {
            Question question = question(new Random(trial), axes, true);
            QuotaResult result = question.cube().allocate(question.plan());
            List<Axis> turned = new ArrayList<>();
            for (Axis axis : question.cube().axes()) {
                List<String> levels = new ArrayList<>(axis.levels());
                Collections.reverse(levels);
                turned.add(new Axis(axis.name(), levels));
            }
            Collections.reverse(turned);
            Map<List<String>, Long> cells = new LinkedHashMap<>();
            for (int c = 0; c < question.cube().size(); c++) {
                List<String> texts = new ArrayList<>(question.cube().levelTexts(c));
                Collections.reverse(texts);
                cells.put(texts, question.cube().count(c));
            }
            QuotaResult again = Cube.of(turned, cells).allocate(question.plan());
            assertThat(again.status()).isEqualTo(result.status());
            if (result instanceof Quotas) {
                assertThat(byLevels(again)).isEqualTo(byLevels(result));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSlackRowChangesNothing(int axes) {
        for (int trial = 0; trial < TRIALS / 3; trial++) {
            Question question = question(new Random(trial), axes, false);
            List<Limit> more = new ArrayList<>(question.plan().limits());
            more.add(new Limit.Level("axis0", "x", Range.counts(0, 1000)));
            QuotaResult result = question.cube().allocate(question.plan());
            QuotaResult again = question.cube().allocate(question.plan().withLimits(more));
            assertThat(again.status()).isEqualTo(result.status());
            if (result instanceof Quotas quotas) {
                assertThat(((Quotas) again).cells()).isEqualTo(quotas.cells());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twiceTheInventoryAndTheSizeDeviateNoMore(int axes) {
        for (int trial = 0; trial < TRIALS / 2; trial++) {
            Question question = question(new Random(trial), axes, false);
            boolean counts = question.plan().limits().stream()
                    .anyMatch(limit -> limit instanceof Limit.Cell
                            || (limit instanceof Limit.Level level
                                    && level.range().max() != null));
            Long size = question.plan().size();
            if (counts || size == null || !(question.cube().allocate(question.plan()) instanceof Quotas once)) {
                continue;
            }
            Map<List<String>, Long> cells = new LinkedHashMap<>();
            for (int c = 0; c < question.cube().size(); c++) {
                cells.put(question.cube().levelTexts(c), 2 * question.cube().count(c));
            }
            Quotas twice = (Quotas) Cube.of(question.cube().axes(), cells)
                    .allocate(question.plan().withSize(2 * size));
            assertThat(twice.objective().worstDeviation())
                    .isLessThanOrEqualTo(once.objective().worstDeviation() + 1e-12);
        }
    }
}
