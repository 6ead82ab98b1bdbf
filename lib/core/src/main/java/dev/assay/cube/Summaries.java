package dev.assay.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plan needs beside the counts: which groups stand in which cells, the values of budget columns per cell, and how
 * many items are marked. Each is a sum over items, so order does not matter.
 *
 * @param groups one per group key; unknown means "in no group"
 * @param values numeric columns, a value per item, NaN where not known
 * @param marked items that count as marked
 */
public record Summaries(List<AxisCodes> groups, Map<String, double[]> values, BitSet marked) {

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
                everything.add(cells[item], all[item]);
                if (marked.get(item)) {
                    markedOnly.add(cells[item], all[item]);
                }
            }
            sorted.put(column, everything.result());
            ofMarked.put(column, markedOnly.result());
        });
        long[] marks = new long[cube.size()];
        marked.stream().forEach(item -> marks[cells[item]]++);
        return cube.with(incidences, sorted, marks, ofMarked);
    }

    private static int[] cells(Cube cube, List<AxisCodes> axes, int items) {
        long[] keys = new long[cube.size()];
        for (int c = 0; c < keys.length; c++) {
            for (int a = 0; a < axes.size(); a++) {
                keys[c] = keys[c] * axes.get(a).radix() + cube.level(c, a);
            }
        }
        long[] itemKeys = new long[items];
        axes.forEach(axis -> axis.append(itemKeys, 0, items));
        return Arrays.stream(itemKeys)
                .mapToInt(key -> Arrays.binarySearch(keys, key))
                .toArray();
    }

    private static Incidence incidence(AxisCodes group, int[] cells) {
        int known = group.axis().levels().size();
        TreeMap<Long, Integer> counts = new TreeMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (group.code(i) < known) {
                counts.merge(((long) group.code(i) << 32) | cells[i], 1, Integer::sum);
            }
        }
        List<Incidence.Entry> entries = new ArrayList<>(counts.size());
        counts.forEach((key, count) -> entries.add(new Incidence.Entry((int) (key >>> 32), key.intValue(), count)));
        return new Incidence(group.axis().name(), group.axis().levels(), entries);
    }
}
