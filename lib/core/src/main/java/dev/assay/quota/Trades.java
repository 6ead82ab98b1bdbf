package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Brings the cells of a {@link Residual} nearer by trades that change no sum: two of them hold one item more, and two one
 * less; or one each. All pairs that take an item stand in a table by a key of what they add to the sums, and each pair that
 * gives one looks there for its like: as many steps as there are pairs, where tries would be the square of that. A descent,
 * which proves nothing; that no sum was changed, its caller checks, for two keys can agree by chance.
 */
final class Trades {

    /** Of a pass; where there are more, those of the cheapest cells. */
    private static final int MOST_PAIRS = 1 << 20;
    /** Of all passes: the first ones gain nearly all. */
    private static final int MOST_LOOKS = 1 << 22;
    /** What is gained by less is rounding. */
    private static final double WORTH = 1e-9;

    private final Residual residual;
    private final byte[] moved;
    /** By cell, what one item adds to the sums, as a sum of random numbers; after the last, 0 for no cell. */
    private final long[] key;

    private int looks;

    /** @param moved what was added to each of the residual's cells, which trades change */
    Trades(Residual residual, byte[] moved) {
        this.residual = residual;
        this.moved = moved;
        this.key = new long[moved.length + 1];
        long[] ofSum =
                new SplittableRandom(1).longs(residual.question.sums.size()).toArray();
        for (int i = 0; i < moved.length; i++) {
            for (int k = 0; k < residual.rows[i].length; k++) {
                key[i] += residual.weights[i][k] * ofSum[residual.rows[i][k]];
            }
        }
    }

    /** Trades until none is worth it. */
    void run() {
        double won = Double.POSITIVE_INFINITY;
        while (won > WORTH && looks < MOST_LOOKS) {
            won = pass();
        }
    }

    /** The best trades that have no cell in common; returns by how much chi-square is less. */
    private double pass() {
        Side takers = new Side(1);
        Side givers = new Side(-1);
        Pairs pairs = new Pairs(takers.below(-givers.least()));
        takers.pairs(-givers.least(), pairs::add);
        List<Trade> trades = new ArrayList<>();
        givers.pairs(-takers.least(), (sum, cost, one, two) -> {
            int like = pairs.find(sum);
            Trade trade =
                    like < 0 ? null : new Trade(pairs.cost[like] + cost, pairs.one[like], pairs.two[like], one, two);
            if (trade != null && trade.cost < -WORTH) {
                trades.add(trade);
            }
        });
        trades.sort(Comparator.comparingDouble(Trade::cost));
        boolean[] used = new boolean[moved.length];
        double won = 0;
        for (Trade trade : trades) {
            won -= trade(trade, used) ? trade.cost : 0;
        }
        return won;
    }

    /** Two cells that take an item and two that give one; one of each two may be none. */
    private record Trade(double cost, int taker, int second, int giver, int other) {

        IntStream cells() {
            return IntStream.of(taker, second, giver, other);
        }
    }

    private boolean trade(Trade trade, boolean[] used) {
        int none = moved.length;
        int[] cells = trade.cells().filter(i -> i < none).toArray();
        boolean free = Arrays.stream(cells).noneMatch(i -> used[i])
                && Arrays.stream(cells).distinct().count() == cells.length;
        if (free) {
            trade.cells().limit(2).filter(i -> i < none).forEach(i -> moved[i]++);
            trade.cells().skip(2).filter(i -> i < none).forEach(i -> moved[i]--);
            Arrays.stream(cells).forEach(i -> used[i] = true);
        }
        return free;
    }

    /** What one item more or less costs a cell that was moved already; infinite where it may not. */
    private double cost(int i, int by) {
        if (i == moved.length) {
            return 0;
        }
        if (moved[i] == 0) {
            return by > 0 ? residual.up[i] : residual.down[i];
        }
        double back = by > 0 ? -residual.down[i] : -residual.up[i];
        return moved[i] == by ? Double.POSITIVE_INFINITY : back;
    }

    private interface Pair {
        void see(long sum, double cost, int one, int two);
    }

    /** The cells that may take an item, or give one, cheapest first, and no cell among them. */
    private final class Side {
        private final int[] cells;
        private final double[] costs;

        Side(int by) {
            this.cells = IntStream.rangeClosed(0, moved.length)
                    .filter(i -> Double.isFinite(cost(i, by)))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> cost(i, by)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.costs = Arrays.stream(cells).mapToDouble(i -> cost(i, by)).toArray();
        }

        /** What the cheapest pair costs. */
        double least() {
            return costs.length > 1 ? costs[0] + costs[1] : 0;
        }

        /** How many pairs cost less than something, but no more than are looked at. */
        int below(double most) {
            int[] seen = {0};
            pairs(most, (sum, cost, one, two) -> seen[0]++);
            return seen[0];
        }

        /** All pairs that cost less than something, as far as these are not too many. */
        void pairs(double most, Pair pair) {
            int seen = 0;
            for (int a = 1; a < cells.length && seen < MOST_PAIRS && costs[a] + costs[0] < most; a++) {
                for (int b = 0; b < a && seen < MOST_PAIRS && costs[a] + costs[b] < most; b++) {
                    pair.see(key[cells[a]] + key[cells[b]], costs[a] + costs[b], cells[a], cells[b]);
                    seen++;
                }
            }
            looks += seen;
        }
    }

    /** The cheapest pair of each key, by open addressing. */
    private static final class Pairs {
        private final long[] keys;
        private final double[] cost;
        private final int[] one;
        private final int[] two;

        Pairs(int most) {
            int places = 4 * Integer.highestOneBit(Math.max(1, most));
            this.keys = new long[places];
            this.cost = new double[places];
            this.one = new int[places];
            this.two = new int[places];
            Arrays.fill(cost, Double.POSITIVE_INFINITY);
        }

        private int place(long sum) {
            int last = keys.length - 1;
            int at = (int) (sum >>> 32) & last;
            while (cost[at] < Double.POSITIVE_INFINITY && keys[at] != sum) {
                at = (at + 1) & last;
            }
            return at;
        }

        void add(long sum, double itsCost, int first, int second) {
            int at = place(sum);
            if (itsCost < cost[at]) {
                keys[at] = sum;
                cost[at] = itsCost;
                one[at] = first;
                two[at] = second;
            }
        }

        /** The place of a pair that adds as much to the sums, or -1. */
        int find(long sum) {
            int at = place(sum);
            return cost[at] < Double.POSITIVE_INFINITY ? at : -1;
        }
    }
}
