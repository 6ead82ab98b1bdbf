package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Counted;
import dev.assay.schema.Item;
import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final int ITEMS = 9;

    private int feasible;
    private int infeasible;
    private int proved;
    private int repaired;
    private int freed;

    /** An inventory, a plan, and for each row of the plan, by name, which subsets keep it. */
    private static final class Question {
        final Random random;
        final int axes;
        final List<Map<String, Object>> items = new ArrayList<>();
        final Map<String, IntPredicate> rows = new LinkedHashMap<>();
        final List<Integer> musts = new ArrayList<>();
        final Inventory inventory;
        final Plan plan;

        Question(long seed) {
            random = new Random(seed);
            axes = 1 + random.nextInt(3);
            for (int i = 0; i < ITEMS; i++) {
                items.add(item(i));
            }
            List<Item> list = new ArrayList<>();
            items.forEach(values -> list.add(new Item("v" + list.size(), values)));
            inventory = Inventory.of(list);
            plan = plan();
        }

        private Map<String, Object> item(int i) {
            Map<String, Object> values = new TreeMap<>();
            for (int a = 0; a < axes; a++) {
                values.put("axis" + a, random.nextBoolean() ? "x" : "y");
            }
            for (String key : List.of("identity", "source")) {
                if (i == 0 || random.nextInt(6) > 0) {
                    values.put(key, key.charAt(0) + "" + random.nextInt(key.equals("source") ? 3 : 4));
                }
            }
            if (i == 0 || random.nextInt(9) > 0) {
                values.put("cost", random.nextInt(40) / 4.0);
            }
            return values;
        }

        private Plan plan() {
            List<Limit> limits = new ArrayList<>();
            List<String> names =
                    IntStream.range(0, axes).mapToObj(a -> "axis" + a).toList();
            if (random.nextInt(3) > 0) {
                long min = random.nextInt(3);
                long max = min + random.nextInt(4);
                limits.add(new Limit.Level("axis0", "x", Range.counts(min, max)));
                rows.put("axis0=x min " + min, set -> count(set, "axis0", "x") >= min);
                rows.put("axis0=x max " + max, set -> count(set, "axis0", "x") <= max);
            }
            int kinds = 1 + random.nextInt(7);
            if ((kinds & 1) > 0) {
                capped(limits, "identity");
            }
            if ((kinds & 2) > 0 || kinds == 4) {
                capped(limits, "source");
            }
            Plan made = Plan.of(names).withLimits(limits);
            if (random.nextInt(3) == 0) {
                made = included(made);
            }
            if ((kinds & 4) > 0) {
                BigDecimal max = BigDecimal.valueOf(3 + random.nextInt(30));
                made = made.withBudget(new Plan.Budget("cost", max));
                rows.put("budget cost max " + max, set -> cost(set) <= max.doubleValue());
            }
            if (random.nextInt(3) > 0) {
                long size = 1L + random.nextInt(6);
                made = made.withSize(size);
                rows.put("size " + size, set -> Integer.bitCount(set) == size);
            }
            return made;
        }

        private void capped(List<Limit> limits, String key) {
            long max = 1L + random.nextInt(2);
            limits.add(new Limit.Group(key, max));
            rows.put("by=" + key + " max " + max, set -> groups(set, key).values().stream()
                    .allMatch(count -> count <= max));
        }

        private Plan included(Plan made) {
            List<Integer> musts =
                    IntStream.range(0, 1 + random.nextInt(3)).boxed().toList();
            // A budget refuses to include what has no price.
            if (musts.stream().anyMatch(i -> !items.get(i).containsKey("cost"))) {
                return made;
            }
            rows.put("must_include " + Counted.of(musts.size(), "item"), set -> musts.stream()
                    .allMatch(i -> (set >> i & 1) == 1));
            this.musts.addAll(musts);
            return made.withMustInclude(musts.stream().map(i -> "v" + i).toList());
        }

        long count(int set, String axis, String level) {
            return IntStream.range(0, ITEMS)
                    .filter(i ->
                            (set >> i & 1) == 1 && level.equals(items.get(i).get(axis)))
                    .count();
        }

        Map<Object, Integer> groups(int set, String key) {
            Map<Object, Integer> groups = new HashMap<>();
            for (int i = 0; i < ITEMS; i++) {
                if ((set >> i & 1) == 1 && items.get(i).containsKey(key)) {
                    groups.merge(items.get(i).get(key), 1, Integer::sum);
                }
            }
            return groups;
        }

        double cost(int set) {
            return IntStream.range(0, ITEMS)
                    .filter(i -> (set >> i & 1) == 1)
                    .mapToDouble(i -> (double) items.get(i).getOrDefault("cost", Double.POSITIVE_INFINITY))
                    .sum();
        }

        /** The largest relative deviation from equal shares of the levels that are there. */
        double worst(int set) {
            double worst = 0;
            for (int a = 0; a < axes; a++) {
                for (String level : List.of("x", "y")) {
                    String axis = "axis" + a;
                    long there = count((1 << ITEMS) - 1, axis, level);
                    double wanted = there == 0 || there == ITEMS ? 1 : 0.5;
                    double share = (double) count(set, axis, level) / Integer.bitCount(set);
                    worst = there == 0 ? worst : Math.max(worst, Math.abs(share - wanted) / wanted);
                }
            }
            return worst;
        }

        /** Whether some set of items keeps all rows of some names. */
        boolean possible(Collection<String> names) {
            return IntStream.range(1, 1 << ITEMS).anyMatch(set -> names.stream()
                    .allMatch(name -> rows.get(name).test(set)));
        }

        boolean possible(Map<String, IntPredicate> moved) {
            return IntStream.range(1, 1 << ITEMS)
                    .anyMatch(set -> moved.values().stream().allMatch(row -> row.test(set)));
        }

        /** The rows where some items need not be included. */
        Map<String, IntPredicate> without(List<Integer> freed) {
            List<Integer> left = new ArrayList<>(musts);
            left.removeAll(freed);
            Map<String, IntPredicate> moved = new LinkedHashMap<>(rows);
            moved.replaceAll((name, row) ->
                    name.startsWith("must_include") ? set -> left.stream().allMatch(i -> (set >> i & 1) == 1) : row);
            return moved;
        }

        /** The items that a change lets go: those that its words fit, the dearest where it says so. */
        List<Integer> freed(Infeasible.Change change, String words) {
            String text = change.limit().substring("must_include ".length()).replace(", the dearest by cost", "");
            List<Integer> fitting = new ArrayList<>(musts.stream()
                    .filter(i -> Arrays.stream(text.split(",", -1)).allMatch(word -> {
                        String[] parts = word.split("=", -1);
                        return parts[1].equals(items.get(i).getOrDefault(parts[0], "unknown"));
                    }))
                    .toList());
            assertThat(fitting)
                    .as("%s of %s", change, words)
                    .hasSize(change.from().intValueExact());
            fitting.sort(Comparator.comparingDouble(i -> -(double) items.get(i).getOrDefault("cost", 0.0)));
            return fitting.subList(0, change.from().subtract(change.to()).intValueExact());
        }
    }

    @Test
    void allThatCanBeAskedTogetherIsAnsweredAsAllSubsetsSay() {
        judge(0, 250);
        assertThat(feasible).isGreaterThan(80);
        assertThat(infeasible).isGreaterThan(40);
        assertThat(proved).isGreaterThan(70);
        assertThat(repaired).isGreaterThan(10);
        assertThat(freed).isGreaterThan(5);
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
            Question question = new Question(seed);
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
            Question question = new Question(seed);
            String words = "seed " + seed + ": " + question.rows.keySet() + " " + question.items;
            QuotaResult result =
                    question.inventory.cube(question.plan.cubeSpec()).allocate(question.plan);
            if (result instanceof Quotas quotas) {
                feasible++;
                feasible(question, quotas, words);
            } else {
                infeasible++;
                infeasible(question, (Infeasible) result, words);
            }
        }
    }

    private void feasible(Question question, Quotas quotas, String words) {
        int[] good = IntStream.range(1, 1 << ITEMS)
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
    private static void drawn(Question question, Quotas quotas, long seed, String words) {
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

    private void infeasible(Question question, Infeasible answer, String words) {
        assertThat(question.possible(question.rows.keySet())).as(words).isFalse();
        assertThat(answer.conflicts()).as(words).isNotEmpty();
        for (List<String> conflict : answer.conflicts()) {
            assertThat(question.rows.keySet()).as(words).containsAll(conflict);
            assertThat(question.possible(conflict))
                    .as("%s of %s", conflict, words)
                    .isFalse();
            for (String row : conflict) {
                List<String> rest = new ArrayList<>(conflict);
                rest.remove(row);
                assertThat(question.possible(rest))
                        .as("%s but %s of %s", conflict, row, words)
                        .isTrue();
            }
        }
        if (question.plan.size() != null) {
            TreeSet<String> others = new TreeSet<>(question.rows.keySet());
            others.removeIf(name -> name.startsWith("size "));
            Long largest = IntStream.range(1, 1 << ITEMS)
                    .filter(set -> others.stream()
                            .allMatch(name -> question.rows.get(name).test(set)))
                    .mapToObj(set -> (long) Integer.bitCount(set))
                    .max(Long::compare)
                    .orElse(null);
            assertThat(answer.largestSize()).as(words).isEqualTo(largest);
        }
        answer.repairs().forEach(repair -> repair(question, repair, words));
        boolean one = question.musts.stream().anyMatch(i -> question.possible(question.without(List.of(i))));
        boolean named = answer.repairs().stream()
                .anyMatch(repair -> repair.changes().get(0).limit().startsWith("must_include"));
        if (one && answer.repairs().size() < 5) {
            assertThat(named).as("%s of %s", answer.repairs(), words).isTrue();
            freed++;
        }
    }

    /** With the rows as the repair has them, some set of its size is there. */
    private void repair(Question question, Infeasible.Repair repair, String words) {
        Map<String, IntPredicate> moved = new LinkedHashMap<>(question.rows);
        List<Integer> freed = new ArrayList<>();
        for (Infeasible.Change change : repair.changes()) {
            double to = change.to().doubleValue();
            if (change.limit().startsWith("must_include ")) {
                freed.addAll(question.freed(change, words));
                continue;
            }
            String name = change.limit() + " " + change.from().toPlainString();
            assertThat(question.rows).as("%s of %s", repair, words).containsKey(name);
            moved.put(
                    name,
                    switch (change.limit()) {
                        case "size" -> set -> Integer.bitCount(set) == to;
                        case "budget cost max" -> set -> question.cost(set) <= to;
                        case "axis0=x min" -> set -> question.count(set, "axis0", "x") >= to;
                        case "axis0=x max" -> set -> question.count(set, "axis0", "x") <= to;
                        default -> {
                            String key = change.limit()
                                    .substring("by=".length(), change.limit().indexOf(' '));
                            yield set ->
                                    question.groups(set, key).values().stream().allMatch(count -> count <= to);
                        }
                    });
        }
        if (!freed.isEmpty()) {
            moved.putAll(question.without(freed));
            // What of the dearest was let go last can not be kept beside the others.
            assertThat(question.possible(question.without(freed.subList(0, freed.size() - 1))))
                    .as("fewer than %s of %s", repair, words)
                    .isFalse();
        }
        repaired++;
        Infeasible.Change first = repair.changes().get(0);
        if (first.limit().startsWith("by=")
                && first.to().longValue() > first.from().longValue() + 1) {
            String name = first.limit() + " " + first.from().toPlainString();
            String key = first.limit().substring("by=".length(), first.limit().indexOf(' '));
            Map<String, IntPredicate> less = new LinkedHashMap<>(question.rows);
            less.put(name, set -> question.groups(set, key).values().stream()
                    .allMatch(count -> count < first.to().longValue()));
            assertThat(IntStream.range(1, 1 << ITEMS)
                            .noneMatch(set -> less.values().stream().allMatch(row -> row.test(set))))
                    .as("a smaller cap than %s of %s", repair, words)
                    .isTrue();
        }
        assertThat(IntStream.range(1, 1 << ITEMS)
                        .filter(set -> Integer.bitCount(set) == repair.size())
                        .anyMatch(set -> moved.values().stream().allMatch(row -> row.test(set))))
                .as("%s of %s", repair, words)
                .isTrue();
    }
}
