package dev.assay.quota;

import dev.assay.cube.Cube;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A plan over a cube as integers: how many items of each cell, under named rows.
 *
 * <p>Cells stand in an order of their own, by a hash of their levels' texts, so that no result hangs on the order of
 * axes or levels; {@link #place} leads back to the cube.
 */
final class Model {

    final Cube cube;
    /** Cell of the model to cell of the cube. */
    final int[] place;

    final long[] available;
    final List<Row> rows;
    final List<Goal> goals;
    /** For each base of shares, the cells that do not count into it: those unknown on its axis. */
    final List<int[]> unknown;
    /** The proportion of the size that each cell would have at the max-entropy table of the target. */
    final double[] expected;

    final @Nullable Caps caps;
    final @Nullable Costs costs;

    Model(
            Cube cube,
            int[] place,
            List<Row> rows,
            List<Goal> goals,
            List<int[]> unknown,
            double[] expected,
            @Nullable Caps caps,
            @Nullable Costs costs) {
        this.cube = cube;
        this.place = place;
        this.available = new long[place.length];
        for (int c = 0; c < place.length; c++) {
            available[c] = costs == null ? cube.count(place[c]) : costs.known(c);
        }
        this.rows = List.copyOf(rows);
        this.goals = List.copyOf(goals);
        this.unknown = unknown;
        this.expected = expected;
        this.caps = caps;
        this.costs = costs;
    }

    int cells() {
        return place.length;
    }

    long total() {
        long total = 0;
        for (long count : available) {
            total += count;
        }
        return total;
    }

    /** The most items of each cell that there are, and that caps could let through, were the cell alone. */
    long[] supplied() {
        long[] most = available.clone();
        if (caps != null) {
            long[] through = caps.most();
            Arrays.setAll(most, c -> Math.min(most[c], through[c]));
        }
        return most;
    }

    /** The names of all rows, in the order of the plan. */
    List<String> names() {
        List<String> names = new ArrayList<>(rows.stream().map(Row::name).toList());
        if (caps != null) {
            names.addAll(caps.names());
        }
        if (costs != null) {
            names.add(costs.name);
        }
        return names.stream().distinct().toList();
    }

    /** The same with only the rows of some names. */
    Model keeping(Set<String> names) {
        List<Row> kept = rows.stream().filter(row -> names.contains(row.name())).toList();
        Set<Integer> musts = mustCells(kept);
        Costs keptCosts = costs != null && names.contains(costs.name) ? costs.withMusts(musts) : null;
        Caps keptCaps = caps == null ? null : caps.keeping(names, musts, keptCosts != null);
        return new Model(cube, place, kept, goals, unknown, expected, keptCaps, keptCosts);
    }

    /** Cells of rows that ask for items to be included. */
    static Set<Integer> mustCells(List<Row> rows) {
        return rows.stream().filter(Row::must).map(row -> row.cells()[0]).collect(Collectors.toSet());
    }

    Model withRows(List<Row> newRows) {
        return new Model(cube, place, newRows, goals, unknown, expected, caps, costs);
    }

    Model withGoals(List<Goal> newGoals) {
        return new Model(cube, place, rows, newGoals, unknown, expected, caps, costs);
    }

    Model withCosts(@Nullable Costs newCosts) {
        return new Model(cube, place, rows, goals, unknown, expected, caps, newCosts);
    }

    Model withCaps(@Nullable Caps newCaps) {
        return new Model(cube, place, rows, goals, unknown, expected, newCaps, costs);
    }

    Model withoutGoals() {
        return withGoals(List.of());
    }

    /** What is left when only some axes matter: a relaxation, easier, and never better than the whole. */
    Model relaxed(Set<Integer> axes, boolean openBases) {
        Predicate<Goal> goalKept = goal ->
                (goal.axis() < 0 || axes.contains(goal.axis())) && (openBases || unknown.get(goal.base()).length == 0);
        List<Row> kept = rows.stream()
                .filter(row -> row.cells().length <= 1 || axes.contains(row.axis()))
                .toList();
        List<Goal> keptGoals = goals.stream().filter(goalKept).toList();
        return new Model(cube, place, kept, keptGoals, unknown, expected, null, costs);
    }

    /** The axes of which rows or goals speak. */
    Set<Integer> axes() {
        Set<Integer> axes = new TreeSet<>();
        rows.stream().filter(row -> !trivial(row.cells())).forEach(row -> axes.add(row.axis()));
        goals.stream().filter(goal -> !trivial(goal.cells())).forEach(goal -> axes.add(goal.axis()));
        axes.remove(-1);
        return axes;
    }

    /** Whether a set of cells needs no axis: a single cell, or all of them. */
    boolean trivial(int[] set) {
        return set.length <= 1 || set.length == cells();
    }

    long known(long[] quotas, int base, long size) {
        return size - sum(quotas, unknown.get(base));
    }

    /** The largest deviation of any goal that is not held; 0 without such goals. Exact. */
    BigFraction worst(long[] quotas) {
        long size = Arrays.stream(quotas).sum();
        BigFraction worst = BigFraction.ZERO;
        for (Goal goal : goals) {
            BigFraction deviation = goal.held() == null ? deviation(goal, quotas, size) : BigFraction.ZERO;
            worst = deviation.compareTo(worst) > 0 ? deviation : worst;
        }
        return worst;
    }

    /** Whether no goal that is not held is farther than a ceiling; under null any are. */
    boolean within(@Nullable Ceiling ceiling, long[] quotas) {
        return ceiling == null || ceiling.admits(worst(quotas));
    }

    BigFraction deviation(Goal goal, long[] quotas, long size) {
        return goal.deviation(sum(quotas, goal.cells()), known(quotas, goal.base(), size));
    }

    /** {@code sum (x - t)^2 / t} over cells, t the expected count but at least 0.001. */
    double chiSquare(long[] quotas) {
        return chiSquare(quotas, expectedCounts(Arrays.stream(quotas).sum()));
    }

    /** The same where the expected counts are at hand. */
    static double chiSquare(long[] quotas, double[] expected) {
        double sum = 0;
        for (int c = 0; c < quotas.length; c++) {
            double apart = quotas[c] - expected[c];
            sum += apart * apart / expected[c];
        }
        return sum;
    }

    double expectedCount(int cell, double size) {
        return Math.max(1e-3, expected[cell] * size);
    }

    /** The expected count of every cell at a size. */
    double[] expectedCounts(long size) {
        double[] counts = new double[cells()];
        Arrays.setAll(counts, c -> expectedCount(c, (double) size));
        return counts;
    }

    /** The largest size up to {@code most} at which there are items for each single floor: of rows and of goals. */
    long supplied(long most, @Nullable Ceiling ceiling) {
        long size = most;
        for (Row row : rows) {
            if (!row.upper() && row.share() && row.value().signum() > 0) {
                BigDecimal there = BigDecimal.valueOf(sum(available, row.cells()));
                size = Math.min(
                        size, there.divide(row.value(), 0, RoundingMode.FLOOR).longValue());
            }
        }
        for (Goal goal : goals) {
            Ceiling own = goal.within(ceiling);
            if (own != null && !goal.zero() && own.value().compareTo(BigFraction.ONE) < 0) {
                BigFraction least = goal.target().multiply(BigFraction.ONE.subtract(own.value()));
                BigFraction edge = new BigFraction(sum(available, goal.cells())).divide(least);
                size = Math.min(
                        size, edge.getNumerator().divide(edge.getDenominator()).longValue());
            }
        }
        return size;
    }

    /** The first row that quotas break, or null. Checked in plain Java before anything is handed out. */
    @Nullable
    String broken(long[] quotas, long size) {
        String broken = brokenRow(quotas, size);
        return broken == null && caps != null && Provision.of(this, quotas) == null ? unsupplied(caps) : broken;
    }

    /** The same, where it is known how many items each part of the caps supplies. */
    @Nullable
    String broken(long[] quotas, long size, long[] taken) {
        String broken = brokenRow(quotas, size);
        return broken == null && caps != null && !Provision.supplies(this, caps, quotas, taken)
                ? unsupplied(caps)
                : broken;
    }

    private static String unsupplied(Caps caps) {
        return String.join(" and ", caps.names());
    }

    private @Nullable String brokenRow(long[] quotas, long size) {
        if (Arrays.stream(quotas).sum() != size) {
            return "size " + size;
        }
        for (int c = 0; c < quotas.length; c++) {
            if (quotas[c] < 0 || quotas[c] > available[c]) {
                return "availability of " + cube.levelTexts(place[c]);
            }
        }
        for (Row row : rows) {
            if (!row.holds(quotas, size)) {
                return row.name();
            }
        }
        for (Goal goal : goals) {
            Ceiling held = goal.held();
            if (held != null && !held.admits(deviation(goal, quotas, size))) {
                return "the target " + goal.axis() + " " + goal.level();
            }
        }
        return costs != null && !costs.fit(quotas) ? costs.name : null;
    }

    /** Under a budget, what quotas cost, as far as can be shown how they are supplied. */
    long spent(long[] quotas) {
        long[] taken = Provision.of(this, quotas);
        return caps == null || taken == null ? Objects.requireNonNull(costs).least(quotas) : caps.cost(quotas, taken);
    }

    static long sum(long[] quotas, int[] cells) {
        long sum = 0;
        for (int cell : cells) {
            sum += quotas[cell];
        }
        return sum;
    }
}
