package dev.assay.group;

import java.util.Arrays;

/** Disjoint sets of the first whole numbers: union-find, the larger set's root kept, paths halved. */
final class Pieces {

    private final int[] parent;
    private final int[] size;

    Pieces(int count) {
        parent = new int[count];
        size = new int[count];
        Arrays.setAll(parent, at -> at);
        Arrays.fill(size, 1);
    }

    int root(int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    void join(int one, int two) {
        int a = root(one);
        int b = root(two);
        if (a == b) {
            return;
        }
        int root = size[a] >= size[b] ? a : b;
        parent[a] = root;
        parent[b] = root;
        size[root] = size[a] + size[b];
    }

    /** The size of the largest set, 0 where there are none. */
    int largest() {
        int largest = 0;
        for (int at = 0; at < parent.length; at++) {
            largest = parent[at] == at ? Math.max(largest, size[at]) : largest;
        }
        return largest;
    }
}
