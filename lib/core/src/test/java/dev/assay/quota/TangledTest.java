package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rows of all kinds beside each other, with all subsets of the items of small random inventories as the oracle, which
 * shares no code with what it judges.
 */
@NullUnmarked
class TangledTest {

    private int feasible;
    private int infeasible;
    private int proved;
    private int alone;
    private int pairs;
    private int many;

    @Test
    void allThatCanBeAskedTogetherIsAnsweredAsAllSubsetsSay() {
        judge(0, 8);
        assertThat(feasible).isPositive();
        assertThat(infeasible).isPositive();
    }

    @Test
    @Tag("slow")
    void manyOfThemAreToo() {
        judge(0, 150);
        assertThat(feasible).isGreaterThan(50);
        assertThat(infeasible).isGreaterThan(40);
        assertThat(proved).isGreaterThan(40);
        assertThat(alone).isGreaterThan(10);
        assertThat(pairs).isGreaterThan(5);
        assertThat(many).isGreaterThan(1);
    }

    @Test
    @Tag("heavy")
    void thousandsOfThemAreToo() {
        judge(10_000, 11_000);
        assertThat(feasible).isGreaterThan(300);
        assertThat(infeasible).isGreaterThan(300);
    }

    /** A cap that no group reaches says nothing: not to quotas, nor to the items drawn and their probabilities. */
    @Test
    @Tag("slow")
    void aSlackCapChangesNothing() {
        for (int seed = 0; seed < 40; seed++) {
            Tangle question = new Tangle(seed);
            Plan plan = question.plan.withLimits(List.of());
            Plan capped = plan.withLimits(List.of(new Limit.Group("identity", 99), new Limit.Group("source", 99)));
            QuotaResult free = answer(question, plan);
            QuotaResult slack = answer(question, capped);
            if (free instanceof Quotas quotas) {
                assertThat(((Quotas) slack)
                                .draw(plan.population(question.inventory), seed)
                                .sha256())
                        .as("seed %d", seed)
                        .isEqualTo(quotas.draw(plan.population(question.inventory), seed)
                                .sha256());
            } else {
                assertThat(((Infeasible) slack).conflicts()).isEqualTo(((Infeasible) free).conflicts());
            }
        }
    }

