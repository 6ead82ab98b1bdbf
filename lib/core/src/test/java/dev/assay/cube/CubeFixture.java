package dev.assay.cube;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Cubes for tests of the rooms after this one, with the summaries that only counting can add. */
@org.jspecify.annotations.NullUnmarked
public final class CubeFixture {

    private CubeFixture() {}

    /** A cube from lines such as {@code "indoor selfie 800"}; levels in the order of their first appearance. */
    public static Cube cube(String axes, String... cells) {
        String[] names = axes.split(" ", -1);
        List<List<String>> levels = new ArrayList<>();
        for (int a = 0; a < names.length; a++) {
            levels.add(new ArrayList<>());
        }
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (String cell : cells) {
            List<String> parts = Arrays.asList(cell.split(" ", -1));
            List<String> texts = parts.subList(0, names.length);
            for (int a = 0; a < names.length; a++) {
                if (!levels.get(a).contains(texts.get(a)) && !texts.get(a).equals(Axis.UNKNOWN)) {
                    levels.get(a).add(texts.get(a));
                }
            }
            counts.merge(texts, Long.parseLong(parts.get(names.length)), Long::sum);
        }
        List<Axis> axisList = new ArrayList<>();
        for (int a = 0; a < names.length; a++) {
            axisList.add(new Axis(names[a], levels.get(a)));
        }
        return Cube.of(axisList, counts);
    }

    /** With items marked in cells. */
    public static Cube marked(Cube cube, Map<List<String>, Long> marks) {
        long[] marked = new long[cube.size()];
        for (int c = 0; c < marked.length; c++) {
            marked[c] = marks.getOrDefault(cube.levelTexts(c), 0L);
        }
        return cube.with(Map.of(), Map.of(), marked);
    }

    /** With the values of a column per cell. */
    public static Cube values(Cube cube, String column, Map<List<String>, double[]> values) {
        double[][] sums = new double[cube.size()][];
        for (int c = 0; c < sums.length; c++) {
            sums[c] = values.getOrDefault(cube.levelTexts(c), new double[0]);
        }
        return cube.with(Map.of(), Map.of(column, sums), new long[cube.size()]);
    }

    /** With groups: name to cell to number of items. */
    public static Cube grouped(Cube cube, String key, Map<String, Map<List<String>, Integer>> groups) {
        List<String> names = List.copyOf(new TreeSet<>(groups.keySet()));
        Map<List<String>, Integer> index = new HashMap<>();
        for (int c = 0; c < cube.size(); c++) {
            index.put(cube.levelTexts(c), c);
        }
        List<Incidence.Entry> entries = new ArrayList<>();
        for (int g = 0; g < names.size(); g++) {
            int group = g;
            groups.get(names.get(g)).entrySet().stream()
                    .map(entry -> new Incidence.Entry(group, index.get(entry.getKey()), entry.getValue()))
                    .sorted((one, two) -> Integer.compare(one.cell(), two.cell()))
                    .forEach(entries::add);
        }
        return cube.with(Map.of(key, new Incidence(key, names, entries)), Map.of(), new long[cube.size()]);
    }
}
