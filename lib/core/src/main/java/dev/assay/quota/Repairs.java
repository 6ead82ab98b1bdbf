package dev.assay.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ways out of a conflict: some limits moved as little as need be, within their flex, fewest limits first and then the
 * least sum of relative changes; and, apart from these and last whatever it costs, the size with all limits kept, since one
 * change of it would go before every two limits. Every repair comes with quotas that keep the
 * moved limits, checked in plain Java, or it is not named.
 */
final class Repairs {

    /** Repairs of limits shown. */
    private static final int MOST = 5;

    private final Model model;
    private final @Nullable Long size;
    private final Consistency consistency;
    private boolean cut;

    Repairs(Model model, @Nullable Long size, Consistency consistency) {
        this.model = model.caps == null && model.costs == null ? Musts.apart(model) : model;
        this.size = size;
        this.consistency = consistency;
    }

    /**
     * What was found.
     *
     * @param all whether every one and every two limits were looked at, as far as that was needed, and all was decided
     */
    record Found(List<Infeasible.Repair> repairs, boolean all) {}

    Found found() {
        List<Infeasible.Repair> repairs = new ArrayList<>();
        Elastic elastic = new Elastic(model, size);
        Map<String, Row> loosest = movable(model, size);
        for (Map<String, Long> given : elastic.cheapest(loosest, MOST)) {
            add(repairs, given, loosest);
        }
        budgeted(repairs);
        cut |= elastic.cut();
        Moves moves = new Moves(model, size);
        add(repairs, moves.alone());
        if (size == null && model.rows.stream().anyMatch(Row::share)) {
            shared(repairs);
        }
        if (severalNeeded(repairs)) {
            add(repairs, moves.several(MOST));
        }
        repairs.sort(Comparator.<Infeasible.Repair>comparingInt(
                        repair -> repair.changes().size())
                .thenComparingDouble(Infeasible.Repair::cost)
                .thenComparing(Repairs::words));
        while (repairs.size() > MOST) {
            repairs.remove(MOST);
        }
        if (size != null) {
            resized(repairs, size);
        }
        return new Found(repairs, !cut && !moves.cut());
    }

    /** Ties by name, whatever the order of the plan. */
    private static String words(Infeasible.Repair repair) {
        return repair.changes().stream()
                .map(Infeasible.Change::toString)
                .sorted()
                .toList()
                .toString();
    }

    /** The nearest size below at which all limits hold, or else the nearest above. */
    private void resized(List<Infeasible.Repair> repairs, long asked) {
        Answer below = noted(consistency.largest(1, Math.min(asked, model.total())));
        Answer there = below.found() ? below : noted(consistency.smallest(asked + 1, model.total()));
        if (there.found()) {
            BigDecimal from = BigDecimal.valueOf(asked);
            BigDecimal to = BigDecimal.valueOf(there.size());
            repairs.add(new Infeasible.Repair(
                    List.of(new Infeasible.Change("size", from, to)), cost(from, to), there.size()));
        }
    }

    /**
     * The smallest budget at which all limits hold, by halving; where a question stays undecided, the smallest known to
     * do. Every answer says what it costs, which is the better half of a half.
     */
    private void budgeted(List<Infeasible.Repair> repairs) {
        Costs costs = model.costs;
        if (costs == null || costs.all() <= costs.max) {
            return;
        }
        long bad = costs.max;
        long good = Long.MAX_VALUE;
        long asked = costs.all();
        while (good - bad > 1) {
            Answer answer = under(costs.within(asked));
            if (answer.found()) {
                good = model.withCosts(costs.within(asked)).spent(answer.quotas());
            } else if (answer.state() == Answer.State.NONE && good < Long.MAX_VALUE) {
                bad = asked;
            } else {
                break;
            }
            asked = bad + (good - bad) / 2;
        }
        if (good < Long.MAX_VALUE && good > costs.max) {
            Costs enough = costs.within(good);
            Infeasible.Change change = costs.to(enough);
            solved(repairs, model.withCosts(enough), List.of(change), cost(change.from(), change.to()));
        }
    }

    private void add(List<Infeasible.Repair> repairs, List<Map<Move, Long>> ways) {
        for (Map<Move, Long> way : ways) {
            List<Infeasible.Change> changes = Ways.changes(way);
            Set<String> limits = limits(changes);
            if (repairs.stream().noneMatch(repair -> limits(repair.changes()).equals(limits))) {
                solved(repairs, Ways.in(model, way), changes, cost(changes));
            }
        }
    }

    private static Set<String> limits(List<Infeasible.Change> changes) {
        return changes.stream()
                .map(change -> change.limit() + " " + change.from())
                .collect(Collectors.toSet());
    }

    /** A share of a size that is open itself is no linear row once it may move. */
    private void shared(List<Infeasible.Repair> repairs) {
        OpenSize open = new OpenSize(model);
        open.alone().forEach(values -> moved(repairs, values));
        if (severalNeeded(repairs)) {
            open.several(MOST).forEach(values -> moved(repairs, values));
            cut |= open.cut();
        }
    }

