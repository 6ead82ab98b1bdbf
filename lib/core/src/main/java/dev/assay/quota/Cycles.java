package dev.assay.quota;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The residual network of two crossing partitions, and its negative cycles by Bellman and Ford's method. */
final class Cycles {

    /** A gain smaller than this is rounding. */
    private static final double TOLERANCE = 1e-9;

    private final Bands bands;
    private final long[] quotas;
    private final double[] expected;
    private final @Nullable Costs costs;
    private final double distanceWorth;
    private final int rows;
    private final int columns;
    private final long[] inRow;
    private final long[] inColumn;

    /** Arcs: one each way for every cell, then for every row and every column. */
    private final double[] distance;

    private final int[] cameBy;

    /** Chi-square times its worth, and the costs where they matter. */
    Cycles(Bands bands, long[] quotas, double[] expected, @Nullable Costs costs, double distanceWorth) {
        this.bands = bands;
        this.quotas = quotas;
        this.expected = expected;
        this.costs = costs;
        this.distanceWorth = distanceWorth;
        this.rows = bands.partitions.get(0).low().length;
        this.columns = bands.partitions.get(1).low().length;
        this.inRow = new long[rows];
        this.inColumn = new long[columns];
        for (int c = 0; c < quotas.length; c++) {
            inRow[bands.partitions.get(0).block()[c]] += quotas[c];
            inColumn[bands.partitions.get(1).block()[c]] += quotas[c];
        }
        // Source and sink: apart, for a path from one to the other would change the size.
        this.distance = new double[rows + columns + 2];
        this.cameBy = new int[rows + columns + 2];
    }

    private int arcs() {
        return 2 * (quotas.length + rows + columns);
    }

    private int tail(int arc) {
        return (arc & 1) == 0 ? start(arc >> 1) : end(arc >> 1);
    }

    private int head(int arc) {
        return (arc & 1) == 0 ? end(arc >> 1) : start(arc >> 1);
    }

    private int start(int edge) {
        if (edge < quotas.length) {
            return bands.partitions.get(0).block()[edge];
        }
        return edge < quotas.length + rows ? rows + columns : edge - quotas.length;
    }

    private int end(int edge) {
        if (edge < quotas.length) {
            return rows + bands.partitions.get(1).block()[edge];
        }
        return edge < quotas.length + rows ? edge - quotas.length : rows + columns + 1;
    }

    private long slack(int arc) {
        int edge = arc >> 1;
        boolean forth = (arc & 1) == 0;
        if (edge < quotas.length) {
            return forth ? bands.high[edge] - quotas[edge] : quotas[edge] - bands.low[edge];
        }
        int side = edge < quotas.length + rows ? 0 : 1;
        int block = edge - quotas.length - side * rows;
        long held = side == 0 ? inRow[block] : inColumn[block];
        Bands.Partition partition = bands.partitions.get(side);
        return forth ? partition.high()[block] - held : held - partition.low()[block];
    }

    private double cost(int arc, long step) {
        int edge = arc >> 1;
        if (edge >= quotas.length) {
            return 0;
        }
        double x = quotas[edge];
        double t = expected[edge];
        double apart = (arc & 1) == 0 ? (2 * x + step) / t - 2 : (step - 2 * x) / t + 2;
        if (costs == null) {
            return distanceWorth * apart;
        }
        long to = (arc & 1) == 0 ? quotas[edge] + step : quotas[edge] - step;
        double dearer = (double) (costs.least(edge, to) - costs.least(edge, quotas[edge])) / step;
        return distanceWorth == 0 ? dearer : distanceWorth * apart + dearer;
    }

    /** Moves {@code step} items around one cycle that lessens the price, and says whether there was one. */
    boolean cancel(long step) {
        Arrays.fill(distance, 0);
        Arrays.fill(cameBy, -1);
        double[] prices = new double[arcs()];
        boolean[] usable = new boolean[arcs()];
        for (int arc = 0; arc < prices.length; arc++) {
            usable[arc] = slack(arc) >= step;
            prices[arc] = usable[arc] ? cost(arc, step) : 0;
        }
        int touched = -1;
        for (int round = 0; round < distance.length; round++) {
            touched = -1;
            for (int arc = 0; arc < prices.length; arc++) {
                double reached = distance[tail(arc)] + prices[arc];
                if (usable[arc] && reached < distance[head(arc)] - TOLERANCE) {
                    distance[head(arc)] = reached;
                    cameBy[head(arc)] = arc;
                    touched = head(arc);
                }
            }
            if (touched < 0) {
                return false;
            }
        }
        return turn(touched, step);
    }

    private boolean turn(int touched, long step) {
        int node = touched;
        for (int i = 0; i < distance.length; i++) {
            node = tail(cameBy[node]);
        }
        int at = node;
        do {
            move(cameBy[at], step);
            at = tail(cameBy[at]);
        } while (at != node);
        return true;
    }

    private void move(int arc, long step) {
        int edge = arc >> 1;
        long by = (arc & 1) == 0 ? step : -step;
        if (edge < quotas.length) {
            quotas[edge] += by;
        } else if (edge < quotas.length + rows) {
            inRow[edge - quotas.length] += by;
        } else {
            inColumn[edge - quotas.length - rows] += by;
        }
    }
}
