package dev.assay.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs beside the counts: which groups stand in which cells, the values of budget columns per cell, and how
 * many items are marked. Each is a sum over items, so order does not matter. In a table of counts groups are counted by
 * what the rows stand for; values and marks stay those of rows, for what one of a row's items costs nobody has said.
 *
 * @param groups one per group key; unknown means "in no group"
 * @param values numeric columns, a value per item, NaN where not known
 * @param marked items that count as marked
 * @param weights how many items each row stands for, or null where it is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
public record Summaries(
        List<AxisCodes> groups, Map<String, double[]> values, BitSet marked, long @Nullable [] weights) {

    /** Summaries of rows that are one item each. */
    public Summaries(List<AxisCodes> groups, Map<String, double[]> values, BitSet marked) {
        this(groups, values, marked, null);
    }

    private long weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** Adds these summaries to the counts of the same items. */
    public Cube addTo(Cube cube, List<AxisCodes> axes, int items) {
        if (groups.isEmpty() && values.isEmpty() && marked.isEmpty()) {
            return cube;
        }
        int[] cells = cells(cube, axes, items);
        Map<String, Incidence> incidences = new TreeMap<>();
        for (AxisCodes group : groups) {
            incidences.put(group.axis().name(), incidence(group, cells));
        }
        Map<String, double[][]> sorted = new TreeMap<>();
        Map<String, double[][]> ofMarked = new TreeMap<>();
        values.forEach((column, all) -> {
            ValueLists everything = new ValueLists(cube.size());
            ValueLists markedOnly = new ValueLists(cube.size());
            for (int item = 0; item < items; item++) {
                if (cells[item] < 0) {
                    continue;
                }
                everything.add(cells[item], all[item]);
                if (marked.get(item)) {
                    markedOnly.add(cells[item], all[item]);
                }
            }
            sorted.put(column, everything.result());
            ofMarked.put(column, markedOnly.result());
        });
        long[] marks = new long[cube.size()];
        marked.stream().filter(item -> cells[item] >= 0).forEach(item -> marks[cells[item]]++);
        Cube summed = cube.with(incidences, sorted, marks, ofMarked);
        // One key alone is told whole by its incidence.
        boolean joint = groups.size() > 1 || (groups.size() == 1 && !(values.isEmpty() && marked.isEmpty()));
        return joint ? summed.with(kinds(cells)) : summed;
    }

    private Kinds kinds(int[] cells) {
        Map<List<Integer>, List<Integer>> items = new HashMap<>();
        for (int item = 0; item < cells.length; item++) {
            if (cells[item] < 0) {
                continue;
            }
            List<Integer> place = new ArrayList<>(groups.size() + 1);
            place.add(cells[item]);
            for (AxisCodes group : groups) {
                place.add(group.code(item));
            }
            items.computeIfAbsent(place, key -> new ArrayList<>()).add(item);
        }
        List<Kinds.Kind> kinds = new ArrayList<>(items.size());
        items.forEach((place, rows) -> kinds.add(kind(place, rows)));
        kinds.sort(Comparator.comparingInt(Kinds.Kind::cell)
                .thenComparing(kind -> kind.groups().toString()));
        return new Kinds(groups.stream().map(group -> group.axis().name()).toList(), kinds);
    }

    private Kinds.Kind kind(List<Integer> place, List<Integer> rows) {
        List<@Nullable String> names = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            List<String> levels = groups.get(g).axis().levels();
            int code = place.get(g + 1);
            names.add(code < levels.size() ? levels.get(code) : null);
        }
        int[] chosen = rows.stream().filter(marked::get).mapToInt(row -> row).toArray();
        return new Kinds.Kind(
                place.get(0),
                names,
                rows.stream().mapToLong(this::weight).sum(),
                chosen.length,
                values(rows.stream().mapToInt(row -> row).toArray()),
                values(chosen));
    }

    private Map<String, double[]> values(int[] rows) {
        Map<String, double[]> sorted = new TreeMap<>();
        values.forEach((column, all) -> sorted.put(
                column,
                Arrays.stream(rows)
                        .mapToDouble(row -> Double.isNaN(all[row]) ? Double.POSITIVE_INFINITY : all[row])
                        .sorted()
                        .toArray()));
        return sorted;
    }

    /** The cell of each item; below 0 for a row of a table of counts that counts nothing, whose cell may not be there. */
    private int[] cells(Cube cube, List<AxisCodes> axes, int items) {
        long[] keys = new long[cube.size()];
        for (int c = 0; c < keys.length; c++) {
            for (int a = 0; a < axes.size(); a++) {
                keys[c] = keys[c] * axes.get(a).radix() + cube.level(c, a);
            }
        }
        long[] itemKeys = new long[items];
        axes.forEach(axis -> axis.append(itemKeys, 0, items));
        return IntStream.range(0, items)
                .map(item -> weight(item) == 0 ? -1 : Arrays.binarySearch(keys, itemKeys[item]))
                .toArray();
    }

    private Incidence incidence(AxisCodes group, int[] cells) {
        int known = group.axis().levels().size();
        TreeMap<Long, Long> counts = new TreeMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] >= 0 && group.code(i) < known) {
                counts.merge(((long) group.code(i) << 32) | cells[i], weight(i), Long::sum);
            }
        }
        List<Incidence.Entry> entries = new ArrayList<>(counts.size());
        counts.forEach((key, count) -> entries.add(new Incidence.Entry((int) (key >>> 32), key.intValue(), count)));
        return new Incidence(group.axis().name(), group.axis().levels(), entries);
    }
}
