package dev.assay.quota;

import org.jspecify.annotations.Nullable;

/**
 * Bounds on cells and on the blocks of two crossing partitions: a circulation through rows and columns, hence integral;
 * feasible by maximum flow, and of least chi-square by cancelling negative cycles with halving steps (Ahuja, Magnanti
 * and Orlin, "Network Flows", 1993, chapter 14, in its cycle-cancelling form).
 */
final class Crossing implements Engine {

    private static final int MOST_CYCLES = 200_000;

    @Override
    public String proof() {
        return "flow";
    }

    /** Rows are nodes from 0, columns follow, then source and sink. */
    private static int nodes(Bands bands) {
        return bands.partitions.get(0).low().length + bands.partitions.get(1).low().length + 2;
    }

    @Override
    public long most(Bands bands) {
        Bands.Partition rows = bands.partitions.get(0);
        Bands.Partition columns = bands.partitions.get(1);
        int source = nodes(bands) - 2;
        Flow flow = new Flow(nodes(bands));
        for (int r = 0; r < rows.low().length; r++) {
            flow.arc(source, r, Math.max(0, rows.high()[r]));
        }
        for (int c = 0; c < bands.low.length; c++) {
            flow.arc(rows.block()[c], rows.low().length + columns.block()[c], Math.max(0, bands.high[c]));
        }
        for (int k = 0; k < columns.low().length; k++) {
            flow.arc(rows.low().length + k, source + 1, Math.max(0, columns.high()[k]));
        }
        return Math.min(bands.size, flow.push(source, source + 1));
    }

    @Override
    public long @Nullable [] fill(Bands bands, double @Nullable [] expected) {
        if (!bands.possible) {
            return null;
        }
        long[] quotas = feasible(bands);
        if (quotas != null && expected != null) {
            improve(bands, new Cycles(bands, quotas, expected, null, 1));
        }
        return quotas;
    }

    @Override
    public long @Nullable [] cheapest(Bands bands, Costs costs, double[] expected, double distance) {
        long[] quotas = bands.possible ? feasible(bands) : null;
        if (quotas != null) {
            improve(bands, new Cycles(bands, quotas, expected, costs, distance));
        }
        return quotas;
    }

    /** Lower bounds become demands between a second source and sink. */
    private static long @Nullable [] feasible(Bands bands) {
        Bands.Partition rows = bands.partitions.get(0);
        Bands.Partition columns = bands.partitions.get(1);
        int nodes = nodes(bands);
        int source = nodes - 2;
        int sink = nodes - 1;
        Flow flow = new Flow(nodes + 2);
        long[] excess = new long[nodes];
        for (int r = 0; r < rows.low().length; r++) {
            bounded(flow, excess, source, r, rows.low()[r], rows.high()[r]);
        }
        int[] arcs = new int[bands.low.length];
        for (int c = 0; c < arcs.length; c++) {
            int column = rows.low().length + columns.block()[c];
            arcs[c] = bounded(flow, excess, rows.block()[c], column, bands.low[c], bands.high[c]);
        }
        for (int k = 0; k < columns.low().length; k++) {
            bounded(flow, excess, rows.low().length + k, sink, columns.low()[k], columns.high()[k]);
        }
        bounded(flow, excess, sink, source, bands.size, bands.size);
        long demand = 0;
        for (int node = 0; node < nodes; node++) {
            if (excess[node] > 0) {
                flow.arc(nodes, node, excess[node]);
                demand += excess[node];
            } else if (excess[node] < 0) {
                flow.arc(node, nodes + 1, -excess[node]);
            }
        }
        if (flow.push(nodes, nodes + 1) < demand) {
            return null;
        }
        long[] quotas = bands.low.clone();
        for (int c = 0; c < quotas.length; c++) {
            quotas[c] += flow.through(arcs[c]);
        }
        return quotas;
    }

    private static int bounded(Flow flow, long[] excess, int from, int to, long low, long high) {
        excess[from] -= low;
        excess[to] += low;
        return flow.arc(from, to, high - low);
    }

    /** Halves the step until single units are moved and no cycle is left that would lessen the price. */
    private static void improve(Bands bands, Cycles cycles) {
        int left = MOST_CYCLES;
        for (long step = Math.max(1, Long.highestOneBit(Math.max(1, bands.size / 4))); step >= 1; step /= 2) {
            while (left-- > 0 && cycles.cancel(step)) {
                // each pass moves one cycle
            }
        }
    }
}
