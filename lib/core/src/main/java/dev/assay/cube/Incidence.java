package dev.assay.cube;

import java.util.List;

/**
 * How many items of each group of a key stand in each cell.
 *
 * @param key the key's column, such as {@code identity}
 * @param groups the groups' names, sorted; an item without the key is in no group
 * @param entries non-zero counts, ascending by group, then cell
 */
public record Incidence(String key, List<String> groups, List<Entry> entries) {

    /** Items of one group in one cell; {@code group} indexes {@link Incidence#groups()}. */
    public record Entry(int group, int cell, long count) {}

    public Incidence {
        groups = List.copyOf(groups);
        entries = List.copyOf(entries);
    }
}
