package dev.assay.lottery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A lottery as so many equally likely vectors. Chances are rounded by largest remainders; then single draws are exchanged
 * between known vectors, and vectors asked for, as long as that brings the cells' chances nearer to those wanted. What falls below the least
 * chance weighs most.
 */
final class Rounding {

    /** How much more a loss below the least chance weighs than any other difference. */
    private static final double FLOOR_WEIGHT = 1e4;

    private static final int MOST_PASSES = 50;
    private static final int MOST_WISHES = 100;

    private final List<long[]> vectors;
    private final double[] wanted;
    private final double[] floor;
    private final double[] scale;
    private final double[] sums;
    private long[] draws;

    /**
     * @param wanted for each cell the expected quota
     * @param floor for each cell the expected quota that it should not fall below
     * @param pool for each cell the items among which the quota is drawn; 0 where it does not matter
     */
    Rounding(List<long[]> vectors, double[] chances, double[] wanted, double[] floor, long[] pool, long total) {
        this.vectors = new ArrayList<>(vectors);
        this.wanted = Arrays.stream(wanted).map(x -> x * total).toArray();
        this.floor = Arrays.stream(floor).map(x -> x * total - 1e-6).toArray();
        this.scale = Arrays.stream(pool).mapToDouble(n -> n == 0 ? 0 : 1.0 / n).toArray();
        this.sums = new double[pool.length];
        this.draws = remainders(chances, total);
        for (int v = 0; v < draws.length; v++) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += (double) draws[v] * vectors.get(v)[c];
            }
        }
    }

    private static long[] remainders(double[] chances, long total) {
        long[] draws = new long[chances.length];
        long left = total;
        for (int v = 0; v < draws.length; v++) {
            draws[v] = (long) Math.floor(chances[v] * total);
            left -= draws[v];
        }
        Comparator<Integer> byRemainder = Comparator.comparingDouble(v -> draws[v] - chances[v] * total);
        IntStream.range(0, draws.length)
                .boxed()
                .sorted(byRemainder.thenComparing(v -> v))
                .limit(left)
                .forEach(v -> draws[v]++);
        return draws;
    }

    /** Exchanges draws, then asks for vectors that would bring the cells nearer still; how often each is drawn. */
    long[] draws(Function<double[], long[]> dearest) {
        exchange();
        for (int round = 0; round < MOST_WISHES; round++) {
            long[] wished = dearest.apply(wishes());
            if (wished.length == 0 || vectors.stream().anyMatch(known -> Arrays.equals(known, wished))) {
                break;
            }
            vectors.add(wished);
            draws = Arrays.copyOf(draws, draws.length + 1);
            for (int out = 0; out < draws.length - 1; out++) {
                exchange(out, draws.length - 1);
            }
        }
        exchange();
        return draws;
    }

    /** All vectors that were looked at, in the order of the draws. */
    List<long[]> vectors() {
        return vectors;
    }

    private void exchange() {
        boolean better = true;
        for (int pass = 0; better && pass < MOST_PASSES; pass++) {
            better = false;
            for (int out = 0; out < draws.length; out++) {
                for (int in = 0; in < draws.length && draws[out] > 0; in++) {
                    better |= exchange(out, in);
                }
            }
        }
    }

    private boolean exchange(int out, int in) {
        return in != out && draws[out] > 0 && exchanged(vectors.get(out), vectors.get(in), out, in);
    }

    /** What one more item of each cell would win. */
    private double[] wishes() {
        double[] wishes = new double[sums.length];
        for (int c = 0; c < wishes.length; c++) {
            double below = Math.max(0, floor[c] - sums[c]);
            wishes[c] = (wanted[c] - sums[c] + FLOOR_WEIGHT * below) * scale[c] * scale[c];
        }
        return wishes;
    }

    private boolean exchanged(long[] from, long[] to, int out, int in) {
        double gain = 0;
        for (int c = 0; c < sums.length; c++) {
            if (from[c] != to[c]) {
                gain += loss(c, sums[c]) - loss(c, sums[c] + to[c] - from[c]);
            }
        }
        if (gain <= 1e-9) {
            return false;
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] += to[c] - from[c];
        }
        draws[out]--;
        draws[in]++;
        return true;
    }

    private double loss(int cell, double sum) {
        double apart = (sum - wanted[cell]) * scale[cell];
        double below = Math.max(0, floor[cell] - sum) * scale[cell];
        return apart * apart + FLOOR_WEIGHT * below * below;
    }
}
