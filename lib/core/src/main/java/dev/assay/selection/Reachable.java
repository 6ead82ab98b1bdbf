package dev.assay.selection;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which sums some whole counts can make: a set of disjoint intervals. Many small counts soon make one interval; a large one
 * beside them makes two.
 */
final class Reachable {

    private static final int MOST_INTERVALS = 10_000;

    /** First to last of each interval; neighbours that touch are one. */
    private TreeMap<Long, Long> intervals = new TreeMap<>(Map.of(0L, 0L));

    private boolean known = true;

    /** The sums of counts, each with the number of times it is there. */
    static Reachable of(SortedMap<Integer, Integer> counts) {
        Reachable sums = new Reachable();
        counts.forEach((count, times) -> {
            // 1 + 2 + 4 + .. + rest copies make every number of copies from none to all.
            int left = times;
            for (int copies = 1; left > 0; copies *= 2) {
                int now = Math.min(copies, left);
                sums.add((long) now * count);
                left -= now;
            }
        });
        return sums;
    }

    private void add(long count) {
        if (!known) {
            return;
        }
        TreeMap<Long, Long> next = new TreeMap<>(intervals);
        intervals.forEach((first, last) -> merge(next, first + count, last + count));
        intervals = next;
        known = intervals.size() <= MOST_INTERVALS;
    }

    private static void merge(NavigableMap<Long, Long> into, long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = into.floorEntry(last + 1);
        while (before != null && before.getValue() >= from - 1) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            into.remove(before.getKey());
            before = into.floorEntry(to + 1);
        }
        into.put(from, to);
    }

    /** Whether the sums could be told; if not, there are too many. */
    boolean known() {
        return known;
    }

    /** The largest reachable sum of at most a number that is not negative. */
    long atMost(long number) {
        Map.Entry<Long, Long> entry = intervals.floorEntry(number);
        return entry == null ? 0 : Math.min(number, entry.getValue());
    }

    /** The smallest reachable sum of at least a number; the whole if there is none. */
    long atLeast(long number) {
        Map.Entry<Long, Long> entry = intervals.floorEntry(number);
        if (entry != null && entry.getValue() >= number) {
            return number;
        }
        Map.Entry<Long, Long> next = intervals.higherEntry(number);
        return next == null ? intervals.lastEntry().getValue() : next.getKey();
    }
}
