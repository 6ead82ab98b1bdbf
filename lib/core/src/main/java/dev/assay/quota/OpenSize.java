package dev.assay.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Limits moved while the size is open. A share that moves of a size that moves is no linear row: one share alone is moved
 * by halving, several limits at once by the elastic programs of single sizes, all up to {@value #ALL_SIZES} and from there
 * on each half again as large. Every value is then brought as near to its own as the others let it, in
 * thousandths and in whole counts, at whatever size.
 */
final class OpenSize {

    private static final int ALL_SIZES = 24;

    private final Model model;
    /** Limits by name; where one is written twice, the first. */
    private final Map<String, Row> rows = new TreeMap<>();

    /** How far each may move; where one is written twice, no further than both may. */
    private final Map<String, BigDecimal> loosest = new HashMap<>();

    private boolean cut;

    OpenSize(Model model) {
        this.model = model;
        model.rows.forEach(row -> rows.putIfAbsent(row.name(), row));
        model.rows.forEach(row -> loosest.merge(
                row.name(), Repairs.loosest(model, row), row.upper() ? BigDecimal::min : BigDecimal::max));
    }

    /** Values of some limits that leave an answer at a size, and what they cost. */
    private record Way(Map<String, BigDecimal> values, double cost, long size) {

        private static final Comparator<Way> CHEAPEST = Comparator.<Way>comparingInt(
                        way -> way.values().size())
                .thenComparingDouble(Way::cost)
                .thenComparing(way -> way.values().toString());
    }

    /** Each share that alone is enough, with the value it then has. */
    List<Map<String, BigDecimal>> alone() {
        List<Map<String, BigDecimal>> found = new ArrayList<>();
        for (Row row : rows.values()) {
            Map<String, BigDecimal> values = new TreeMap<>(Map.of(row.name(), loosest(row)));
            if (row.share() && row.value().compareTo(loosest(row)) != 0 && holds(values)) {
                found.add(nearest(values));
            }
        }
        return found;
    }

    /** Sets of limits that are enough together, fewest and cheapest first; further ones of the size that the best has. */
    List<Map<String, BigDecimal>> several(int most) {
        Map<Set<String>, Way> ways = new HashMap<>();
        for (long size = 1; size <= model.total(); size = size < ALL_SIZES ? size + 1 : size + size / 2) {
            into(ways, size, 1);
        }
        ways.values().stream().min(Way.CHEAPEST).ifPresent(best -> into(ways, best.size(), most));
        return ways.values().stream()
                .filter(way -> ways.keySet().stream().noneMatch(fewer -> isPart(fewer, way)))
                .sorted(Way.CHEAPEST)
                .limit(most)
                .map(way -> nearest(way.values()))
                .toList();
    }

    private void into(Map<Set<String>, Way> ways, long size, int most) {
        Elastic elastic = new Elastic(model, size);
        for (Map<String, Long> given : elastic.cheapest(Repairs.movable(model, size), most)) {
            Way way = way(given, size);
            ways.merge(Set.copyOf(way.values().keySet()), way, (one, other) -> other.cost() < one.cost() ? other : one);
        }
        cut |= elastic.cut();
    }

    /** Whether a question took all its effort, so that fewer limits or cheaper ways may be left. */
    boolean cut() {
        return cut;
    }

    /** What moves other limits beside these is no way of its own. */
    private static boolean isPart(Set<String> fewer, Way way) {
        return fewer.size() < way.values().size() && way.values().keySet().containsAll(fewer);
    }

    private Way way(Map<String, Long> given, long size) {
        Map<String, BigDecimal> values = new TreeMap<>();
        double cost = 0;
        for (Map.Entry<String, Long> entry : new TreeMap<>(given).entrySet()) {
            Row row = row(entry.getKey());
            BigDecimal count =
                    BigDecimal.valueOf(row.bound(size) + (row.upper() ? entry.getValue() : -entry.getValue()));
            BigDecimal to = row.share() ? within(row, count.divide(BigDecimal.valueOf(size), 3, outwards(row))) : count;
            values.put(row.name(), to);
            cost += Repairs.cost(row.value(), to);
        }
        return new Way(values, cost, size);
    }

    private Row row(String name) {
        return Objects.requireNonNull(rows.get(name));
    }

    private static RoundingMode outwards(Row row) {
        return row.upper() ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    /** The same, each value as near to the limit's own as the others let it. */
    private Map<String, BigDecimal> nearest(Map<String, BigDecimal> values) {
        for (String name : new TreeSet<>(values.keySet())) {
            Row row = row(name);
            BigDecimal step = BigDecimal.valueOf(row.upper() ? 1 : -1, row.share() ? 3 : 0);
            RoundingMode inwards = row.upper() ? RoundingMode.FLOOR : RoundingMode.CEILING;
            BigDecimal start = row.value().setScale(step.scale(), inwards);
            BigDecimal end = Objects.requireNonNull(values.get(name));
            long bad = 0;
            long good =
                    end.subtract(start).divide(step, 0, RoundingMode.CEILING).longValue();
            while (good - bad > 1) {
                long middle = bad + (good - bad) / 2;
                values.put(name, start.add(step.multiply(BigDecimal.valueOf(middle))));
                boolean enough = holds(values);
                bad = enough ? bad : middle;
                good = enough ? middle : good;
            }
            values.put(name, within(row, start.add(step.multiply(BigDecimal.valueOf(good)))));
        }
        return values;
    }

    /** A value rounded outwards, which its flex may stop on the way: what it rounds lies within. */
    private BigDecimal within(Row row, BigDecimal to) {
        return row.upper() ? to.min(loosest(row)) : to.max(loosest(row));
    }

    private BigDecimal loosest(Row row) {
        return Objects.requireNonNull(loosest.get(row.name()));
    }

    private boolean holds(Map<String, BigDecimal> values) {
        Answer answer = new Consistency(model.withRows(moved(model, values)), null).all();
        cut |= answer.state() == Answer.State.UNDECIDED;
        return answer.found();
    }

    /** The rows of a model, some of them with other values. */
    static List<Row> moved(Model model, Map<String, BigDecimal> values) {
        return model.rows.stream()
                .map(row -> {
                    BigDecimal to = values.get(row.name());
                    return to == null ? row : row.moved(to);
                })
                .toList();
    }
}
