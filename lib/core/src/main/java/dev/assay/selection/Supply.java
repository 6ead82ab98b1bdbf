package dev.assay.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether quotas can still be filled under a group cap, as items are taken or passed over. What groups over several cells
 * can give is a flow; it is kept whole and mended by augmenting paths, so that each question costs one path.
 */
final class Supply {

    private final int cells;
    private final long[] need;
    private final long[] free;
    private final Map<String, Integer> groups = new HashMap<>();
    /** Items left, and items planned to be taken, per group and cell. */
    private final List<long[]> left = new ArrayList<>();

    private final List<long[]> planned = new ArrayList<>();
    private final List<Long> room = new ArrayList<>();
    private final long[] supplied;

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
            for (String group : candidates.get(s)) {
                if (group == null) {
                    free[s]++;
                } else {
                    int index = groups.computeIfAbsent(group, name -> {
                        left.add(new long[cells]);
                        planned.add(new long[cells]);
                        room.add(most.applyAsLong(name));
                        return left.size() - 1;
                    });
                    left.get(index)[s]++;
                }
            }
        }
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
            if (!augment(cell, new boolean[left.size()])) {
                return false;
            }
            supplied[cell]++;
        }
        return true;
    }

    private boolean augment(int cell, boolean[] seen) {
        for (int g = 0; g < seen.length; g++) {
            if (seen[g] || planned.get(g)[cell] >= left.get(g)[cell]) {
                continue;
            }
            seen[g] = true;
            if (total(g) < room.get(g)) {
                planned.get(g)[cell]++;
                return true;
            }
            for (int other = 0; other < cells; other++) {
                if (other != cell && planned.get(g)[other] > 0 && augment(other, seen)) {
                    planned.get(g)[other]--;
                    planned.get(g)[cell]++;
                    return true;
                }
            }
        }
        return false;
    }

    private long total(int group) {
        return Arrays.stream(planned.get(group)).sum();
    }

    /** Takes the next item of a cell if the quotas can be filled with it; it is gone in either case. */
    boolean take(int cell, @Nullable String group) {
        if (group == null) {
            free[cell]--;
            need[cell]--;
            if (supplied[cell] > need[cell] - free[cell] && supplied[cell] > 0) {
                release(cell);
            }
            return true;
        }
        int g = groups.getOrDefault(group, -1);
        if (room.get(g) < 1) {
            left.get(g)[cell]--;
            return false;
        }
        State before = new State(this);
        taken(cell, g);
        if (enough()) {
            return true;
        }
        before.restore(this);
        drop(cell, g);
        return false;
    }

    /** The item is in: its group has room for one fewer, and its cell needs one fewer. */
    private void taken(int cell, int group) {
        left.get(group)[cell]--;
        room.set(group, room.get(group) - 1);
        need[cell]--;
        unplan(cell, group);
        while (total(group) > room.get(group)) {
            for (int other = 0; other < cells && total(group) > room.get(group); other++) {
                if (planned.get(group)[other] > 0) {
                    planned.get(group)[other]--;
                    supplied[other]--;
                }
            }
        }
        while (supplied[cell] > 0 && supplied[cell] > need[cell] - free[cell]) {
            release(cell);
        }
    }

    private void drop(int cell, int group) {
        left.get(group)[cell]--;
        if (planned.get(group)[cell] > left.get(group)[cell]) {
            unplan(cell, group);
            fill(cell);
        }
    }

    private void unplan(int cell, int group) {
        if (planned.get(group)[cell] > 0) {
            planned.get(group)[cell]--;
            supplied[cell]--;
        }
    }

    private void release(int cell) {
        for (int g = 0; g < planned.size(); g++) {
            if (planned.get(g)[cell] > 0) {
                unplan(cell, g);
                return;
            }
        }
    }

    /** A copy to go back to. */
    private static final class State {
        private final long[] need;
        private final long[] supplied;
        private final List<Long> room;
        private final List<long[]> left;
        private final List<long[]> planned;

        State(Supply of) {
            this.need = of.need.clone();
            this.supplied = of.supplied.clone();
            this.room = List.copyOf(of.room);
            this.left = of.left.stream().map(long[]::clone).toList();
            this.planned = of.planned.stream().map(long[]::clone).toList();
        }

        void restore(Supply to) {
            System.arraycopy(need, 0, to.need, 0, need.length);
            System.arraycopy(supplied, 0, to.supplied, 0, supplied.length);
            for (int g = 0; g < left.size(); g++) {
                to.room.set(g, room.get(g));
                to.left.set(g, left.get(g));
                to.planned.set(g, planned.get(g));
            }
        }
    }
}
