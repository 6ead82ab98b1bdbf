package dev.assay.selection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a sample.
 *
 * @param id the item's id
 * @param path where it is, or null
 * @param cell its levels joined by colons
 * @param inclusionProbability the probability over seeds that it is drawn, in (0,1]; null where a group cap over several
 *     cells or a budget that binds leaves it without a closed form
 * @param weight the design weight, 1 / inclusionProbability, or null with it
 * @param reason why it was taken, for people
 */
public record Selected(
        String id,
        @Nullable String path,
        String cell,
        @Nullable Double inclusionProbability,
        @Nullable Double weight,
        String reason) {

    static Selected of(String id, @Nullable String path, String cell, double probability, String reason) {
        return Double.isNaN(probability)
                ? new Selected(id, path, cell, null, null, reason)
                : new Selected(id, path, cell, probability, 1 / probability, reason);
    }

    /** The line's keys and values, in order. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("path", path);
        json.put("cell", cell);
        json.put("inclusion_probability", inclusionProbability);
        json.put("weight", weight);
        json.put("reason", reason);
        return json;
    }
}