    /** What the integer solver shows nearest in absolute differences had been called nearest in chi-square, and was not. */
    @Test
    void nothingIsCalledNearestThatWasNotShown() {
        String[] lines = {"y y 1.25 b", "y - 2.25 a", "z x 4.5 c", "z x 2 a", "z - 5.25 -", "- - 7.25 c", "- - 1 a"};
        List<Item> items = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            Map<String, Object> values = new TreeMap<>(Map.of("cost", Double.parseDouble(parts[2])));
            List<String> columns = List.of("axis0", "axis1", "cost", "source");
            for (int column : new int[] {0, 1, 3}) {
                if (!parts[column].equals("-")) {
                    values.put(columns.get(column), parts[column]);
                }
            }
            items.add(new Item("v" + items.size(), values));
        }
        Plan plan = Plan.parse("{size: 2, axes: [axis0, axis1], budget: {column: cost, max: 9}, limits: ["
                + "{axis: axis1, max_share: 0.3}, {by: source, max: 1}]}");
        Quotas quotas = (Quotas) Inventory.of(items).cube(plan.cubeSpec()).allocate(plan);
        assertThat(quotas.objective().stages())
                .filteredOn(stage -> stage.name().equals("chi_square"))
                .singleElement()
                .matches(stage -> !stage.proved() && stage.bound() == null);
    }

    private static QuotaResult answer(Tangle question, Plan plan) {
        return plan.population(question.inventory).cube(plan.cubeSpec()).allocate(plan);
    }

    private void judge(int from, int to) {
        for (int seed = from; seed < to; seed++) {
            Tangle question = new Tangle(seed);
            String words = "seed " + seed + ": " + question;
            QuotaResult result = question.cube.allocate(question.plan);
            if (result instanceof Quotas quotas) {
                feasible++;
                feasible(question, quotas, words);
            } else {
                infeasible++;
                infeasible(question, (Infeasible) result, words);
            }
        }
    }

    private void feasible(Tangle question, Quotas quotas, String words) {
        int[] good =
                question.sets().filter(set -> Tangle.keeps(set, question.rows)).toArray();
        assertThat(good).as(words).isNotEmpty();
        long largest = 0;
        BigFraction least = null;
        double nearest = Double.POSITIVE_INFINITY;
        for (int set : good) {
            largest = Math.max(largest, Integer.bitCount(set));
            if (Integer.bitCount(set) == quotas.size()) {
                long[] counts = question.quotas(set);
                BigFraction worst = question.targets.worst(counts);
                int order = least == null ? -1 : worst.compareTo(least);
                double chiSquare = order > 0 ? nearest : question.targets.chiSquare(counts, quotas.size());
                nearest = order < 0 ? chiSquare : Math.min(nearest, chiSquare);
                least = order < 0 ? worst : least;
            }
        }
        assertThat(least).as(words).isNotNull();
        if (quotas.status().equals("optimal")) {
            proved++;
            assertThat(quotas.size()).as(words).isEqualTo(largest);
            assertThat(quotas.objective().worstDeviation()).as(words).isEqualTo(least.doubleValue(), within(1e-12));
            chiSquare(quotas, nearest, words);
        }
        assertThat(quotas.objective().worstDeviation()).as(words).isGreaterThanOrEqualTo(least.doubleValue() - 1e-12);
        assertThat(quotas.bound()).as(words).isLessThanOrEqualTo(least.doubleValue() + 1e-12);
        for (long seed = 0; seed < 3; seed++) {
            drawn(question, quotas, seed, words);
        }
    }

    private static void chiSquare(Quotas quotas, double nearest, String words) {
        double apart = 1e-6 * (1 + nearest);
        for (Quotas.Stage stage : quotas.objective().stages()) {
            if (stage.name().equals("chi_square")) {
                assertThat(stage.value()).as(words).isGreaterThanOrEqualTo(nearest - apart);
                assertThat(stage.bound() == null ? 0.0 : stage.bound())
                        .as(words)
                        .isLessThanOrEqualTo(nearest + apart);
                assertThat(stage.proved() ? stage.value() : 0)
                        .as("least chi-square of %s", words)
                        .isLessThanOrEqualTo(nearest + apart);
            }
        }
    }

    /** The items drawn keep every row, fill every quota, have their cell's probability where it has one, and 1 where they must be in. */
    private static void drawn(Tangle question, Quotas quotas, long seed, String words) {
        Sample sample = quotas.draw(question.plan.population(question.inventory), seed);
        int set = 0;
        Map<String, Double> probabilities = new TreeMap<>();
        quotas.cells()
                .forEach(cell ->
                        probabilities.put(String.join(":", cell.levels().values()), cell.inclusionProbability()));
        Map<String, Long> cells = new TreeMap<>();
        for (Selected item : sample.items()) {
            set |= 1 << Integer.parseInt(item.id().substring(1));
            cells.merge(item.cell(), 1L, Long::sum);
            double alike = probabilities.get(item.cell());
            // Of a cell that is taken whole a draw may say no probability, where a group of it lies in others too.
            if (alike < 1 || (alike == 1 && item.inclusionProbability() != null)) {
                assertThat(item.inclusionProbability()).as(words).isEqualTo(alike, within(1e-12));
            }
            if (question.plan.mustInclude().contains(item.id())) {
                assertThat(item.inclusionProbability()).as(words).isEqualTo(1);
            }
        }
        int drawn = set;
        assertThat(question.sets()).as(words).contains(drawn);
        for (Map.Entry<String, IntPredicate> row : question.rows.entrySet()) {
            assertThat(row.getValue().test(drawn))
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

    private void infeasible(Tangle question, Infeasible answer, String words) {
        assertThat(question.possible(question.rows.keySet())).as(words).isFalse();
        assertThat(answer.conflicts()).as(words).isNotEmpty();
        if (question.sets().findAny().isEmpty()) {
            assertThat(answer.conflicts().get(0)).hasSize(1).allMatch(row -> row.startsWith("size "));
            return;
        }
        answer.conflicts().forEach(conflict -> conflict(question, conflict, words));
        if (question.plan.size() != null) {
            TreeSet<String> others = new TreeSet<>(question.rows.keySet());
            others.removeIf(name -> name.startsWith("size "));
            Long largest = question.sets()
                    .filter(set -> others.stream()
                            .allMatch(name -> question.rows.get(name).test(set)))
                    .mapToObj(set -> (long) Integer.bitCount(set))
                    .max(Long::compare)
                    .orElse(null);
            assertThat(answer.largestSize()).as(words).isEqualTo(largest);
        }
        repairs(question, answer, words);
    }

    private static void conflict(Tangle question, List<String> conflict, String words) {
        assertThat(question.rows.keySet()).as(words).containsAll(conflict);
        assertThat(question.possible(conflict)).as("%s of %s", conflict, words).isFalse();
        for (String row : conflict) {
            List<String> rest = new ArrayList<>(conflict);
            rest.remove(row);
            assertThat(question.possible(rest))
                    .as("%s but %s of %s", conflict, row, words)
                    .isTrue();
        }
    }

    /** Where one limit is enough, or two are, no more are moved; and where any are enough there is a way. */
    private void repairs(Tangle question, Infeasible answer, String words) {
        TangledRepairs oracle = new TangledRepairs(question, words);
        answer.repairs().forEach(oracle::judge);
        List<Infeasible.Repair> limits = answer.repairs().stream()
                .filter(repair -> !repair.changes().get(0).limit().equals("size"))
                .toList();
        int fewest = oracle.fewest();
        if (fewest > 0) {
            assertThat(limits).as("repairs of %s", words).isNotEmpty();
            alone += fewest == 1 ? 1 : 0;
            pairs += fewest == 2 ? 1 : 0;
            many += fewest > 2 ? 1 : 0;
        }
        if (fewest == 1 || fewest == 2) {
            assertThat(limits.get(0).changes())
                    .as("%d limits are enough, of %s, for %s", fewest, limits, words)
                    .hasSizeLessThanOrEqualTo(fewest);
        }
    }
}