    private static boolean severalNeeded(List<Infeasible.Repair> repairs) {
        return repairs.stream().noneMatch(repair -> repair.changes().size() == 1);
    }

    private void moved(List<Infeasible.Repair> repairs, Map<String, BigDecimal> values) {
        List<Infeasible.Change> changes = new ArrayList<>();
        for (Row row : model.rows) {
            BigDecimal to = values.get(row.name());
            Infeasible.Change change = to == null ? null : new Infeasible.Change(row.limit(), row.value(), to);
            if (change != null && !changes.contains(change)) {
                changes.add(change);
            }
        }
        solved(repairs, model.withRows(OpenSize.moved(model, values)), changes, cost(changes));
    }

    private Answer under(Costs costs) {
        return noted(new Consistency(model.withCosts(costs), size).all());
    }

    /** Limits by name, as far as they may move: where one is written twice, no further than both may. */
    static Map<String, Row> movable(Model model, @Nullable Long size) {
        long items = size == null ? model.total() : size;
        Map<String, Row> rows = new TreeMap<>();
        model.rows.stream()
                .filter(row -> !row.must() || (model.caps == null && model.costs == null))
                .filter(row -> size != null || !row.share())
                .forEach(row -> rows.merge(row.name(), row.moved(loosest(model, row)), Repairs::tighter));
        model.rows.stream()
                .filter(row -> rows.containsKey(row.name()))
                .filter(row -> row.bound(items)
                        == Objects.requireNonNull(rows.get(row.name())).bound(items))
                .forEach(row -> rows.remove(row.name()));
        return rows;
    }

    static Row tighter(Row one, Row two) {
        return one.upper() == (one.value().compareTo(two.value()) < 0) ? one : two;
    }

    private long items() {
        return size == null ? model.total() : size;
    }

    private void add(List<Infeasible.Repair> repairs, Map<String, Long> given, Map<String, Row> loosest) {
        List<Infeasible.Change> changes = new ArrayList<>();
        List<Row> now = new ArrayList<>();
        for (Row row : model.rows) {
            Long counts = given.get(row.name());
            Row moved = counts == null
                    ? row
                    : counted(
                            row,
                            row.bound(items()) + (row.upper() ? counts : -counts),
                            size,
                            Objects.requireNonNull(loosest.get(row.name())));
            now.add(moved);
            boolean told = changes.stream()
                    .anyMatch(change ->
                            change.limit().equals(row.limit()) && change.from().compareTo(row.value()) == 0);
            if (counts != null && !told) {
                changes.add(new Infeasible.Change(row.limit(), row.value(), moved.value()));
            }
        }
        solved(repairs, model.withRows(now), changes, cost(changes));
    }

    /** An answer that nobody found is no proof that there is none. */
    private Answer noted(Answer answer) {
        cut |= answer.state() == Answer.State.UNDECIDED;
        return answer;
    }

    /** Smallest first, so that the sum hangs on no order. */
    static double cost(List<Infeasible.Change> changes) {
        return changes.stream()
                .mapToDouble(change -> cost(change.from(), change.to()))
                .sorted()
                .sum();
    }

    /** Adds a repair if the moved limits have an answer: at the size asked for, or at the largest that they allow. */
    private void solved(List<Infeasible.Repair> repairs, Model changed, List<Infeasible.Change> changes, double cost) {
        Consistency moved = new Consistency(changed, size);
        Answer answer = noted(size == null ? moved.largest(1, model.total()) : moved.all());
        if (answer.found()) {
            repairs.add(new Infeasible.Repair(changes, cost, answer.size()));
        }
    }

    static BigDecimal loosest(Model model, Row row) {
        if (row.flex() != null) {
            return row.upper() ? row.flex().max(row.value()) : row.flex().min(row.value());
        }
        if (!row.upper()) {
            return BigDecimal.ZERO;
        }
        return row.share()
                ? BigDecimal.ONE
                : BigDecimal.valueOf(Math.max(row.value().longValue(), model.total()));
    }

    /**
     * The row with a count for its bound: for shares, as few decimals as still mean that count.
     *
     * @param loosest the same limit as far as it may move, which allows the count
     */
    static Row counted(Row row, long count, @Nullable Long size, Row loosest) {
        if (!row.share() || size == null) {
            return row.moved(BigDecimal.valueOf(count));
        }
        RoundingMode outwards = row.upper() ? RoundingMode.CEILING : RoundingMode.FLOOR;
        for (int scale = 3; scale < 12; scale++) {
            Row moved = row.moved(BigDecimal.valueOf(count).divide(BigDecimal.valueOf(size), scale, outwards));
            if (moved.bound(size) == count) {
                return tighter(moved, loosest);
            }
        }
        return tighter(row.moved(BigDecimal.valueOf(count).divide(BigDecimal.valueOf(size), 15, outwards)), loosest);
    }

    /** The relative change; of a value of 0, the change itself. */
    static double cost(BigDecimal from, BigDecimal to) {
        double distance = Math.abs(to.doubleValue() - from.doubleValue());
        return from.signum() == 0 ? distance : distance / from.doubleValue();
    }
}
