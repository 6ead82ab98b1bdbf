package dev.assay.group;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A group that a split cuts.
 *
 * @param key the key's column
 * @param value the group
 * @param splits the splits that hold items of it, ascending
 * @param items the ids of those items, ascending
 */
public record Leak(String key, String value, List<String> splits, List<String> items) {

    public Leak {
        splits = List.copyOf(splits);
        items = List.copyOf(items);
    }

    /** Leaks of the split that a column states, such as {@code split}; items without a split leak nothing. */
    public static List<Leak> in(Population population, String splitColumn, List<String> keys) {
        return in(population, row -> population.text(row, splitColumn), keys);
    }

    /** Leaks of a split given by row, null where an item is in none: by key in the order given, then by value. */
    public static List<Leak> in(
            Population population, IntFunction<? extends @Nullable String> split, List<String> keys) {
        List<Leak> leaks = new ArrayList<>();
        for (String key : keys) {
            List<Keys.Group> crossing = Keys.unsorted(population, key).stream()
                    .filter(group -> crosses(group, split))
                    .toList();
            Keys.sorted(crossing).forEach(group -> leaks.add(of(group, population, split)));
        }
        return leaks;
    }

    private static boolean crosses(Keys.Group group, IntFunction<? extends @Nullable String> split) {
        String first = null;
        for (int row : group.rows()) {
            String in = split.apply(row);
            if (first != null && in != null && !in.equals(first)) {
                return true;
            }
            first = in == null ? first : in;
        }
        return false;
    }

    private static Leak of(Keys.Group group, Population population, IntFunction<? extends @Nullable String> split) {
        Set<String> splits = new TreeSet<>();
        Set<String> items = new TreeSet<>();
        for (int row : group.rows()) {
            String in = split.apply(row);
            if (in != null) {
                splits.add(in);
                items.add(population.id(row));
            }
        }
        return new Leak(group.key(), group.value(), List.copyOf(splits), List.copyOf(items));
    }

    /** The object of {@code assay bias --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("value", value);
        json.put("splits", splits);
        json.put("items", items);
        return json;
    }
}
