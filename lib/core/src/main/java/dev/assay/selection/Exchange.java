package dev.assay.selection;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Improves a division by moving one vector from a part to another, or by swapping two. It looks at the level that costs most,
 * and for it at the vectors that hold that level: the smallest, those that differ from one of the other part in one level
 * only, and samples of all. So a step costs the same among a thousand classes and among a million.
 *
 * <p>Cost is what {@link Score} orders, weighted so that the earlier figure prevails: deviations beyond what floors may cost,
 * shortfalls from floors, items outside the windows that a wanted worst deviation leaves, squares.
 */
final class Exchange {

    private static final double OVER_COST = 1e8;
    private static final double SHORT = 1e4;
    private static final double OUTSIDE = 1e2;
    private static final double LEAST_GAIN = 1e-15;
    private static final int SWEEPS = 4;
    /** How many pairs are weighed at most where all are looked at. */
    private static final long MOST_PAIRS = 30_000_000;
    /** How many vectors of either part are looked at for one level in one step. */
    private static final int LOOKS = 24;

    private final CountClasses classes;
    private final Division division;
    private final Floors floors;
    private final ExactDeviation exact;
    private final int judged;
    private final int parts;
    private final int columns;
    /** Column to the classes that hold it, those of the fewest items first. */
    private final int[][] holders;
    /** All classes, those of the fewest items first. */
    private final int[] all;

    /** The classes' totals, divided by too often to be converted each time. */
    private final double[] totals;

    private Windows windows = new Windows(new long[0][], new long[0][]);
    /** Part x column: what each costs as the division is, since every change is weighed against that. */
    private double[][] costs = {};
    /** Column to what is gained where all that the vector given holds of it goes, with nothing back. */
    private final double[] alone;

    private int cursor;
    private long left;
    private long pairsLeft = MOST_PAIRS;

    /** What the last search found: one vector, and what comes back for it (-1 for nothing). */
    private int give = -1;

    private int take = -1;
    private double gain;

    /**
     * An improvement of a division.
     *
     * @param steps how many moves and swaps to weigh at most
     */
    Exchange(CountClasses classes, Division division, Floors floors, ExactDeviation exact, int judged, long steps) {
        this.classes = classes;
        this.division = division;
        this.floors = floors;
        this.exact = exact;
        this.judged = judged;
        this.parts = division.parts();
        this.columns = classes.columns();
        this.left = steps;
        this.totals = IntStream.range(0, columns).mapToDouble(classes::total).toArray();
        this.alone = new double[columns];
        this.all = bySize();
        this.holders = holders();
    }

    private int[] bySize() {
        long[] keys = new long[classes.size()];
        Arrays.setAll(keys, v -> (long) Arrays.stream(classes.vector(v)).sum() << 32 | v);
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private int[][] holders() {
        int[] sizes = new int[columns];
        for (int v : all) {
            for (int k : classes.touched(v)) {
                sizes[k]++;
            }
        }
        int[][] of = new int[columns][];
        Arrays.setAll(of, k -> new int[sizes[k]]);
        Arrays.fill(sizes, 0);
        for (int v : all) {
            for (int k : classes.touched(v)) {
                of[k][sizes[k]++] = v;
            }
        }
        return of;
    }

    boolean exhausted() {
        return left <= 0;
    }

    /** Improves until nothing that is looked at helps, wanting a worst deviation of at most a limit. */
    void descend(BigFraction limit) {
        windows = Windows.of(exact, parts, judged, limit);
        costs = new double[parts][columns];
        for (int part = 0; part < parts; part++) {
            int of = part;
            Arrays.setAll(costs[part], k -> cost(of, k, 0));
        }
        untilNothingHelps();
    }

    private void untilNothingHelps() {
        boolean moved = true;
        for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
            moved = sweep();
        }
        moved = true;
        while (moved && left > 0) {
            moved = false;
            for (int cell : costliest()) {
                if (left > 0 && improve(cell / columns, cell % columns)) {
                    moved = true;
                    break;
                }
            }
        }
    }

    /**
     * Every class, largest first, out of parts that hold too much of a level and into those that hold too little: what a
     * step at a time would take too many steps for.
     */
    private boolean sweep() {
        boolean moved = false;
        for (int i = all.length - 1; i >= 0; i--) {
            for (int pair = 0; pair < parts * parts; pair++) {
                int from = pair / parts;
                int to = pair % parts;
                while (from != to && division.at(all[i], from) > 0 && helps(all[i], from, to)) {
                    trade(all[i], -1, from, to);
                    moved = true;
                }
            }
        }
        return moved;
    }

    private boolean helps(int v, int from, int to) {
        for (int k : classes.touched(v)) {
            if (k < judged
                    && (outside(from, k, division.sum(from, k)) > 0 || outside(to, k, division.sum(to, k)) < 0)) {
                give = -1;
                gain = LEAST_GAIN;
                weigh(v, -1, from, to);
                return give >= 0;
            }
        }
        return false;
    }

    /**
     * Looks at every move and every swap, towards the limit that was last wanted, where classes are few enough for that:
     * samples miss the few swaps that help at the end. Whether it changed anything.
     */
    boolean everyPair() {
        boolean moved = false;
        boolean again = true;
        while (again && affordsEveryPair()) {
            again = false;
            for (int one : all) {
                for (int pair = 0; pair < parts * parts; pair++) {
                    again |= bestPair(one, pair / parts, pair % parts);
                }
            }
            moved |= again;
        }
        return moved;
    }

