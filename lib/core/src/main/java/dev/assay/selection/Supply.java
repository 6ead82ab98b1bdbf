package dev.assay.selection;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether quotas can still be filled under a group cap, as items are taken or passed over. What groups over several cells
 * can give is a flow; it is kept whole and mended by augmenting paths, so that each question costs one path. What an item
 * changed that cannot be taken is undone from a list of changes: there are few, however many groups.
 */
final class Supply {

    private final int cells;
    private final long[] need;
    private final long[] free;
    private final Map<String, Integer> groups = new HashMap<>();
    /** Items left, and items planned to be taken, per group and cell. */
    private final List<long[]> left = new ArrayList<>();

    private final List<long[]> planned = new ArrayList<>();
    /** The groups that have items in each cell. */
    private final List<IntList> members = new ArrayList<>();
    /** Items that each group may still give, and that it is planned to give of all cells. */
    private final long[] room;

    private final long[] total;
    private final long[] supplied;
    private final List<Change> changes = new ArrayList<>();

    /** What was added to one number since an item is being tried. */
    @SuppressWarnings("ArrayRecordComponent") // never compared: the array is where the number stands
    private record Change(long[] numbers, int place, long by) {}

    /**
     * A supply from which nothing is taken yet.
     *
     * @param need items to take of each cell
     * @param most items that a group may give
     * @param candidates of each cell, for every item the group over several cells that it is of, or null
     */
    Supply(long[] need, ToLongFunction<String> most, List<? extends List<? extends @Nullable String>> candidates) {
        this.cells = candidates.size();
        this.need = need.clone();
        this.free = new long[cells];
        this.supplied = new long[cells];
        for (int s = 0; s < cells; s++) {
            members.add(new IntArrayList());
            for (String group : candidates.get(s)) {
                if (group == null) {
                    free[s]++;
                } else {
                    int index = groups.computeIfAbsent(group, name -> {
                        left.add(new long[cells]);
                        planned.add(new long[cells]);
                        return left.size() - 1;
                    });
                    if (left.get(index)[s]++ == 0) {
                        members.get(s).add(index);
                    }
                }
            }
        }
        this.room = new long[left.size()];
        this.total = new long[left.size()];
        groups.forEach((group, index) -> room[index] = most.applyAsLong(group));
    }

    private void add(long[] numbers, int place, long by) {
        numbers[place] += by;
        changes.add(new Change(numbers, place, by));
    }

    private void undo() {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            change.numbers()[change.place()] -= change.by();
        }
        changes.clear();
    }

    private void plan(int group, int cell, long by) {
        add(planned.get(group), cell, by);
        add(total, group, by);
    }

    boolean enough() {
        for (int s = 0; s < cells; s++) {
            if (!fill(s)) {
                return false;
            }
        }
        return true;
    }

    /** Plans items of groups for a cell until its need is met, moving plans of other cells where that helps. */
    private boolean fill(int cell) {
        while (supplied[cell] + free[cell] < need[cell]) {
            if (!augment(cell, new boolean[cells])) {
                return false;
            }
            add(supplied, cell, 1);
        }
        return true;
    }

    /** A path to a group with room; from each cell all groups are tried once, so that none need be looked at again. */
    private boolean augment(int cell, boolean[] seen) {
        seen[cell] = true;
        for (int g : members.get(cell)) {
            if (total[g] < room[g] && planned.get(g)[cell] < left.get(g)[cell]) {
                plan(g, cell, 1);
                return true;
            }
        }
        for (int g : members.get(cell)) {
            if (planned.get(g)[cell] < left.get(g)[cell] && givesWay(g, cell, seen)) {
                plan(g, cell, 1);
                return true;
            }
        }
        return false;
    }

    /** Whether a group can give an item less of another cell, which finds one elsewhere. */
    private boolean givesWay(int group, int cell, boolean[] seen) {
        for (int other = 0; other < cells; other++) {
            if (other != cell && !seen[other] && planned.get(group)[other] > 0 && augment(other, seen)) {
                plan(group, other, -1);
                return true;
            }
        }
        return false;
    }

    /** Takes the next item of a cell if the quotas can be filled with it; it is gone in either case. */
    boolean take(int cell, @Nullable String group) {
        changes.clear();
        if (group == null) {
            add(free, cell, -1);
            add(need, cell, -1);
            if (supplied[cell] > need[cell] - free[cell] && supplied[cell] > 0) {
                release(cell);
            }
            return true;
        }
        int g = groups.getOrDefault(group, -1);
        if (room[g] < 1) {
            add(left.get(g), cell, -1);
            return false;
        }
        taken(cell, g);
        if (enough()) {
            return true;
        }
        undo();
        drop(cell, g);
        return false;
    }

    /** The item is in: its group has room for one fewer, and its cell needs one fewer. */
    private void taken(int cell, int group) {
        add(left.get(group), cell, -1);
        add(room, group, -1);
        add(need, cell, -1);
        unplan(cell, group);
        for (int other = 0; other < cells && total[group] > room[group]; other++) {
            while (planned.get(group)[other] > 0 && total[group] > room[group]) {
                unplan(other, group);
            }
        }
        while (supplied[cell] > 0 && supplied[cell] > need[cell] - free[cell]) {
            release(cell);
        }
    }

    private void drop(int cell, int group) {
        add(left.get(group), cell, -1);
        if (planned.get(group)[cell] > left.get(group)[cell]) {
            unplan(cell, group);
            fill(cell);
        }
    }

    private void unplan(int cell, int group) {
        if (planned.get(group)[cell] > 0) {
            plan(group, cell, -1);
            add(supplied, cell, -1);
        }
    }

    private void release(int cell) {
        for (int g : members.get(cell)) {
            if (planned.get(g)[cell] > 0) {
                unplan(cell, g);
                return;
            }
        }
    }
}
