package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import dev.assay.schema.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/**
 * A small random inventory and a plan with rows of all kinds beside each other: limits on levels and cells as counts and
 * shares, with flex, caps on one key or two, a budget, items that must be in or out, unknown levels counted or excluded.
 * For each row, by name, which sets of items keep it; a set is a bit mask.
 */
@NullUnmarked
final class Tangle {

    private static final int MOST_ITEMS = 9;

    final Plan plan;
    final Inventory inventory;
    final Cube cube;
    final OracleTargets targets;
    final List<Integer> musts = new ArrayList<>();
    final List<OracleLimits.Wish> limits;
    final Map<String, IntPredicate> rows = new LinkedHashMap<>();
    private final Random random;
    private final List<Map<String, Object>> items = new ArrayList<>();
    /** The cell of each item among those of the plan, or -1. */
    private final int[] cellOf;

    private final int cells;

    Tangle(long seed) {
        random = new Random(seed);
        Instance instance = instance(seed);
        items(instance.cube());
        List<Item> list = new ArrayList<>();
        items.forEach(values -> list.add(new Item("v" + list.size(), values)));
        inventory = Inventory.of(list);
        plan = plan(instance.plan());
        cube = plan.population(inventory).cube(plan.cubeSpec());
        int[] admitted = IntStream.range(0, cube.size())
                .filter(c -> plan.unknown() == Plan.Unknown.LEVEL || Oracle.known(cube, c))
                .toArray();
        cells = admitted.length;
        cellOf = IntStream.range(0, items.size())
                .map(i -> plan.mustExclude().contains("v" + i)
                        ? -1
                        : IntStream.range(0, cells)
                                .filter(c -> cube.levelTexts(admitted[c]).equals(levels(i)))
                                .findFirst()
                                .orElse(-1))
                .toArray();
        Instance counted = new Instance(cube, plan, Map.of());
        targets = new OracleTargets(counted, admitted);
        limits = new OracleLimits(counted, admitted)
                .list().stream()
                        .filter(wish -> wish.bound() != null && !wish.limit().startsWith("must_include"))
                        .toList();
        limits.forEach(wish -> rows.merge(
                wish.name(),
                set -> wish.holds().test(quotas(set)),
                (one, two) -> set -> one.test(set) && two.test(set)));
        others();
    }

    // ---- what is asked

    /** One of few items, so that all sets of them can be looked at, with something known on each axis. */
    private Instance instance(long seed) {
        for (long trial = 0; ; trial++) {
            Instance made = Instance.of(seed * 101 + trial, 1 + random.nextInt(3));
            Cube of = made.cube();
            boolean known = IntStream.range(0, of.axes().size()).allMatch(a -> IntStream.range(0, of.size())
                    .anyMatch(c -> !of.levelText(c, a).equals(Axis.UNKNOWN)));
            if (of.total() <= MOST_ITEMS && known) {
                return made;
            }
        }
    }

    private void items(Cube from) {
        for (int c = 0; c < from.size(); c++) {
            for (long k = 0; k < from.count(c); k++) {
                Map<String, Object> values = new TreeMap<>();
                for (int a = 0; a < from.axes().size(); a++) {
                    if (!from.levelText(c, a).equals(Axis.UNKNOWN)) {
                        values.put(from.axes().get(a).name(), from.levelText(c, a));
                    }
                }
                boolean first = items.isEmpty();
                for (String key : List.of("identity", "source")) {
                    if (first || random.nextInt(6) > 0) {
                        values.put(key, key.charAt(0) + "" + random.nextInt(key.equals("source") ? 3 : 4));
                    }
                }
                if (first || random.nextInt(9) > 0) {
                    values.put("cost", random.nextInt(40) / 4.0);
                }
                items.add(values);
            }
        }
    }

    private Plan plan(Plan from) {
        List<Limit> asked = new ArrayList<>(from.limits());
        asked.removeIf(limit -> limit instanceof Limit.Group || random.nextBoolean());
        int kinds = 1 + random.nextInt(7);
        if ((kinds & 1) > 0) {
            asked.add(new Limit.Group("identity", 1L + random.nextInt(2)));
        }
        if ((kinds & 2) > 0 || kinds == 4) {
            asked.add(new Limit.Group("source", 1L + random.nextInt(2)));
        }
        Plan made = from.withLimits(asked).withMustInclude(List.of());
        if ((kinds & 4) > 0) {
            made = made.withBudget(new Plan.Budget("cost", BigDecimal.valueOf(3 + random.nextInt(30))));
        }
        if (random.nextInt(3) == 0) {
            made = included(made);
        }
        boolean anyLevel = made.target() instanceof Aim.Uniform || made.target() instanceof Aim.Proportional;
        if (random.nextInt(4) == 0 && anyLevel && !musts.contains(items.size() - 1)) {
            made = made.withMustExclude(List.of("v" + (items.size() - 1)));
        }
        return made;
    }

