package dev.assay.cube;

import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of items per combination of levels, in a canonical order: cells ascend by the level indices of the first axis,
 * then the second, and so on. Only cells that hold something exist. {@link Axis#UNKNOWN} has the index
 * {@code axis.levels().size()}, one past the known levels.
 *
 * <p>Immutable. Two cubes of the same items are equal whatever the order in which the items came.
 */
public final class Cube {

    private final List<Axis> axes;
    /** cell x axis, row-major: level index. */
    private final int[] levels;

    private final long[] counts;
    private final long total;
    private final Map<String, Incidence> incidences;
    private final Map<String, double[][]> sums;
    private final long[] marked;
    private final Map<String, double[][]> markedSums;
    private final @Nullable Kinds kinds;

    private Cube(
            List<Axis> axes,
            int[] levels,
            long[] counts,
            Map<String, Incidence> incidences,
            Map<String, double[][]> sums,
            long[] marked,
            Map<String, double[][]> markedSums,
            @Nullable Kinds kinds) {
        this.axes = List.copyOf(axes);
        this.levels = levels;
        this.counts = counts;
        this.total = Arrays.stream(counts).sum();
        this.incidences = Map.copyOf(incidences);
        this.sums = Map.copyOf(sums);
        this.marked = marked;
        this.markedSums = Map.copyOf(markedSums);
        this.kinds = kinds;
    }

    /**
     * A cube of given counts.
     *
     * @param axes the axes, each with its known levels
     * @param cells cell level texts to counts; a level that its axis does not know, or null, counts as unknown
     */
    public static Cube of(List<Axis> axes, Map<List<String>, Long> cells) {
        List<Map<String, Integer>> index = new ArrayList<>();
        for (Axis axis : axes) {
            Map<String, Integer> places = new HashMap<>();
            axis.levels().forEach(level -> places.put(level, places.size()));
            index.add(places);
        }
        TreeMap<int[], Long> sorted = new TreeMap<>(Arrays::compare);
        cells.forEach((texts, count) -> {
            int[] cell = new int[axes.size()];
            for (int a = 0; a < cell.length; a++) {
                cell[a] = index.get(a)
                        .getOrDefault(texts.get(a), axes.get(a).levels().size());
            }
            if (count > 0) {
                sorted.merge(cell, count, Long::sum);
            }
        });
        int[] levels = new int[sorted.size() * axes.size()];
        long[] counts = new long[sorted.size()];
        int c = 0;
        for (Map.Entry<int[], Long> entry : sorted.entrySet()) {
            System.arraycopy(entry.getKey(), 0, levels, c * axes.size(), axes.size());
            counts[c++] = entry.getValue();
        }
        return of(axes, levels, counts);
    }

    /** A cube of sorted cells; see {@link Counter}. */
    static Cube of(List<Axis> axes, int[] levels, long[] counts) {
        return new Cube(axes, levels, counts, Map.of(), Map.of(), new long[counts.length], Map.of(), null);
    }

    /** The same counts with the summaries that a plan asked for beside them. */
    Cube with(Map<String, Incidence> newIncidences, Map<String, double[][]> newSums, long[] newMarked) {
        return with(newIncidences, newSums, newMarked, Map.of());
    }

    /** The same, with the values of marked items. */
    Cube with(
            Map<String, Incidence> newIncidences,
            Map<String, double[][]> newSums,
            long[] newMarked,
            Map<String, double[][]> newMarkedSums) {
        return new Cube(axes, levels, counts, newIncidences, newSums, newMarked, newMarkedSums, null);
    }

    /** The same, with items by cell and groups. */
    Cube with(Kinds newKinds) {
        return new Cube(axes, levels, counts, incidences, sums, marked, markedSums, newKinds);
    }

    /** The axes, in the order they were asked for. */
    public List<Axis> axes() {
        return axes;
    }

    /** The number of non-empty cells. */
    public int size() {
        return counts.length;
    }

    /** The number of items in all cells. */
    public long total() {
        return total;
    }

    /** The number of items in a cell, at least 1. */
    public long count(int cell) {
        return counts[cell];
    }

    /** The index of a cell's level on an axis; the number of known levels stands for unknown. */
    public int level(int cell, int axis) {
        return levels[cell * axes.size() + axis];
    }

    /** The text of a cell's level on an axis. */
    public String levelText(int cell, int axis) {
        List<String> known = axes.get(axis).levels();
        int level = level(cell, axis);
        return level < known.size() ? known.get(level) : Axis.UNKNOWN;
    }

    /** A cell's level texts, in the order of the axes. */
    public List<String> levelTexts(int cell) {
        List<String> texts = new ArrayList<>(axes.size());
        for (int a = 0; a < axes.size(); a++) {
            texts.add(levelText(cell, a));
        }
        return texts;
    }

    /** The place of an axis among this cube's, by name. */
    public int axisIndex(String name) {
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).name().equals(name)) {
                return a;
            }
        }
        throw new IllegalArgumentException("no axis " + name + " in this cube; it has "
                + axes.stream().map(Axis::name).toList());
    }

    /** Counts per level of one axis: the known levels in their order, and last the unknown. */
    public long[] margin(int axis) {
        long[] margin = new long[axes.get(axis).levels().size() + 1];
        for (int c = 0; c < counts.length; c++) {
            margin[level(c, axis)] += counts[c];
        }
        return margin;
    }

    /** Counts per pair of levels, first axis x second axis; the last row and column are the unknown. */
    public long[][] table(int first, int second) {
        long[][] table = new long[axes.get(first).levels().size() + 1]
                [axes.get(second).levels().size() + 1];
        for (int c = 0; c < counts.length; c++) {
            table[level(c, first)][level(c, second)] += counts[c];
        }
        return table;
    }

    /** The same items counted by fewer axes. */
    public Cube marginal(List<String> names) {
        List<Axis> kept = names.stream().map(name -> axes.get(axisIndex(name))).toList();
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        int[] places = names.stream().mapToInt(this::axisIndex).toArray();
        for (int c = 0; c < counts.length; c++) {
            List<String> texts = new ArrayList<>();
            for (int place : places) {
                texts.add(levelText(c, place));
            }
            cells.merge(texts, counts[c], Long::sum);
        }
        return of(kept, cells);
    }

    /** Which groups of a key have items in which cells. Only for keys that were asked for. */
    public Incidence incidence(String key) {
        Incidence incidence = incidences.get(key);
        if (incidence == null) {
            throw new IllegalArgumentException("the cube was not asked to keep the groups of " + key);
        }
        return incidence;
    }

    /**
     * Items by cell and by the groups of all keys together, or null where that was not needed: for fewer than two keys,
     * without marked items and sums.
     */
    public @Nullable Kinds kinds() {
        return kinds;
    }

    /** The values of a numeric column in a cell, ascending; an item without a value counts as +infinity. */
    public double[] values(String column, int cell) {
        return kept(sums, column)[cell].clone();
    }

    /** The same of the marked items alone. */
    public double[] markedValues(String column, int cell) {
        return kept(markedSums, column)[cell].clone();
    }

    private static double[][] kept(Map<String, double[][]> of, String column) {
        double[][] values = of.get(column);
        if (values == null) {
            throw new IllegalArgumentException("the cube was not asked to keep the values of " + column);
        }
        return values;
    }

    /** The number of items in a cell that were marked, such as must-include. */
    public long marked(int cell) {
        return marked[cell];
    }

    /** Holds this cube against a target: {@code cube.compare(Target.uniform())}. */
    public <R> R compare(Comparison<R> comparison) {
        return comparison.against(this);
    }

    /** Divides a sample over the cells: {@code cube.allocate(plan)}. */
    public <R> R allocate(Allocation<R> allocation) {
        return allocation.over(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cube that
                && axes.equals(that.axes)
                && Arrays.equals(levels, that.levels)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * axes.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Cube" + axes.stream().map(Axis::name).toList() + " of " + Counted.of(total, "item") + " in "
                + Counted.of(size(), "cell");
    }
}
