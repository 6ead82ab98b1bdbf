package dev.assay.selection;

import java.util.List;

/**
 * A cell to draw from.
 *
 * @param levels its levels, in the order of the axes; {@code unknown} where an item's is not known
 * @param available items in it
 * @param quota items to draw from it, at most those available
 * @param expected the mean of the quota over the lottery that it comes from; the quota itself where there was none
 */
public record Stratum(List<String> levels, long available, long quota, double expected) {

    /** A cell whose quota is certain. */
    public Stratum(List<String> levels, long available, long quota) {
        this(levels, available, quota, (double) quota);
    }

    public Stratum {
        levels = List.copyOf(levels);
        if (quota < 0 || quota > available) {
            throw new IllegalArgumentException(
                    "quota of " + levels + " must be in [0," + available + "], found " + quota);
        }
    }

    /** The levels in a word, joined by colons, as the outputs show a cell. */
    public String cell() {
        return levels.isEmpty() ? "all" : String.join(":", levels);
    }
}
