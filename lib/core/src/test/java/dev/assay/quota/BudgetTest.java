package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.CostUnit;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.selection.DrawRule;
import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets on small random inventories, with all subsets of the items as the oracle. */
@NullUnmarked
class BudgetTest {

    private static final int ITEMS = 11;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private record Question(Inventory items, Plan plan) {}

    private static Question question(Random random, int axes) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Map<String, Object> values = new TreeMap<>();
            for (int a = 0; a < axes; a++) {
                values.put("axis" + a, random.nextBoolean() ? "x" : "y");
            }
            if (i == 0 || random.nextInt(8) > 0) {
                values.put("cost", random.nextInt(60) / 4.0);
            }
            items.add(new Item("v" + i, values));
        }
        List<Limit> limits = new ArrayList<>();
        if (random.nextBoolean()) {
            limits.add(new Limit.Level("axis0", "x", Range.counts(random.nextInt(2), 2 + random.nextInt(4))));
        }
        if (random.nextBoolean()) {
            limits.add(new Limit.Level("axis" + (axes - 1), null, Range.shares(null, new BigDecimal("0.6"))));
        }
        List<String> names = new ArrayList<>();
        for (int a = 0; a < axes; a++) {
            names.add("axis" + a);
        }
        Long size = random.nextBoolean() ? null : 1L + random.nextInt(6);
        Plan plan = Plan.of(names)
                .withSize(size)
                .withLimits(limits)
                .withMustInclude(random.nextInt(3) == 0 ? List.of("v0") : List.of())
                .withBudget(new Plan.Budget("cost", BigDecimal.valueOf(5 + random.nextInt(40))));
        return new Question(Inventory.of(items), plan);
    }

    /** The largest size if open, then the least worst deviation, over all subsets of the items within the budget. */
    private static final class Oracle {
        long best = -1;
        BigFraction worst = BigFraction.ZERO;
        /** What the cheapest subset costs that keeps all rows but the budget. */
        double cheapest = NEVER;

        Oracle(Question question) {
            this(question, false);
        }

        Oracle(Question question, boolean unpaid) {
            Plan plan = question.plan();
            Model model =
                    ModelBuilder.of(plan.withBudget(null), question.items().cube(plan.cubeSpec()));
            for (int set = 1; set < 1 << ITEMS; set++) {
                long size = Integer.bitCount(set);
                boolean must = plan.mustInclude().isEmpty() || (set & 1) == 1;
                if (unpaid) {
                    boolean asked = plan.size() == null || size == plan.size();
                    boolean cheaper = must && asked && cost(question, set) < cheapest;
                    if (cheaper && model.broken(quotas(model, question, set), size) == null) {
                        cheapest = cost(question, set);
                    }
                } else if (must
                        && size >= best
                        && (plan.size() == null || size == plan.size())
                        && within(question, set)) {
                    judge(model, quotas(model, question, set), size);
                }
            }
        }

        private static boolean within(Question question, int set) {
            return cost(question, set) <= question.plan().budget().max().doubleValue();
        }

        /** NaN where it is not known of some item. */
        private static double cost(Question question, int set) {
            double sum = 0;
            for (int i = 0; i < ITEMS; i++) {
                sum += (set >> i & 1) == 1 ? question.items().number(i, "cost") : 0;
            }
            return sum;
        }

        private static long[] quotas(Model model, Question question, int set) {
            long[] quotas = new long[model.cells()];
            for (int i = 0; i < ITEMS; i++) {
                for (int c = 0; (set >> i & 1) == 1 && c < quotas.length; c++) {
                    boolean here = true;
                    for (int a = 0; a < question.plan().axes().size(); a++) {
                        here &= model.cube
                                .levelText(model.place[c], a)
                                .equals(question.items()
                                        .text(i, question.plan().axes().get(a)));
                    }
                    quotas[c] += here ? 1 : 0;
                }
            }
            return quotas;
        }

        private void judge(Model model, long[] quotas, long size) {
            if (model.broken(quotas, size) != null) {
                return;
            }
            BigFraction deviation = model.worst(quotas);
            if (size > best || deviation.compareTo(worst) < 0) {
                best = size;
                worst = deviation;
            }
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3})
    void quotasAreTheBestThatItemsWithinTheBudgetAllow(int axes) {
        int feasible = 0;
        for (int trial = 0; trial < (axes == 3 ? 15 : 40); trial++) {
            Question question = question(new Random(1000L * axes + trial), axes);
            Oracle oracle = new Oracle(question);
            QuotaResult result =
                    question.items().cube(question.plan().cubeSpec()).allocate(question.plan());
            if (oracle.best < 0) {
                assertThat(result).as("trial %d", trial).isInstanceOf(Infeasible.class);
                continue;
            }
            feasible++;
            assertThat(result).as("trial %d", trial).isInstanceOf(Quotas.class);
            Quotas quotas = (Quotas) result;
            assertThat(quotas.size()).as("trial %d", trial).isEqualTo(oracle.best);
            assertThat(quotas.objective().worstDeviation())
                    .as("trial %d", trial)
                    .isEqualTo(oracle.worst.doubleValue(), within(1e-12));
            drawn(question, quotas, trial);
        }
        assertThat(feasible).isGreaterThan(4);
    }

    /** Never overshot, all quotas filled, and items without a cost left out. */
    private static void drawn(Question question, Quotas quotas, int trial) {
        double max = question.plan().budget().max().doubleValue();
        for (long seed = 0; seed < 20; seed++) {
            Sample sample = quotas.draw(question.items(), seed);
            double sum = 0;
            for (Selected item : sample.items()) {
                sum += question.items().number(question.items().rowsById().get(item.id()), "cost");
            }
            assertThat(sum).as("trial %d seed %d", trial, seed).isLessThanOrEqualTo(max);
            assertThat((long) sample.size()).isEqualTo(quotas.size());
            assertThat(sample.items().stream().map(Selected::id).toList())
                    .containsAll(question.plan().mustInclude());
        }
    }

    private static Inventory films(double... minutes) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < minutes.length; i++) {
            Map<String, Object> values = new TreeMap<>();
            values.put("k", "x");
            if (!Double.isNaN(minutes[i])) {
                values.put("duration", minutes[i]);
            }
            items.add(new Item("v" + i, values));
        }
        return Inventory.of(items);
    }

    private static Plan plan(long size, int max) {
        return Plan.of(List.of("k"))
                .withSize(size == 0 ? null : (Long) size)
                .withBudget(new Plan.Budget("duration", BigDecimal.valueOf(max)));
    }

    @Test
    void whatCannotBePaidForIsToldInTheUsersWords() {
        Inventory items = films(10, 20, 30, 40, Double.NaN);
        QuotaResult result = items.cube(plan(3, 50).cubeSpec()).allocate(plan(3, 50));
        Infeasible no = (Infeasible) result;
        assertThat(no.conflicts()).containsExactly(List.of("budget duration max 50", "size 3"));
        assertThat(no.largestSize()).isEqualTo(2);
        // Without the budget the item of unknown cost counts: five items then, and four under a budget of any size.
        Infeasible five = (Infeasible) items.cube(plan(5, 1000).cubeSpec()).allocate(plan(5, 1000));
        assertThat(five.conflicts()).containsExactly(List.of("budget duration max 1000", "size 5"));
    }

    /** 10 + 20.5 + 33 = 63.5 is the cheapest way to three, and four cost 103.5. */
    @Test
    void aBudgetMovesAsLittleAsNeedBe() {
        Inventory items = films(10, 20.5, 33, 40, Double.NaN);
        Infeasible no = (Infeasible) items.cube(plan(3, 50).cubeSpec()).allocate(plan(3, 50));
        Infeasible.Change change =
                new Infeasible.Change("budget duration max", BigDecimal.valueOf(50), new BigDecimal("63.5"));
        assertThat(no.repairs())
                .startsWith(new Infeasible.Repair(List.of(change), 0.27, 3))
                .hasSize(2);
        assertThat(no.repairs().get(1).changes().get(0).limit()).isEqualTo("size");
        // Five are not there, however large the budget.
        Infeasible five = (Infeasible) items.cube(plan(5, 50).cubeSpec()).allocate(plan(5, 50));
        assertThat(five.repairs())
                .extracting(repair -> repair.changes().get(0).limit())
                .containsExactly("size");
    }

    /** The cheapest of all subsets that keep the other rows is what the budget is moved to, and no cent more. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2})
    void aRepairedBudgetIsTheSmallestThatAnySubsetNeeds(int axes) {
        int repaired = 0;
        for (int trial = 0; trial < 60; trial++) {
            Question question = question(new Random(5000L * axes + trial), axes);
            Plan poor = question.plan().withBudget(new Plan.Budget("cost", BigDecimal.ONE));
            Question asked = new Question(question.items(), poor);
            double cheapest = new Oracle(asked, true).cheapest;
            QuotaResult result = asked.items().cube(poor.cubeSpec()).allocate(poor);
            if (!(result instanceof Infeasible no)) {
                assertThat(cheapest).as("trial %d", trial).isLessThanOrEqualTo(1);
                continue;
            }
            List<Double> moved = no.repairs().stream()
                    .filter(repair -> repair.changes().size() == 1)
                    .map(repair -> repair.changes().get(0))
                    .filter(change -> change.limit().equals("budget cost max"))
                    .map(change -> change.to().doubleValue())
                    .toList();
            assertThat(moved).as("trial %d", trial).isEqualTo(cheapest == NEVER ? List.of() : List.of(cheapest));
            repaired += moved.size();
        }
        assertThat(repaired).isGreaterThan(10);
    }

    @Test
    void itemsOfUnknownCostAreCounted() {
        Inventory items = films(10, Double.NaN, 30, Double.NaN);
        for (QuotaResult result : List.of(
                items.cube(plan(1, 50).cubeSpec()).allocate(plan(1, 50)),
                items.cube(plan(3, 50).cubeSpec()).allocate(plan(3, 50)))) {
            assertThat(result.json()).containsEntry("unknown_cost", 2L);
        }
        Plan free = plan(3, 50).withBudget(null);
        assertThat(items.cube(free.cubeSpec()).allocate(free).json()).containsEntry("unknown_cost", null);
    }

    @Test
    void anOpenSizeLeavesLessThanOneItemUnused() {
        Inventory items = films(10.5, 20.25, 30.125, 40, Double.NaN);
        Quotas quotas = (Quotas) items.cube(plan(0, 61).cubeSpec()).allocate(plan(0, 61));
        assertThat(quotas.size()).isEqualTo(3);
        assertThat(quotas.draw(items, 1).items()).extracting(Selected::id).containsExactly("v0", "v1", "v2");
        assertThat(quotas.cells().get(0).inclusionProbability()).isNaN();
        assertThat(quotas.json().toString()).contains("inclusion_probability=null");
    }

    /** Where the dearest items would do, the budget changes no probability; where they would not, none is claimed. */
    @Test
    void probabilitiesAreExactOrAbsent() {
        Inventory items = films(10, 20, 30, 40, Double.NaN);
        Quotas loose = (Quotas) items.cube(plan(2, 70).cubeSpec()).allocate(plan(2, 70));
        Quotas tight = (Quotas) items.cube(plan(2, 69).cubeSpec()).allocate(plan(2, 69));
        int[] times = new int[5];
        for (long seed = 0; seed < 1000; seed++) {
            for (Selected item : loose.draw(items, seed).items()) {
                assertThat(item.inclusionProbability()).isEqualTo(0.5);
                times[item.id().charAt(1) - '0']++;
            }
            assertThat(tight.draw(items, seed).items()).allSatisfy(item -> {
                assertThat(item.inclusionProbability()).isNull();
                assertThat(item.reason()).contains("within duration max 69");
            });
        }
        for (int i = 0; i < 4; i++) {
            assertThat(times[i] / 1000.0).isEqualTo(0.5, within(5 * 0.0158));
        }
        assertThat(times[4]).isZero();
    }

    @Test
    void whatCannotStandBesideABudgetIsRefused() {
        Inventory items = films(10, 20);
        Plan plan = plan(1, 50);
        assertThatThrownBy(() -> items.cube(plan.cubeSpec()).allocate(plan.withDraw(DrawRule.weightedBy("duration"))))
                .isInstanceOf(UnsupportedPlanException.class)
                .hasMessageContaining("draw by weight or spread_by beside the budget of duration");
        Plan must = plan.withMustInclude(List.of("v1"));
        Inventory unknown = films(10, Double.NaN);
        assertThatThrownBy(() -> unknown.cube(must.cubeSpec()).allocate(must))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("must_include names an item whose duration is not known");
        assertThatThrownBy(() -> films(10, -1).cube(plan.cubeSpec()).allocate(plan))
                .hasMessageContaining("a budget needs costs of at least 0; column duration holds -1");
    }

    @Test
    void costsAreWholeNumbersOfTheirUnit() {
        CostUnit unit = CostUnit.of(new double[] {1, 2.5, 0.125, Double.POSITIVE_INFINITY});
        assertThat(unit.decimals()).isEqualTo(3);
        assertThat(unit.cost(2.5)).isEqualTo(2500);
        assertThat(unit.cost(3)).isEqualTo(3000);
        assertThat(unit.budget(new BigDecimal("1.2999"))).isEqualTo(1299);
        // A third has no unit: it is rounded up, so that a sum never falls short.
        assertThat(CostUnit.of(new double[] {1 / 3.0}).cost(1 / 3.0)).isEqualTo(333_333_334L);
        // A year of bytes leaves no room for decimals.
        assertThat(CostUnit.of(new double[] {1e17, 0.5, 0.25}).decimals()).isZero();
    }
}
