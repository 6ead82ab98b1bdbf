package dev.assay.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the columns of a table mean, where it is not plain from their names.
 *
 * <pre>{@code Schema.withDefaults().withId("file").withWeight("Freq").withLevels("size", List.of("s", "m", "l"))}</pre>
 */
public final class Schema {

    private static final Map<String, List<String>> OWN_LEVELS = Map.of(
            "label", List.of("real", "fake"),
            "environment", List.of("indoor", "outdoor", "screen"),
            "shot_type", List.of("selfie", "interview", "talking_head", "group", "wide", "object", "screen", "other"),
            "lighting", List.of("low", "neutral", "bright"),
            "quality", List.of("lq", "mq", "hq"),
            "resolution", List.of("sub240p", "240p", "360p", "480p", "720p", "1080p", "1440p", "2160p"));

    private final Optional<String> id;
    private final Optional<String> weight;
    private final Map<String, List<String>> levels;

    private Schema(Optional<String> id, Optional<String> weight, Map<String, List<String>> levels) {
        this.id = id;
        this.weight = weight;
        this.levels = Map.copyOf(levels);
    }

    /** Ids are found in the data, every row counts once, and only our own axes have an order of their own. */
    public static Schema withDefaults() {
        return new Schema(Optional.empty(), Optional.empty(), OWN_LEVELS);
    }

    /** Takes ids from a column. */
    public Schema withId(String column) {
        return new Schema(Optional.of(column), weight, levels);
    }

    /** Takes the number of items that a row stands for from a column. */
    public Schema withWeight(String column) {
        return new Schema(id, Optional.of(column), levels);
    }

    /** Gives the levels of an axis an order; levels not named follow in the order of their text. */
    public Schema withLevels(String axis, List<String> order) {
        Map<String, List<String>> all = new TreeMap<>(levels);
        all.put(axis, List.copyOf(order));
        return new Schema(id, weight, all);
    }

    /** The column of ids, where it was named. */
    public Optional<String> id() {
        return id;
    }

    /** The column of counts, where it was named. */
    public Optional<String> weight() {
        return weight;
    }

    /** The declared order of an axis' levels; empty where there is none. */
    public List<String> order(String axis) {
        return levels.getOrDefault(axis, List.of());
    }
}
