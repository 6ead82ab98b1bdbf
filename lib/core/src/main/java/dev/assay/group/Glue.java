package dev.assay.group;

import dev.assay.schema.Pieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What holds the largest component together.
 *
 * @param component its name
 * @param items its number of items
 * @param of the number of items of all components
 * @param keys the keys that join items of it, in the order given
 * @param values the single values without which it would fall apart the most, the best first, at most five; none where
 *     every value is backed by others
 */
public record Glue(String component, int items, int of, List<Key> keys, List<Value> values) {

    private static final int MOST_VALUES = 5;

    /**
     * One key's part in it.
     *
     * @param key the column
     * @param groups the values that at least two items of the component share
     * @param largestWithout items of the largest piece of the component if the key were not kept whole
     */
    public record Key(String key, int groups, int largestWithout) {}

    /**
     * One value's part in it.
     *
     * @param key the column
     * @param value the value
     * @param items items of the component that have it
     * @param largestWithout items of the largest piece of the component if the value were not there
     */
    public record Value(String key, String value, int items, int largestWithout) {}

    public Glue {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /** The glue of some rows, which are a component, by the groups of at least two rows in it. */
    static Glue of(String component, int[] rows, int of, List<Keys.Group> groups) {
        Map<Integer, Integer> places = new HashMap<>(2 * rows.length);
        Arrays.stream(rows).forEach(row -> places.put(row, places.size()));
        List<int[]> members = groups.stream()
                .map(group -> Arrays.stream(group.rows())
                        .map(row -> places.getOrDefault(row, -1))
                        .toArray())
                .toList();
        return new Glue(
                component, rows.length, of, keys(rows.length, groups, members), values(rows.length, groups, members));
    }

    private static List<Key> keys(int items, List<Keys.Group> groups, List<int[]> members) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        groups.forEach(group -> counts.merge(group.key(), 1, Integer::sum));
        List<Key> keys = new ArrayList<>();
        counts.forEach((key, count) -> {
            Pieces pieces = new Pieces(items);
            for (int g = 0; g < members.size(); g++) {
                if (!groups.get(g).key().equals(key)) {
                    int[] of = members.get(g);
                    Arrays.stream(of).forEach(item -> pieces.join(of[0], item));
                }
            }
            keys.add(new Key(key, count, pieces.largest()));
        });
        return keys;
    }

    private static List<Value> values(int items, List<Keys.Group> groups, List<int[]> members) {
        Cuts cuts = new Cuts(items, members);
        List<Value> values = new ArrayList<>();
        for (int g = 0; g < members.size(); g++) {
            int without = cuts.largestWithout(g);
            if (without < items) {
                Keys.Group group = groups.get(g);
                values.add(new Value(group.key(), group.value(), members.get(g).length, without));
            }
        }
        // The sort is stable: among equals the order of keys, then of values, stays.
        values.sort(Comparator.comparingInt(Value::largestWithout));
        return values.subList(0, Math.min(MOST_VALUES, values.size()));
    }

    /** What it is, what holds it and what could be done, in a sentence or three. */
    public String words() {
        StringBuilder words = new StringBuilder(
                String.format(Locale.ROOT, "%d of %d items (%.1f %%) cannot be parted", items, of, 100.0 * items / of));
        for (Key key : keys) {
            words.append(String.format(
                    Locale.ROOT,
                    "; without %s (%d values) the largest piece would hold %d",
                    key.key(),
                    key.groups(),
                    key.largestWithout()));
        }
        values.stream()
                .findFirst()
                .ifPresentOrElse(
                        value -> words.append(String.format(
                                Locale.ROOT,
                                ". %s=%s joins %d of them: without it the largest piece would hold %d. Look whether it is"
                                        + " one %s or a name for several (such as a default), and correct or blank it",
                                value.key(),
                                value.value(),
                                value.items(),
                                value.largestWithout(),
                                value.key())),
                        () -> words.append(". No single value holds it together: each is backed by others"));
        return words.append("; or leave a key out of disjoint_by, or some of the items out of the data")
                .toString();
    }

    /** The object {@code glue} of {@code assay split --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("component", component);
        json.put("items", items);
        json.put("share", (double) items / of);
        json.put("keys", keys.stream().map(Glue::json).toList());
        json.put("values", values.stream().map(Glue::json).toList());
        json.put("explanation", words());
        return json;
    }

    private static Map<String, Object> json(Key key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key.key());
        json.put("groups", key.groups());
        json.put("largest_without", key.largestWithout());
        return json;
    }

    private static Map<String, Object> json(Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", value.key());
        json.put("value", value.value());
        json.put("items", value.items());
        json.put("largest_without", value.largestWithout());
        return json;
    }
}
