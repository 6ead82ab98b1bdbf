package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Easier questions, each answered exactly: the items counted by one axis, with its unknown ones, and by each pair of axes,
 * under the rows and goals that speak of no other. What none of them allows, the whole does not. They are as small as the
 * tables of their axes, however many cells the whole has.
 */
final class Relaxations {

    /** Goals for single cells cannot be summed up; beyond this many cells they are left out. */
    private static final int MOST_GOAL_CELLS = 20_000;

    private final Model model;
    /** What rows for single cells say: at least, and at most. */
    private final long[] floors;

    private final long[] counts;
    private final List<Model> models = new ArrayList<>();
    private final List<ExactRoute> routes = new ArrayList<>();

    Relaxations(Model model) {
        this.model = model;
        this.floors = new long[model.cells()];
        this.counts = model.supplied();
        for (Row row : model.rows) {
            if (row.cells().length == 1 && !row.share()) {
                int c = row.cells()[0];
                floors[c] = row.upper() ? floors[c] : Math.max(floors[c], row.bound(0));
                counts[c] = row.upper() ? Math.min(counts[c], row.bound(0)) : counts[c];
            }
        }
        Set<Integer> axes = new TreeSet<>(model.axes());
        model.goals.stream().map(Goal::axis).filter(axis -> axis >= 0).forEach(axes::add);
        boolean single = model.goals.stream().anyMatch(goal -> goal.axis() < 0);
        for (int one : axes) {
            add(single, List.of(one), true);
            axes.stream().filter(two -> two > one).forEach(two -> add(single, List.of(one, two), false));
        }
    }

    private void add(boolean single, List<Integer> axes, boolean open) {
        if (single && model.cells() > MOST_GOAL_CELLS) {
            return;
        }
        Model easier = single ? model.relaxed(Set.copyOf(axes), open) : summed(axes, open);
        ExactRoute route = Route.exact(easier);
        if (route != null) {
            models.add(easier);
            routes.add(route);
        }
    }

    /** Whether one of the easier questions has no answer. */
    boolean refuted(long size, @Nullable Ceiling ceiling) {
        return routes.stream().anyMatch(route -> route.solve(size, ceiling).state() == Answer.State.NONE);
    }

    /** A worst deviation that no quotas of a size go below. */
    BigFraction bound(long size) {
        BigFraction bound = BigFraction.ZERO;
        for (int i = 0; i < routes.size(); i++) {
            Minimiser.Least least = new Minimiser(models.get(i), routes.get(i)).least(size);
            bound = least != null && least.bound().compareTo(bound) > 0 ? least.bound() : bound;
        }
        return bound;
    }

    /** A size that cannot be exceeded; 0 where there is none. */
    long most(long size, @Nullable Ceiling ceiling) {
        long top = Math.min(size, model.total());
        for (ExactRoute route : routes) {
            Answer answer = route.largest(top, ceiling);
            if (!answer.found()) {
                return 0;
            }
            top = answer.size();
        }
        return top;
    }

    /** The model counted by some of its axes. Rows for single cells become floors and counts of the sums they are in. */
    private Model summed(List<Integer> axes, boolean openBases) {
        int first = axes.get(0);
        int second = axes.size() > 1 ? axes.get(1) : -1;
        int across = second < 0 ? 1 : width(second);
        long[] items = new long[width(first) * across];
        long[] least = new long[items.length];
        for (int c = 0; c < counts.length; c++) {
            int cell = model.place[c];
            int key = model.cube.level(cell, first) * across + (second < 0 ? 0 : model.cube.level(cell, second));
            items[key] += Math.max(0, counts[c]);
            least[key] += floors[c];
        }
        Cube cube = cube(axes, items);
        int[] place = new int[cube.size()];
        Arrays.setAll(place, c -> c);
        return new Summed(axes, cube, place, least, openBases).model();
    }

    private int width(int axis) {
        return model.cube.axes().get(axis).levels().size() + 1;
    }

    private Cube cube(List<Integer> axes, long[] items) {
        List<Axis> kept = axes.stream().map(model.cube.axes()::get).toList();
        Map<List<String>, Long> cells = new HashMap<>();
        for (int key = 0; key < items.length; key++) {
            List<String> texts = new ArrayList<>();
            int rest = key;
            for (int a = kept.size() - 1; a >= 0; a--) {
                List<String> levels = kept.get(a).levels();
                int level = rest % (levels.size() + 1);
                rest /= levels.size() + 1;
                texts.add(0, level < levels.size() ? levels.get(level) : Axis.UNKNOWN);
            }
            cells.put(texts, items[key]);
        }
        return Cube.of(kept, cells);
    }

    /** Rows and goals moved onto a smaller table. */
    private final class Summed {
        private final List<Integer> axes;
        private final Cube cube;
        private final int[] place;
        private final long[] least;
        private final boolean openBases;

        Summed(List<Integer> axes, Cube cube, int[] place, long[] least, boolean openBases) {
            this.axes = axes;
            this.cube = cube;
            this.place = place;
            this.least = least;
            this.openBases = openBases;
        }

        Model model() {
            List<Row> rows = new ArrayList<>();
            for (Row row : model.rows) {
                if (axes.contains(row.axis()) || row.cells().length == 0 || row.cells().length == model.cells()) {
                    int axis = axes.indexOf(row.axis());
                    int[] cells = row.cells().length == model.cells() ? place : cells(axis, row.level());
                    rows.add(new Row(
                            row.limit(), row.value(), row.share(), row.upper(), axis, row.level(), cells, null));
                }
            }
            floors(rows);
            List<Goal> goals = new ArrayList<>();
            List<int[]> unknown = axes.stream()
                    .map(axis -> cells(
                            axes.indexOf(axis),
                            model.cube.axes().get(axis).levels().size()))
                    .toList();
            for (Goal goal : model.goals) {
                int axis = axes.indexOf(goal.axis());
                if (axis >= 0 && (openBases || model.unknown.get(goal.base()).length == 0)) {
                    goals.add(
                            new Goal(axis, goal.level(), cells(axis, goal.level()), axis, goal.target(), goal.held()));
                }
            }
            return new Model(cube, place, rows, goals, unknown, new double[place.length], null, null);
        }

        private void floors(List<Row> rows) {
            for (int c = 0; c < place.length; c++) {
                int key = 0;
                for (int a = 0; a < axes.size(); a++) {
                    key = key * (cube.axes().get(a).levels().size() + 1) + cube.level(c, a);
                }
                if (least[key] > 0) {
                    BigDecimal floor = BigDecimal.valueOf(least[key]);
                    rows.add(new Row("cell " + c + " min", floor, false, false, -1, -1, new int[] {c}, null));
                }
            }
        }

        private int[] cells(int axis, int level) {
            return Arrays.stream(place)
                    .filter(c -> axis >= 0 && cube.level(c, axis) == level)
                    .toArray();
        }
    }
}
