package dev.assay.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ways out of a conflict: the size made smaller; one limit moved as little as need be; or, where no single limit is
 * enough, several, each as near to its value as those before it leave room for. Every repair is solved before it is
 * named. Fewest limits or least cost overall is not claimed for the last kind.
 */
final class Repairs {

    private final Model model;
    private final @Nullable Long size;
    private final @Nullable Long largestSize;

    Repairs(Model model, @Nullable Long size, @Nullable Long largestSize) {
        this.model = model;
        this.size = size;
        this.largestSize = largestSize;
    }

    List<Infeasible.Repair> of(List<List<String>> conflicts) {
        Set<String> names = new LinkedHashSet<>();
        conflicts.forEach(names::addAll);
        List<Row> movable = model.rows.stream()
                .filter(row -> names.contains(row.name()) && !row.limit().startsWith("must_include"))
                .filter(row -> size != null || !row.share())
                .toList();
        List<Infeasible.Repair> repairs = new ArrayList<>();
        for (Row row : movable) {
            Infeasible.Repair repair = moving(List.of(row));
            if (repair != null) {
                repairs.add(repair);
            }
        }
        if (repairs.isEmpty() && movable.size() > 1) {
            Infeasible.Repair repair = moving(movable);
            if (repair != null) {
                repairs.add(repair);
            }
        }
        if (size != null && largestSize != null) {
            BigDecimal from = BigDecimal.valueOf(size);
            BigDecimal to = BigDecimal.valueOf(largestSize);
            repairs.add(new Infeasible.Repair(
                    List.of(new Infeasible.Change("size", from, to)), cost(from, to), largestSize));
        }
        repairs.sort(Comparator.comparingDouble(Infeasible.Repair::cost));
        return repairs;
    }

    /** Moves rows to the nearest values that leave an answer, one after the other; null where even dropping fails. */
    private Infeasible.@Nullable Repair moving(List<Row> rows) {
        List<Row> now = new ArrayList<>(model.rows);
        for (Row row : rows) {
            now.set(now.indexOf(row), row.moved(loosest(row)));
        }
        if (!solve(now).found()) {
            return null;
        }
        List<Infeasible.Change> changes = new ArrayList<>();
        double cost = 0;
        for (Row row : rows) {
            int at = model.rows.indexOf(row);
            Row tight = tightest(now, at, row);
            now.set(at, tight);
            if (tight.value().compareTo(row.value()) != 0) {
                changes.add(new Infeasible.Change(row.limit(), row.value(), tight.value()));
                cost += cost(row.value(), tight.value());
            }
        }
        Answer solved = solve(now);
        return solved.found() && !changes.isEmpty() ? new Infeasible.Repair(changes, cost, solved.size()) : null;
    }

    /** Halves between the loosest and the given value. */
    private Row tightest(List<Row> now, int at, Row row) {
        List<Row> trial = new ArrayList<>(now);
        trial.set(at, row);
        if (solve(trial).found()) {
            return row;
        }
        long items = size == null ? 1 : size;
        long bad = row.bound(items);
        long good = now.get(at).bound(items);
        while (Math.abs(good - bad) > 1) {
            long middle = bad + (good - bad) / 2;
            trial.set(at, row.moved(value(row, middle)));
            if (solve(trial).found()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return row.moved(value(row, good));
    }

    private BigDecimal loosest(Row row) {
        if (row.flex() != null) {
            return BigDecimal.valueOf(row.flex());
        }
        if (!row.upper()) {
            return BigDecimal.ZERO;
        }
        return row.share()
                ? BigDecimal.ONE
                : BigDecimal.valueOf(Math.max(row.value().longValue(), model.total()));
    }

    /** A count as the row's value: for shares, as few decimals as still mean that count. */
    private BigDecimal value(Row row, long count) {
        if (!row.share() || size == null) {
            return BigDecimal.valueOf(count);
        }
        RoundingMode outwards = row.upper() ? RoundingMode.CEILING : RoundingMode.FLOOR;
        for (int scale = 3; scale < 12; scale++) {
            BigDecimal share = BigDecimal.valueOf(count).divide(BigDecimal.valueOf(size), scale, outwards);
            if (row.moved(share).bound(size) == count) {
                return share;
            }
        }
        return BigDecimal.valueOf(count).divide(BigDecimal.valueOf(size), 15, outwards);
    }

    private Answer solve(List<Row> rows) {
        Model moved = model.withRows(rows);
        return size == null
                ? Route.of(moved).largest(moved.total(), null)
                : Route.of(moved).solve(size, null);
    }

    private static double cost(BigDecimal from, BigDecimal to) {
        double distance = Math.abs(to.doubleValue() - from.doubleValue());
        return from.signum() == 0 ? distance : distance / from.doubleValue();
    }
}
