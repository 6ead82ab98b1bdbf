package dev.assay.group;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What cannot be parted: items that share a value of any key, directly or through others (connected components, by
 * union-find). An item whose keys are all absent is a component of its own. Components are named by the smallest of their
 * items' ids, so that names do not hang on the order of rows.
 */
public final class Components {

    /**
     * One component.
     *
     * @param name the smallest id in it
     * @param size its number of items
     */
    public record Component(String name, int size) {}

    private final List<Component> list;
    /** Row to place in the list. */
    private final int[] places;

    private final Map<String, Integer> glue;

    private Components(List<Component> list, int[] places, Map<String, Integer> glue) {
        this.list = List.copyOf(list);
        this.places = places;
        this.glue = glue;
    }

    /**
     * Components by some keys, such as {@code identity} and {@code source_video}. The values of {@code duplicate_of} are
     * ids; the item of that id belongs to the group.
     */
    public static Components of(Population population, List<String> keys) {
        int[] parent = new int[population.size()];
        Arrays.setAll(parent, row -> row);
        Map<String, List<List<Integer>>> joined = new LinkedHashMap<>();
        for (String key : keys) {
            List<List<Integer>> groups =
                    List.copyOf(Keys.groups(population, key).values());
            joined.put(key, groups);
            for (List<Integer> rows : groups) {
                rows.forEach(row -> union(parent, rows.get(0), row));
            }
        }
        return named(population, parent, joined);
    }

    private static Components named(Population population, int[] parent, Map<String, List<List<Integer>>> joined) {
        String[] names = new String[parent.length];
        int[] sizes = new int[parent.length];
        for (int row = 0; row < parent.length; row++) {
            int root = root(parent, row);
            String id = population.id(row);
            names[root] = sizes[root]++ == 0 || id.compareTo(names[root]) < 0 ? id : names[root];
        }
        Map<String, Integer> roots = new TreeMap<>();
        for (int row = 0; row < parent.length; row++) {
            if (sizes[row] > 0) {
                roots.put(names[row], row);
            }
        }
        List<Component> list = new ArrayList<>();
        int[] placeOfRoot = new int[parent.length];
        roots.forEach((name, root) -> {
            placeOfRoot[root] = list.size();
            list.add(new Component(name, sizes[root]));
        });
        int[] places = new int[parent.length];
        Arrays.setAll(places, row -> placeOfRoot[root(parent, row)]);
        return new Components(list, places, glue(list, places, joined));
    }

    private static Map<String, Integer> glue(
            List<Component> list, int[] places, Map<String, List<List<Integer>>> joined) {
        Map<String, Integer> glue = new LinkedHashMap<>();
        int largest = largest(list);
        joined.forEach((key, groups) -> {
            long holding = groups.stream()
                    .filter(rows -> rows.size() > 1 && places[rows.get(0)] == largest)
                    .count();
            if (holding > 0) {
                glue.put(key, (int) holding);
            }
        });
        return glue;
    }

    private static int largest(List<Component> list) {
        int largest = 0;
        for (int c = 1; c < list.size(); c++) {
            largest = list.get(c).size() > list.get(largest).size() ? c : largest;
        }
        return largest;
    }

    private static int root(int[] parent, int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void union(int[] parent, int one, int two) {
        parent[root(parent, two)] = root(parent, one);
    }

    /** All components, ascending by name. */
    public List<Component> list() {
        return list;
    }

    /** The place of a row's component in {@link #list()}. */
    public int place(int row) {
        return places[row];
    }

    /** The component of a row. */
    public Component of(int row) {
        return list.get(places[row]);
    }

    /** The component of most items, the first by name among equals; empty for an empty population. */
    public java.util.Optional<Component> largest() {
        return list.stream()
                .max(Comparator.comparingInt(Component::size)
                        .thenComparing(Component::name, Comparator.reverseOrder()));
    }

    /** Which keys hold the largest component together: key to number of groups of at least two items in it. */
    public Map<String, Integer> glue() {
        return java.util.Collections.unmodifiableMap(glue);
    }
}
