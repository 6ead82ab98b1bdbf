package dev.assay.group;

import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * A key's groups at a glance.
 *
 * @param key the key's column
 * @param groups number of distinct values
 * @param largest items in the largest group
 * @param mixedLabel groups that hold both real and fake items
 */
public record GroupAudit(String key, int groups, long largest, int mixedLabel) {

    /** One audit for each key of which there is a value, in the order given. */
    public static List<GroupAudit> of(Population population, List<String> keys) {
        return of(population, keys, row -> 1);
    }

    /** The same where a row stands for several items. */
    public static List<GroupAudit> of(Population population, List<String> keys, IntToLongFunction weight) {
        List<GroupAudit> audits = new ArrayList<>();
        for (String key : keys) {
            List<Keys.Group> groups = Keys.groups(population, key);
            if (groups.isEmpty()) {
                continue;
            }
            long largest = 0;
            int mixed = 0;
            for (Keys.Group group : groups) {
                Set<String> labels = new HashSet<>();
                for (int row : group.rows()) {
                    String label = population.text(row, "label");
                    if (label != null) {
                        labels.add(label);
                    }
                }
                largest = Math.max(
                        largest, IntStream.of(group.rows()).mapToLong(weight).sum());
                mixed += labels.contains("real") && labels.contains("fake") ? 1 : 0;
            }
            audits.add(new GroupAudit(key, groups.size(), largest, mixed));
        }
        return audits;
    }

    /** The object of {@code assay bias --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("groups", groups);
        json.put("largest", largest);
        json.put("mixed_label", mixedLabel);
        return json;
    }
}