    /** Whether another look at all pairs is within what they may cost. */
    boolean affordsEveryPair() {
        return (long) all.length * all.length * parts * (parts - 1) <= pairsLeft;
    }

    private boolean bestPair(int one, int from, int to) {
        if (from == to || division.at(one, from) == 0) {
            return false;
        }
        give = -1;
        gain = LEAST_GAIN;
        weigh(one, -1, from, to);
        for (int two : all) {
            if (two != one && division.at(two, to) > 0) {
                weigh(one, two, from, to);
            }
        }
        pairsLeft -= all.length;
        if (give >= 0) {
            trade(give, take, from, to);
        }
        return give >= 0;
    }

    /** Part x column as one number, those that cost most first; those that could not be nearer are left out. */
    private int[] costliest() {
        double[] now = Arrays.stream(costs).flatMapToDouble(Arrays::stream).toArray();
        return IntStream.range(0, now.length)
                .filter(cell -> now[cell] > 0)
                .boxed()
                .sorted((one, two) -> Double.compare(now[two], now[one]))
                .mapToInt(cell -> cell)
                .toArray();
    }

    /** Makes the best of the changes that bring one column of one part nearer, if one helps. */
    private boolean improve(int part, int column) {
        boolean over = division.sum(part, column) > division.share(part) * classes.total(column);
        double best = LEAST_GAIN;
        int bestGive = -1;
        int bestTake = -1;
        int bestOther = -1;
        for (int other = 0; other < parts; other++) {
            if (other == part) {
                continue;
            }
            search(over ? part : other, over ? other : part, column);
            if (gain > best) {
                best = gain;
                bestGive = give;
                bestTake = take;
                bestOther = other;
            }
        }
        if (bestGive < 0) {
            return false;
        }
        trade(bestGive, bestTake, over ? part : bestOther, over ? bestOther : part);
        return true;
    }

    private void trade(int one, int two, int from, int to) {
        shift(one, from, to);
        if (two >= 0) {
            shift(two, to, from);
        }
    }

    private void shift(int v, int from, int to) {
        division.shift(v, from, -1);
        division.shift(v, to, 1);
        for (int k : classes.touched(v)) {
            costs[from][k] = cost(from, k, 0);
            costs[to][k] = cost(to, k, 0);
        }
    }

    private void search(int from, int to, int column) {
        give = -1;
        gain = 0;
        int[] of = holders[column];
        int looked = 0;
        for (int i = 0; i < of.length && looked < LOOKS && i < 8 * LOOKS; i++) {
            // The smallest half of the time, since they mend what is nearly right; the others in turn.
            int v = i < LOOKS / 2 || of.length <= LOOKS ? of[i] : of[Math.floorMod(cursor++, of.length)];
            if (division.at(v, from) > 0) {
                looked++;
                left -= 1 + LOOKS;
                weigh(v, -1, from, to);
                weighNeighbours(v, column, from, to);
                weighPartners(v, from, to);
            }
        }
    }

    /** What differs from a vector in the one column, or has one of another instead. */
    private void weighNeighbours(int v, int column, int from, int to) {
        int[] wanted = classes.vector(v).clone();
        wanted[column]--;
        for (int k = 0; k < columns; k++) {
            if (k != column) {
                wanted[k]++;
                int other = classes.find(wanted);
                if (other >= 0 && division.at(other, to) > 0) {
                    weigh(v, other, from, to);
                }
                wanted[k]--;
            }
        }
    }

    private void weighPartners(int v, int from, int to) {
        int looked = 0;
        for (int i = 0; i < all.length && looked < LOOKS && i < 4 * LOOKS; i++) {
            int other = i < LOOKS / 3 || all.length <= LOOKS ? all[i] : all[Math.floorMod(cursor++, all.length)];
            if (other != v && division.at(other, to) > 0) {
                looked++;
                weigh(v, other, from, to);
            }
        }
    }

    /** Weighs one vector for nothing, and then, as long as the division stays, for others. */
    private void weigh(int one, int two, int from, int to) {
        int[] given = classes.vector(one);
        double now = 0;
        if (two < 0) {
            for (int k : classes.touched(one)) {
                alone[k] = change(from, to, k, given[k]);
                now += alone[k];
            }
        } else {
            int[] taken = classes.vector(two);
            for (int k : classes.touched(one)) {
                now += taken[k] == 0 ? alone[k] : change(from, to, k, given[k] - taken[k]);
            }
            for (int k : classes.touched(two)) {
                now += given[k] == 0 ? change(from, to, k, -taken[k]) : 0;
            }
        }
        if (now > gain) {
            gain = now;
            give = one;
            take = two;
        }
    }

    /** What is gained where so many of a column go from a part to another. */
    private double change(int from, int to, int column, int count) {
        return count == 0
                ? 0
                : costs[from][column] - cost(from, column, -count) + costs[to][column] - cost(to, column, count);
    }

    private double outside(int part, int column, long sum) {
        return windows.outside(part, column, (double) sum);
    }

    private double cost(int part, int column, int more) {
        double total = totals[column];
        long sum = division.sum(part, column) + more;
        double deviation = Math.abs(sum / total - division.share(part));
        double cost = deviation * deviation;
        if (column < judged) {
            cost += OUTSIDE * Math.abs(outside(part, column, sum)) / total;
            cost += floors.cost() > 0 ? SHORT * floors.shortfall(part, column, sum) : 0;
            cost += OVER_COST * Math.max(0, floors.cost() > 0 ? deviation - floors.cost() : 0);
        }
        return cost;
    }
}
