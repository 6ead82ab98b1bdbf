package dev.assay.duplicate;

import java.util.Arrays;

/** Union-find whose roots are the smallest of their numbers, in whatever order they were joined. */
final class Forest {

    private final int[] parents;

    Forest(int size) {
        parents = new int[size];
        Arrays.setAll(parents, i -> i);
    }

    int root(int number) {
        int at = number;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    void join(int a, int b) {
        int one = root(a);
        int other = root(b);
        parents[Math.max(one, other)] = Math.min(one, other);
    }
}
