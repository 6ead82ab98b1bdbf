package dev.assay.promotion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each file.
 *
 * @param files the files that are in the dataset now, in the order of their names
 * @param refused the files that were left out, and why
 * @param warnings what was found amiss in the dataset itself, such as a torn line in its manifest
 */
public record PromotionResult(List<Placed> files, List<Refusal> refused, List<String> warnings) {

    public PromotionResult {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
        warnings = List.copyOf(warnings);
    }

    /**
     * A file and its place in the dataset.
     *
     * @param file its name relative to the promoted folder, {@code /}-separated
     * @param dst where its content stands, as the manifest spells it; for what was already there this may be a file of
     *     another name and day
     * @param alreadyThere true if the dataset held this content before
     */
    public record Placed(String file, String dst, boolean alreadyThere) {}

    /**
     * A file that was not promoted.
     *
     * @param file its name relative to the promoted folder, {@code /}-separated
     * @param reason why, for people
     */
    public record Refusal(String file, String reason) {}

    /** The number of files that are new in the dataset. */
    public int promoted() {
        return files.size() - alreadyThere();
    }

    /** The number of files whose content the dataset held before, or which another file of this promotion brought. */
    public int alreadyThere() {
        return (int) files.stream().filter(Placed::alreadyThere).count();
    }

    /** What {@code assay promote --json} prints: {@code promoted}, {@code already_there}, {@code refused}, and detail. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("promoted", promoted());
        json.put("already_there", alreadyThere());
        json.put(
                "refused",
                refused.stream()
                        .map(refusal -> row("file", refusal.file(), "reason", refusal.reason()))
                        .toList());
        List<Map<String, Object>> placed = new ArrayList<>();
        for (Placed file : files) {
            Map<String, Object> row = row("file", file.file(), "dst", file.dst());
            row.put("already_there", file.alreadyThere());
            placed.add(row);
        }
        json.put("files", placed);
        json.put("warnings", warnings);
        return json;
    }

    private static Map<String, Object> row(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(key, value);
        row.put(otherKey, otherValue);
        return row;
    }
}
