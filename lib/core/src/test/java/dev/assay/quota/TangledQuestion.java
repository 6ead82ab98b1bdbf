package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Counted;
import dev.assay.schema.Item;
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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** An inventory, a plan, and for each row of the plan, by name, which subsets of the items keep it: a bit an item. */
@NullUnmarked
final class TangledQuestion {
    static final int ITEMS = 9;

    final Random random;
    final int axes;
    final List<Map<String, Object>> items = new ArrayList<>();
    final Map<String, IntPredicate> rows = new LinkedHashMap<>();
    final List<Integer> musts = new ArrayList<>();
    final Inventory inventory;
    final Plan plan;

    TangledQuestion(long seed) {
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
        List<String> names = IntStream.range(0, axes).mapToObj(a -> "axis" + a).toList();
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
        List<Integer> musts = IntStream.range(0, 1 + random.nextInt(3)).boxed().toList();
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
                .filter(i -> (set >> i & 1) == 1 && level.equals(items.get(i).get(axis)))
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
        return subsets()
                .anyMatch(set -> names.stream().allMatch(name -> rows.get(name).test(set)));
    }

    boolean possible(Map<String, IntPredicate> moved) {
        return subsets().anyMatch(set -> moved.values().stream().allMatch(row -> row.test(set)));
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
        assertThat(fitting).as("%s of %s", change, words).hasSize(change.from().intValueExact());
        fitting.sort(Comparator.comparingDouble(i -> -(double) items.get(i).getOrDefault("cost", 0.0)));
        return fitting.subList(0, change.from().subtract(change.to()).intValueExact());
    }

    /** All of them but the empty one. */
    static IntStream subsets() {
        return IntStream.range(1, 1 << ITEMS);
    }
}
