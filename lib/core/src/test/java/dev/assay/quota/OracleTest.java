package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small random questions of all kinds, against an oracle that looks at every quota vector. */
@NullUnmarked
class OracleTest {

    private int feasible;
    private int infeasible;
    private int proved;
    private int several;
    private int musts;
    private int open;
    private int finer;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void answersAreTheOracles(int axes) {
        judge(axes, 0, 10);
        assertThat(feasible).isPositive();
        assertThat(infeasible).isPositive();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void hundredsOfAnswersAreTheOracles(int axes) {
        judge(axes, 0, 700);
        assertThat(feasible).isGreaterThan(250);
        assertThat(infeasible).isGreaterThan(150);
        assertThat(proved).isGreaterThan(100);
        assertThat(several).isGreaterThan(30);
        assertThat(musts).isGreaterThan(10);
        assertThat(open).isGreaterThan(10);
        assertThat(finer).isGreaterThan(5);
    }

    @Tag("heavy")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void thousandsOfAnswersAreTheOracles(int axes) {
        judge(axes, 10_000, 12_000);
        assertThat(feasible).isGreaterThan(500);
        assertThat(infeasible).isGreaterThan(500);
    }

    private void judge(int axes, int from, int to) {
        for (int seed = from; seed < to; seed++) {
            Instance instance = Instance.of(seed, axes);
            Oracle oracle = new Oracle(instance);
            QuotaResult result = instance.cube().allocate(instance.plan());
            String words = "axes " + axes + ", seed " + seed + ": " + instance;
            if (result instanceof Quotas quotas) {
                feasible++;
                feasible(words, oracle, quotas);
            } else {
                infeasible++;
                infeasible(words, instance, oracle, (Infeasible) result);
            }
        }
    }

    private void feasible(String words, Oracle oracle, Quotas quotas) {
        assertThat(oracle.feasible()).as(words).isTrue();
        assertThat(oracle.keeps(
                        quotas.cells().stream().collect(Collectors.toMap(Quotas.Cell::levels, Quotas.Cell::quota))))
                .as("limits of %s", words)
                .isTrue();
        double worst = quotas.objective().worstDeviation();
        double least = oracle.worst().doubleValue();
        boolean optimal = quotas.status().equals("optimal");
        if (optimal) {
            assertThat(quotas.size()).as("size of %s", words).isEqualTo(oracle.size());
            assertThat(worst).as("deviation of %s", words).isEqualTo(least, within(1e-12));
        }
        if (quotas.size() == oracle.size()) {
            assertThat(quotas.bound()).as("bound of %s", words).isLessThanOrEqualTo(least + 1e-12);
            assertThat(worst).as("deviation of %s", words).isGreaterThanOrEqualTo(least - 1e-12);
        }
        List<Double> later = quotas.objective().stages().stream()
                .filter(stage -> stage.name().startsWith("deviation_"))
                .map(Quotas.Stage::value)
                .toList();
        if (optimal) {
            finer += later.isEmpty() ? 0 : 1;
            assertThat(later)
                    .as("later deviations of %s", words)
                    .usingComparatorForType((one, other) -> Math.abs(one - other) < 1e-12 ? 0 : 1, Double.class)
                    .isEqualTo(oracle.later().stream()
                            .map(BigFraction::doubleValue)
                            .toList());
        }
        for (Quotas.Stage stage : quotas.objective().stages()) {
            if (stage.name().equals("chi_square") && optimal) {
                chiSquare(words, oracle.chiSquare(later.size()), stage);
            }
        }
    }

    private void chiSquare(String words, double least, Quotas.Stage stage) {
        // Where a cell is expected to hold nothing, 0.001 stands in the denominator.
        double apart = 1e-6 * (1 + least);
        if (stage.proved()) {
            proved++;
            assertThat(stage.value()).as("chi-square of %s", words).isEqualTo(least, within(apart));
        }
        assertThat(stage.value()).as("chi-square of %s", words).isGreaterThanOrEqualTo(least - apart);
        if (stage.bound() != null) {
            assertThat(stage.bound()).as("bound on chi-square of %s", words).isLessThanOrEqualTo(least + apart);
        }
    }

    private void infeasible(String words, Instance instance, Oracle oracle, Infeasible answer) {
        assertThat(oracle.feasible()).as(words).isFalse();
        if (oracle.empty()) {
            // No item is admitted: whatever the limits are, the size is what cannot be.
            assertThat(answer.conflicts()).as(words).hasSize(1);
            assertThat(answer.conflicts().get(0)).hasSize(1).allMatch(row -> row.startsWith("size "));
            return;
        }
        assertThat(answer.conflicts()).as("conflicts of %s", words).isNotEmpty().doesNotHaveDuplicates();
        assertThat(answer.proofs())
                .as("proofs of %s", words)
                .hasSameSizeAs(answer.conflicts())
                .isSubsetOf("propagation", "farkas", "enumeration");
        assertThat(answer.reasons()).hasSameSizeAs(answer.conflicts());
        for (List<String> conflict : answer.conflicts()) {
            assertThat(oracle.names()).as(words).containsAll(conflict);
            assertThat(oracle.canHold(conflict)).as("%s of %s", conflict, words).isFalse();
            for (String row : conflict) {
                List<String> rest = new ArrayList<>(conflict);
                rest.remove(row);
                assertThat(oracle.canHold(rest))
                        .as("%s but %s of %s", conflict, row, words)
                        .isTrue();
            }
        }
        List<Integer> all = oracle.conflicts();
        several += all.size() > 1 ? 1 : 0;
        assertThat(answer.conflicts()).as("conflicts of %s", words).hasSize(Math.min(5, all.size()));
        if (all.size() <= 5) {
            assertThat(answer.conflicts().stream().map(List::size).toList())
                    .as("numbers of rows of the conflicts of %s", words)
                    .isEqualTo(all);
        }
        repairs(words, instance, oracle, answer);
    }

    private void repairs(String words, Instance instance, Oracle oracle, Infeasible answer) {
        for (Infeasible.Repair repair : answer.repairs()) {
            assertThat(repair.changes()).isNotEmpty().allMatch(oracle::lets, "within their flex, " + words);
            assertThat(oracle.holdsWith(repair.changes(), repair.size()))
                    .as("%s of %s", repair, words)
                    .isTrue();
        }
        // The oracle's own cheapest repair moves no group cap; TangledTest looks at those.
        List<Infeasible.Repair> limits = answer.repairs().stream()
                .filter(repair -> !repair.changes().get(0).limit().equals("size"))
                .filter(repair -> !repair.changes().get(0).limit().startsWith("by="))
                .toList();
        Oracle.Repair cheapest = oracle.cheapest();
        if (cheapest != null) {
            assertThat(limits).as("repairs of %s", words).isNotEmpty();
            Infeasible.Repair first = limits.get(0);
            musts += first.changes().stream().anyMatch(change -> change.limit().startsWith("must_include")) ? 1 : 0;
            open += instance.plan().size() == null && first.changes().size() > 1 ? 1 : 0;
            assertThat(first.changes().size())
                    .as("limits moved by %s of %s", first, words)
                    .isLessThanOrEqualTo(cheapest.limits());
            if (first.changes().size() == cheapest.limits()) {
                // Shares are told in as few decimals as mean the same counts.
                double told = 0.001 / 0.25 * cheapest.limits();
                assertThat(first.cost())
                        .as("cost of %s of %s", first, words)
                        .isLessThanOrEqualTo(cheapest.cost() + told);
            }
        } else {
            assertThat(limits).as("repairs of %s", words).isEmpty();
        }
        if (instance.plan().size() != null) {
            assertThat(answer.largestSize()).as("largest size of %s", words).isEqualTo(oracle.largest());
        }
    }
}