    private Plan included(Plan made) {
        List<Integer> named = IntStream.range(0, 1 + random.nextInt(3)).boxed().toList();
        boolean excluded = made.unknown() == Plan.Unknown.EXCLUDE;
        // A budget refuses to include what has no price, a plan without unknown items those.
        if (named.stream()
                .anyMatch(i -> (made.budget() != null && !items.get(i).containsKey("cost"))
                        || (excluded
                                && made.axes().stream()
                                        .anyMatch(axis -> !items.get(i).containsKey(axis))))) {
            return made;
        }
        musts.addAll(named);
        return made.withMustInclude(named.stream().map(i -> "v" + i).toList());
    }

    private void others() {
        for (Limit limit : plan.limits()) {
            if (limit instanceof Limit.Group group) {
                rows.put("by=" + group.key() + " max " + group.max(), set -> largest(set, group.key()) <= group.max());
            }
        }
        if (!musts.isEmpty()) {
            rows.put("must_include " + Counted.of(musts.size(), "item"), set -> missing(set)
                    .isEmpty());
        }
        if (plan.budget() != null) {
            BigDecimal max = plan.budget().max();
            rows.put("budget cost max " + max, set -> cost(set) <= max.doubleValue());
        }
        if (plan.size() != null) {
            rows.put("size " + plan.size(), set -> Integer.bitCount(set) == plan.size());
        }
    }

    // ---- what sets of items are

    /** All sets of at least one item that the plan speaks of. */
    IntStream sets() {
        int all = IntStream.range(0, items.size())
                .filter(i -> cellOf[i] >= 0)
                .map(i -> 1 << i)
                .sum();
        return IntStream.rangeClosed(1, all).filter(set -> (set & ~all) == 0);
    }

    static boolean in(int set, int item) {
        return (set >> item & 1) == 1;
    }

    long[] quotas(int set) {
        long[] quotas = new long[cells];
        IntStream.range(0, items.size()).filter(i -> in(set, i)).forEach(i -> quotas[cellOf[i]]++);
        return quotas;
    }

    /** Items of the set in the group that has most. */
    int largest(int set, String key) {
        Map<Object, Integer> groups = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (in(set, i) && items.get(i).containsKey(key)) {
                groups.merge(items.get(i).get(key), 1, Integer::sum);
            }
        }
        return groups.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    /** Infinite where an item's is not known. */
    double cost(int set) {
        return IntStream.range(0, items.size())
                .filter(i -> in(set, i))
                .mapToDouble(this::cost1)
                .sum();
    }

    double cost1(int item) {
        return (double) items.get(item).getOrDefault("cost", Double.POSITIVE_INFINITY);
    }

    /** Items that must be included, and are not in the set. */
    List<Integer> missing(int set) {
        return musts.stream().filter(i -> !in(set, i)).toList();
    }

    private List<String> levels(int item) {
        return plan.axes().stream().map(axis -> text(item, axis)).toList();
    }

    String text(int item, String column) {
        return (String) items.get(item).getOrDefault(column, Axis.UNKNOWN);
    }

    /** What tells an item from others of the plan: its levels, and its groups under the caps. */
    String kind(int item) {
        List<String> words = new ArrayList<>(levels(item));
        for (Limit limit : plan.limits()) {
            if (limit instanceof Limit.Group group) {
                words.add(text(item, group.key()));
            }
        }
        return words.toString();
    }

    /** Whether some set keeps all rows of some names. */
    boolean possible(Collection<String> names) {
        return sets().anyMatch(
                        set -> names.stream().allMatch(name -> rows.get(name).test(set)));
    }

    static boolean keeps(int set, Map<String, IntPredicate> rows) {
        return rows.values().stream().allMatch(row -> row.test(set));
    }

    @Override
    public String toString() {
        return rows.keySet() + " " + plan + " " + items;
    }
}
