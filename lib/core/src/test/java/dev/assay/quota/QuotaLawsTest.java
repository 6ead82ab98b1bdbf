package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes nothing, and what doubles: laws that need no oracle. */
@NullUnmarked
class QuotaLawsTest {

    private static final int TRIALS = 40;

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2})
    void greedyAndFlowFindTheLeastChiSquare(int axes) {
        int met = 0;
        for (int trial = 0; trial < 3 * TRIALS; trial++) {
            Instance drawn = Instance.of(trial, axes);
            Plan plan = drawn.plan().withTarget(new Aim.Proportional());
            Instance instance = new Instance(drawn.cube(), plan, drawn.groups());
            Model model = ModelBuilder.of(plan, drawn.cube());
            ExactRoute route = Route.exact(model);
            if (plan.size() == null || route == null) {
                continue;
            }
            Answer answer = route.closest(plan.size(), null);
            Oracle oracle = new Oracle(instance);
            assertThat(answer.found()).isEqualTo(oracle.feasible());
            if (answer.found()) {
                met++;
                double nearest = oracle.nearest();
                assertThat(model.chiSquare(answer.quotas()))
                        .as("%s", instance)
                        .isEqualTo(nearest, within(1e-6 * (1 + nearest)));
            }
        }
        assertThat(met).isGreaterThan(20);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfLevelsAxesAndLimitsChangesNothing(int axes) {
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Instance instance = Instance.of(trial, axes);
            Instance turned = instance.turned();
            QuotaResult result = instance.cube().allocate(instance.plan());
            QuotaResult again = turned.cube().allocate(turned.plan());
            assertThat(again.status()).as("%s", instance).isEqualTo(result.status());
            assertThat(again.proof()).as("%s", instance).isEqualTo(result.proof());
            if (result instanceof Quotas) {
                assertThat(byLevels(again)).as("%s", instance).isEqualTo(byLevels(result));
            } else if (!instance.plan().limits().toString().contains("Cell[")) {
                // A cell limit is told with its axes in the order given, here and there.
                refused++;
                assertThat(sets((Infeasible) again)).as("%s", instance).isEqualTo(sets((Infeasible) result));
                assertThat(changes((Infeasible) again)).as("%s", instance).isEqualTo(changes((Infeasible) result));
            }
        }
        assertThat(refused).isPositive();
    }

    private static Map<Map<String, String>, Long> byLevels(QuotaResult result) {
        return ((Quotas) result)
                .cells().stream().collect(Collectors.toMap(cell -> new TreeMap<>(cell.levels()), Quotas.Cell::quota));
    }

    private static List<Set<String>> sets(Infeasible answer) {
        return answer.conflicts().stream().map(Set::copyOf).toList();
    }

    private static List<Set<Infeasible.Change>> changes(Infeasible answer) {
        return answer.repairs().stream()
                .map(repair -> Set.copyOf(repair.changes()))
                .toList();
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3})
    void aSlackRowChangesNothing(int axes) {
        for (int trial = 0; trial < TRIALS / 2; trial++) {
            Instance instance = Instance.of(trial, axes);
            List<Limit> more = new ArrayList<>(instance.plan().limits());
            more.add(new Limit.Level("axis0", "x", Range.counts(0, 1000)));
            QuotaResult result = instance.cube().allocate(instance.plan());
            QuotaResult again = instance.cube().allocate(instance.plan().withLimits(more));
            assertThat(again.status()).as("%s", instance).isEqualTo(result.status());
            if (result instanceof Quotas quotas) {
                assertThat(((Quotas) again).cells()).as("%s", instance).isEqualTo(quotas.cells());
            } else {
                assertThat(sets((Infeasible) again)).as("%s", instance).isEqualTo(sets((Infeasible) result));
                assertThat(changes((Infeasible) again)).as("%s", instance).isEqualTo(changes((Infeasible) result));
            }
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3})
    void twiceTheInventoryTheCountsAndTheSizeAreNoWorse(int axes) {
        int met = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Instance instance = Instance.of(trial, axes);
            if (!(instance.cube().allocate(instance.plan()) instanceof Quotas once)) {
                continue;
            }
            met++;
            Instance doubled = instance.doubled();
            Quotas twice = (Quotas) doubled.cube().allocate(doubled.plan());
            assertThat(twice.size()).as("%s", instance).isGreaterThanOrEqualTo(2 * once.size());
            if (twice.size() == 2 * once.size()) {
                assertThat(twice.objective().worstDeviation())
                        .as("%s", instance)
                        .isLessThanOrEqualTo(once.objective().worstDeviation() + 1e-12);
            }
        }
        assertThat(met).isGreaterThan(10);
    }
}
