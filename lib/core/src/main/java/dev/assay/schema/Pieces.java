package dev.assay.schema;

import java.util.Arrays;

/**
 * Disjoint sets of the first whole numbers, by union-find: each is named by the smallest of its numbers, in whatever order they
 * were joined. Paths are halved, so that {@code n} joins take {@code O(n log n)} steps at most (Tarjan and van Leeuwen, 1984).
 */
public final class Pieces {

    private final int[] parents;
    private final int[] sizes;

    /** So many numbers, each a set of its own. */
    public Pieces(int count) {
        parents = new int[count];
        sizes = new int[count];
        Arrays.setAll(parents, at -> at);
        Arrays.fill(sizes, 1);
    }

    /** The smallest number of the set that a number is in. */
    public int root(int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** Makes one set of those that two numbers are in. */
    public void join(int one, int two) {
        int a = root(one);
        int b = root(two);
        if (a != b) {
            int root = Math.min(a, b);
            parents[Math.max(a, b)] = root;
            sizes[root] = sizes[a] + sizes[b];
        }
    }

    /** The size of the largest set, 0 where there are none. */
    public int largest() {
        int largest = 0;
        for (int at = 0; at < parents.length; at++) {
            largest = parents[at] == at ? Math.max(largest, sizes[at]) : largest;
        }
        return largest;
    }
}
