package dev.assay.group;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The groups of a key: its values, and the rows that have them. */
final class Keys {

    /** The key whose values are ids of items: the one that others are copies of belongs to its copies' group. */
    private static final String DUPLICATE_OF = "duplicate_of";

    private Keys() {}

    /**
     * The rows of one value of a key.
     *
     * @param rows ascending, but for the original of copies, which is last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and a million rows are no list of boxes
    record Group(String key, String value, int[] rows) {}

    /** One for each value, ascending by it; rows without a value are in no group. */
    static List<Group> groups(Population population, String key) {
        return sorted(unsorted(population, key));
    }

    /** Groups of one key, ascending by value. */
    static List<Group> sorted(List<Group> groups) {
        return groups.stream().sorted(Comparator.comparing(Group::value)).toList();
    }

    /** The same in the order of their first rows, for who needs few of them in the order of their values. */
    static List<Group> unsorted(Population population, String key) {
        Map<String, Integer> places = new HashMap<>();
        List<String> values = new ArrayList<>();
        int[] places1 = new int[population.size()];
        for (int row = 0; row < places1.length; row++) {
            String value = population.text(row, key);
            if (value != null && !value.isEmpty()) {
                Integer place = places.putIfAbsent(value, values.size());
                if (place == null) {
                    values.add(value);
                }
                places1[row] = place == null ? values.size() : 1 + place;
            }
        }
        int[][] rows = byPlace(places1, places.size());
        if (key.equals(DUPLICATE_OF) && !places.isEmpty()) {
            addOriginals(population, places, rows);
        }
        List<Group> groups = new ArrayList<>(rows.length);
        for (int place = 0; place < rows.length; place++) {
            groups.add(new Group(key, values.get(place), rows[place]));
        }
        return groups;
    }

    /** Place to the rows that state it, where they state the place and one more, and none is 0. */
    private static int[][] byPlace(int[] places1, int count) {
        int[] sizes = new int[count + 1];
        Arrays.stream(places1).forEach(place1 -> sizes[place1]++);
        int[][] rows = new int[count][];
        Arrays.setAll(rows, place -> new int[sizes[place + 1]]);
        Arrays.fill(sizes, 0);
        for (int row = 0; row < places1.length; row++) {
            if (places1[row] > 0) {
                rows[places1[row] - 1][sizes[places1[row]]++] = row;
            }
        }
        return rows;
    }

    private static void addOriginals(Population population, Map<String, Integer> places, int[][] rows) {
        for (int row = 0; row < population.size(); row++) {
            int original = row;
            Integer place = places.get(population.id(row));
            if (place != null && IntStream.of(rows[place]).noneMatch(member -> member == original)) {
                rows[place] = Arrays.copyOf(rows[place], rows[place].length + 1);
                rows[place][rows[place].length - 1] = row;
            }
        }
    }
}
