package dev.assay.schema;

import java.util.List;
import java.util.Objects;

/**
 * What a column means when items are counted by it: its name and its levels, in order.
 *
 * <p>Missing values are counted under {@link #UNKNOWN}, which is never one of {@link #levels()}.
 *
 * @param name the column's name
 * @param levels known levels in the order they are shown
 */
public record Axis(String name, List<String> levels) {

    /** The level that stands for "not known". It is counted and shown, and never a measurement. */
    public static final String UNKNOWN = "unknown";

    public Axis {
        Objects.requireNonNull(name);
        levels = List.copyOf(levels);
        if (levels.contains(UNKNOWN)) {
            throw new IllegalArgumentException("unknown is not a known level of axis " + name);
        }
    }
}
