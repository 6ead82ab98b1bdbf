package dev.assay.group;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The groups of a key: its values, and the rows that have them. */
final class Keys {

    /** The key whose values are ids of items: the one that others are copies of belongs to its copies' group. */
    private static final String DUPLICATE_OF = "duplicate_of";

    private Keys() {}

    /** Value to rows, ascending by value; rows without a value are in no group. */
    static Map<String, List<Integer>> groups(Population population, String key) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int row = 0; row < population.size(); row++) {
            String value = population.text(row, key);
            if (value != null && !value.isEmpty()) {
                groups.computeIfAbsent(value, name -> new ArrayList<>()).add(row);
            }
        }
        if (key.equals(DUPLICATE_OF) && !groups.isEmpty()) {
            Map<String, Integer> rows = new HashMap<>();
            for (int row = 0; row < population.size(); row++) {
                rows.put(population.id(row), row);
            }
            groups.forEach((value, members) -> {
                Integer original = rows.get(value);
                if (original != null && !members.contains(original)) {
                    members.add(original);
                }
            });
        }
        return groups;
    }
}
