package dev.assay.quota;

import dev.assay.cube.Incidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A group cap, beyond what it says of single cells: groups with items in several cells, of which it lets through at most
 * {@code max} altogether.
 *
 * @param name the cap in words
 * @param free items of each cell that only single-cell groups and items without a group supply, under the cap
 * @param groups the groups with items in several cells
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Caps(String name, long max, long[] free, List<Group> groups) {

    /** Cells of a group, ascending, and how many of its items could be taken from each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Group(int[] cells, long[] counts) {}

    /** Reads a cap; {@code places} maps a cube's cell to the model's, or to -1. */
    static Caps of(Incidence incidence, long max, long[] available, int[] places) {
        long[] free = available.clone();
        List<Group> groups = new ArrayList<>();
        List<Incidence.Entry> entries = incidence.entries();
        int start = 0;
        while (start < entries.size()) {
            int end = start;
            while (end < entries.size()
                    && entries.get(end).group() == entries.get(start).group()) {
                end++;
            }
            List<Incidence.Entry> kept = entries.subList(start, end).stream()
                    .filter(entry -> places[entry.cell()] >= 0)
                    .toList();
            kept.forEach(entry -> free[places[entry.cell()]] -= entry.count());
            add(kept, max, free, groups, places);
            start = end;
        }
        return new Caps("by=" + incidence.key() + " max " + max, max, free, groups);
    }

    private static void add(List<Incidence.Entry> kept, long max, long[] free, List<Group> groups, int[] places) {
        if (kept.size() == 1) {
            free[places[kept.get(0).cell()]] += Math.min(max, kept.get(0).count());
        } else if (kept.size() > 1) {
            int[] cells = kept.stream().mapToInt(entry -> places[entry.cell()]).toArray();
            long[] counts = kept.stream()
                    .mapToLong(entry -> Math.min(max, entry.count()))
                    .toArray();
            groups.add(new Group(cells, counts));
        }
    }

    /** The most items of each cell that the cap could let through, were the cell alone. */
    long[] most() {
        long[] most = free.clone();
        for (Group group : groups) {
            for (int i = 0; i < group.cells().length; i++) {
                most[group.cells()[i]] += group.counts()[i];
            }
        }
        return most;
    }
}
