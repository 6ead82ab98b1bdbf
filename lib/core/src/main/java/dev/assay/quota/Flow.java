package dev.assay.quota;

import java.util.Arrays;

/**
 * Maximum flow by Dinic's method (Y. Dinitz, 1970) on integer capacities. Arcs come in pairs: {@code arc ^ 1} is the
 * way back.
 */
final class Flow {

    final int[] head;
    int[] next = new int[64];
    int[] to = new int[64];
    long[] capacity = new long[64];
    int arcs;

    Flow(int nodes) {
        head = new int[nodes];
        Arrays.fill(head, -1);
    }

    /** Adds an arc and says its number. */
    int arc(int from, int target, long most) {
        if (arcs + 2 > to.length) {
            next = Arrays.copyOf(next, arcs * 2);
            to = Arrays.copyOf(to, arcs * 2);
            capacity = Arrays.copyOf(capacity, arcs * 2);
        }
        put(from, target, most);
        put(target, from, 0);
        return arcs - 2;
    }

    private void put(int from, int target, long most) {
        next[arcs] = head[from];
        to[arcs] = target;
        capacity[arcs] = most;
        head[from] = arcs++;
    }

    /** What flows through an arc. */
    long through(int arc) {
        return capacity[arc ^ 1];
    }

    /** Pushes as much as possible, and says how much that was. */
    long push(int source, int sink) {
        long total = 0;
        int[] depth = new int[head.length];
        while (layered(source, sink, depth)) {
            int[] at = head.clone();
            long pushed = advance(source, sink, Long.MAX_VALUE, depth, at);
            while (pushed > 0) {
                total += pushed;
                pushed = advance(source, sink, Long.MAX_VALUE, depth, at);
            }
        }
        return total;
    }

    private boolean layered(int source, int sink, int[] depth) {
        Arrays.fill(depth, -1);
        int[] queue = new int[head.length];
        int first = 0;
        int last = 0;
        queue[last++] = source;
        depth[source] = 0;
        while (first < last) {
            int node = queue[first++];
            for (int arc = head[node]; arc >= 0; arc = next[arc]) {
                if (capacity[arc] > 0 && depth[to[arc]] < 0) {
                    depth[to[arc]] = depth[node] + 1;
                    queue[last++] = to[arc];
                }
            }
        }
        return depth[sink] >= 0;
    }

    /** One path of the layered graph; these have few layers, so that recursion stays shallow. */
    private long advance(int node, int sink, long most, int[] depth, int[] at) {
        if (node == sink) {
            return most;
        }
        for (; at[node] >= 0; at[node] = next[at[node]]) {
            int arc = at[node];
            if (capacity[arc] > 0 && depth[to[arc]] == depth[node] + 1) {
                long pushed = advance(to[arc], sink, Math.min(most, capacity[arc]), depth, at);
                if (pushed > 0) {
                    capacity[arc] -= pushed;
                    capacity[arc ^ 1] += pushed;
                    return pushed;
                }
            }
        }
        return 0;
    }
}
