package dev.assay.group;

import java.util.Arrays;
import java.util.List;

/**
 * What would remain of a connected component of items and groups if one group did not hold its items together: the sizes of
 * the pieces around an articulation point, by one depth-first search (Hopcroft and Tarjan, "Algorithm 447", 1973).
 */
final class Cuts {

    private final int items;
    /** Node to its neighbours; the items come first, then the groups. */
    private final int[][] neighbours;

    private final int[] entered;
    private final int[] low;
    private final int[] under;
    /** Group to the items that its removal cuts off below it, all together and at most in one piece. */
    private final int[] cut;

    private final int[] largestCut;

    /** Searches a connected component: the items of each group, numbered from 0. */
    Cuts(int items, List<int[]> groups) {
        this.items = items;
        this.neighbours = neighbours(items, groups);
        int nodes = neighbours.length;
        this.entered = new int[nodes];
        this.low = new int[nodes];
        this.under = new int[nodes];
        this.cut = new int[groups.size()];
        this.largestCut = new int[groups.size()];
        search();
    }

    /** The items of the largest piece without a group. */
    int largestWithout(int group) {
        return Math.max(largestCut[group], items - cut[group]);
    }

    private static int[][] neighbours(int items, List<int[]> groups) {
        int[] degree = new int[items];
        groups.forEach(members -> Arrays.stream(members).forEach(item -> degree[item]++));
        int[][] of = new int[items + groups.size()][];
        Arrays.setAll(of, node -> node < items ? new int[degree[node]] : groups.get(node - items));
        for (int group = 0; group < groups.size(); group++) {
            for (int item : groups.get(group)) {
                of[item][--degree[item]] = items + group;
            }
        }
        return of;
    }

    /** From the first item; a stack of our own, since a chain of a million items is deeper than a thread's. */
    private void search() {
        int[] stack = new int[neighbours.length];
        int[] next = new int[neighbours.length];
        int depth = items == 0 ? -1 : 0;
        int clock = 0;
        if (depth == 0) {
            enter(0, ++clock);
        }
        while (depth >= 0) {
            int node = stack[depth];
            if (next[node] == neighbours[node].length) {
                depth--;
                leave(node, depth < 0 ? -1 : stack[depth]);
                continue;
            }
            int to = neighbours[node][next[node]++];
            if (entered[to] == 0) {
                enter(to, ++clock);
                stack[++depth] = to;
            } else {
                low[node] = Math.min(low[node], entered[to]);
            }
        }
    }

    private void enter(int node, int clock) {
        entered[node] = clock;
        low[node] = clock;
        under[node] = node < items ? 1 : 0;
    }

    private void leave(int node, int parent) {
        if (parent < 0) {
            return;
        }
        low[parent] = Math.min(low[parent], low[node]);
        under[parent] += under[node];
        // The search begins at an item, so that a group always has something above it.
        if (parent >= items && low[node] >= entered[parent]) {
            cut[parent - items] += under[node];
            largestCut[parent - items] = Math.max(largestCut[parent - items], under[node]);
        }
    }
}
