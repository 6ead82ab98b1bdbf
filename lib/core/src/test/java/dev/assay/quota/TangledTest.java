package dev.assay.quota;

import static dev.assay.quota.TangledQuestion.ITEMS;
import static dev.assay.quota.TangledQuestion.subsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Group caps on one key or two, items that must be included and a budget, all beside each other and beside limits: small
 * random inventories, with all subsets of the items as the oracle, which shares no code with what it judges.
 */
@NullUnmarked
class TangledTest {
    private final TangledRefusals refusals = new TangledRefusals();
    private int feasible;
    private int infeasible;
    private int proved;

    @Test
    void allThatCanBeAskedTogetherIsAnsweredAsAllSubsetsSay() {
        judge(0, 250);
        assertThat(feasible).isGreaterThan(80);
        assertThat(infeasible).isGreaterThan(40);
        assertThat(proved).isGreaterThan(70);
        assertThat(refusals.repaired()).isGreaterThan(10);
        assertThat(refusals.freed()).isGreaterThan(5);
    }

    @Test
    @Tag("heavy")
    void thousandsOfThemAreToo() {
        judge(10_000, 15_000);
        assertThat(feasible).isGreaterThan(1000);
        assertThat(infeasible).isGreaterThan(1000);
    }

    /** A cap that no group reaches says nothing: not to quotas, nor to the items drawn and their probabilities. */
    @Test
    void aSlackCapChangesNothing() {
        for (int seed = 0; seed < 40; seed++) {
            TangledQuestion question = new TangledQuestion(seed);
            Plan plan = question.plan.withLimits(List.of());
            Plan capped =
                    plan.withLimits(List.of(new Limit.Group("identity", ITEMS), new Limit.Group("source", ITEMS)));
            QuotaResult free = question.inventory.cube(plan.cubeSpec()).allocate(plan);
            QuotaResult slack = question.inventory.cube(capped.cubeSpec()).allocate(capped);
            if (free instanceof Quotas quotas) {
                assertThat(((Quotas) slack).draw(question.inventory, seed).sha256())
                        .as("seed %d", seed)
                        .isEqualTo(quotas.draw(question.inventory, seed).sha256());
            } else {
                assertThat(((Infeasible) slack).conflicts()).isEqualTo(((Infeasible) free).conflicts());
            }
        }
    }

    private void judge(int from, int to) {
        for (int seed = from; seed < to; seed++) {
            TangledQuestion question = new TangledQuestion(seed);
            String words = "seed " + seed + ": " + question.rows.keySet() + " " + question.items;
            QuotaResult result =
                    question.inventory.cube(question.plan.cubeSpec()).allocate(question.plan);
            if (result instanceof Quotas quotas) {
                feasible++;
                feasible(question, quotas, words);
            } else {
                infeasible++;
                refusals.judge(question, (Infeasible) result, words);
            }
        }
    }

    private void feasible(TangledQuestion question, Quotas quotas, String words) {
        int[] good = subsets()
                .filter(set -> question.rows.values().stream().allMatch(row -> row.test(set)))
                .toArray();
        assertThat(good).as(words).isNotEmpty();
        long largest = IntStream.of(good).map(Integer::bitCount).max().orElseThrow();
        double worst = IntStream.of(good)
                .filter(set -> Integer.bitCount(set) == quotas.size())
                .mapToDouble(question::worst)
                .min()
                .orElse(Double.NaN);
        if (quotas.status().equals("optimal")) {
            proved++;
            assertThat(quotas.size()).as(words).isEqualTo(largest);
            assertThat(quotas.objective().worstDeviation()).as(words).isEqualTo(worst, within(1e-12));
        }
        assertThat(quotas.objective().worstDeviation()).as(words).isGreaterThanOrEqualTo(worst - 1e-12);
        assertThat(quotas.bound()).as(words).isLessThanOrEqualTo(worst + 1e-12);
        for (long seed = 0; seed < 5; seed++) {
            drawn(question, quotas, seed, words);
        }
    }

    /** The items drawn keep every row, fill every quota, and have a probability only where it is known. */
    private static void drawn(TangledQuestion question, Quotas quotas, long seed, String words) {
        Sample sample = quotas.draw(question.inventory, seed);
        int set = 0;
        Map<String, Long> cells = new TreeMap<>();
        for (Selected item : sample.items()) {
            set |= 1 << Integer.parseInt(item.id().substring(1));
            cells.merge(item.cell(), 1L, Long::sum);
            if (question.plan.mustInclude().contains(item.id())) {
                assertThat(item.inclusionProbability()).as(words).isEqualTo(1);
            }
        }
        for (Map.Entry<String, IntPredicate> row : question.rows.entrySet()) {
            assertThat(row.getValue().test(set))
                    .as(row.getKey() + " of " + words)
                    .isTrue();
        }
        Map<String, Long> wanted = new TreeMap<>();
        quotas.cells().forEach(cell -> {
            if (cell.quota() > 0) {
                wanted.put(String.join(":", cell.levels().values()), cell.quota());
            }
        });
        assertThat(cells).as(words).isEqualTo(wanted);
    }
}
