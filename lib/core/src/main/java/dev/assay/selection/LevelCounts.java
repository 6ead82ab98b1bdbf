package dev.assay.selection;

import dev.assay.group.Components;
import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Items of each component on each known level of some axes, and in a last column its items: that keeps those without a known
 * level from ending up in one split.
 *
 * @param axisOf level column to its axis, by place in ascending order of names; those of one axis stand together
 * @param counts component x column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and counts are worked on as they are
record LevelCounts(int[] axisOf, int[][] counts) {

    static LevelCounts of(Population population, Components components, List<String> axes) {
        List<int[]> columns = new ArrayList<>();
        List<Integer> axisOf = new ArrayList<>();
        List<String> sorted = axes.stream().distinct().sorted().toList();
        for (int axis = 0; axis < sorted.size(); axis++) {
            SortedMap<String, Integer> levels = new TreeMap<>();
            int[] codes = codes(population, sorted.get(axis), levels);
            int[] column = new int[levels.size()];
            for (int code : levels.values()) {
                column[code] = axisOf.size();
                axisOf.add(axis);
            }
            Arrays.setAll(codes, row -> codes[row] < 0 ? -1 : column[codes[row]]);
            columns.add(codes);
        }
        int[][] counts = new int[components.list().size()][axisOf.size() + 1];
        for (int row = 0; row < population.size(); row++) {
            int[] of = counts[components.place(row)];
            of[axisOf.size()]++;
            for (int[] column : columns) {
                if (column[row] >= 0) {
                    of[column[row]]++;
                }
            }
        }
        return new LevelCounts(axisOf.stream().mapToInt(axis -> axis).toArray(), counts);
    }

    /** Row to level, numbered as they come; -1 where it is not known. */
    private static int[] codes(Population population, String axis, SortedMap<String, Integer> levels) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] codes = new int[population.size()];
        for (int row = 0; row < codes.length; row++) {
            String level = population.text(row, axis);
            codes[row] = level == null || level.equals(Axis.UNKNOWN)
                    ? -1
                    : numbers.computeIfAbsent(level, name -> numbers.size());
        }
        levels.putAll(numbers);
        return codes;
    }

    int levels() {
        return axisOf.length;
    }
}
