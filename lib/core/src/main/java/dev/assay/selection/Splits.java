package dev.assay.selection;

import dev.assay.group.Glue;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items divided so that no group is cut.
 *
 * @param splits split name to number of items, in the order asked for
 * @param components number of components that had to stay whole
 * @param largestComponent items in the largest of them, 0 where there are no items
 * @param worstDeviation the largest {@code |n(level, split) / n(level) - share|} over known levels of the axes; over all
 *     items where there are no axes
 * @param bound no division that cuts nothing has a smaller one
 * @param gap worst deviation less bound
 * @param crossing groups found in two splits when the result was looked at again; 0, or there would be no result
 * @param glue what holds the largest component together, where that does not fit into the smallest split; else null
 * @param items one for each item, ascending by id
 */
public record Splits(
        Map<String, Integer> splits,
        int components,
        int largestComponent,
        double worstDeviation,
        double bound,
        double gap,
        int crossing,
        @Nullable Glue glue,
        List<Assigned> items) {

    /**
     * Where an item went.
     *
     * @param id the item's id
     * @param split the split's name
     * @param component the name of its component
     */
    public record Assigned(String id, String split, String component) {}

    public Splits {
        splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
        items = items.stream().sorted(Comparator.comparing(Assigned::id)).toList();
    }

    /** The document of {@code assay split --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("splits", splits);
        json.put("components", components);
        json.put("largest_component", largestComponent);
        json.put("worst_deviation", worstDeviation);
        json.put("bound", bound);
        json.put("gap", gap);
        json.put("crossing", crossing);
        json.put("glue", glue == null ? null : glue.json());
        return json;
    }

    /** One line an item: id, split, component. */
    public byte[] jsonl() {
        return Lines.of(items.stream().map(Splits::json).toList());
    }

    private static Map<String, Object> json(Assigned item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("split", item.split());
        json.put("component", item.component());
        return json;
    }
}
