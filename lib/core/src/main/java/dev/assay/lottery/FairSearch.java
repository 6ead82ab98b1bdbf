package dev.assay.lottery;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** Column generation, level by level; see {@link Lottery}. */
final class FairSearch {

    /** Branches of one pricing question. */
    private static final long EFFORT = 50_000;

    private static final int MOST_VECTORS = 5000;

    /** Products of weights and vectors stay below two to this. */
    private static final int WEIGHT_BITS = 36;

    private final Region region;
    private final long[] pool;
    private final Pricing pricing;
    private final Master master;
    private final long heaviest;
    /** What each settled cell has at least; null where it is open, or where nothing can be drawn. */
    private final @Nullable BigFraction[] settled;

    private final boolean[] open;
    private final List<Integer> never = new ArrayList<>();
    private boolean covered = true;

    FairSearch(Region region, long[] pool) {
        this.region = region;
        this.pool = pool;
        this.pricing = new Pricing(region, EFFORT);
        this.master = new Master(region.low(), pool);
        this.settled = new BigFraction[pool.length];
        this.open = new boolean[pool.length];
        long size = Math.max(1, Arrays.stream(region.high()).sum());
        for (Region.Row row : region.rows()) {
            size = row.cells().length == pool.length ? Math.min(size, Math.max(1, row.high())) : size;
        }
        this.heaviest = Math.max(1, (1L << WEIGHT_BITS) / size);
    }

    /** A level of the order, before the lottery is final. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Settled(int[] cells, BigFraction bound, boolean proved) {}

    /** What the search ends with. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Outcome(
            Mix mix,
            List<long[]> vectors,
            double[] chances,
            List<Settled> levels,
            List<Integer> never,
            boolean covered) {}

    /** Null where not one vector was found, because there is none or within the effort. */
    @Nullable
    Outcome run(boolean allLevels) {
        if (!cover()) {
            return null;
        }
        List<Settled> levels = new ArrayList<>();
        double[] chances = {1};
        Mix mix = Mix.of(master.vectors(), chances);
        while (anyOpen() && (levels.isEmpty() || allLevels || roomToRound(levels, mix))) {
            levels.add(level());
            chances = master.chances();
            mix = Mix.of(master.vectors(), chances);
        }
        List<Settled> asked = allLevels ? levels : levels.subList(0, Math.min(1, levels.size()));
        return new Outcome(mix, master.vectors(), chances, asked, never, covered);
    }

    /** Levels that nobody asked for lift the other cells off the first, so that rounding need not harm it. */
    private static boolean roomToRound(List<Settled> levels, Mix mix) {
        return !levels.isEmpty() && mix.total() > Mix.MOST_PARTS;
    }

    private boolean anyOpen() {
        for (boolean one : open) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** Vectors that between them take from each cell; cells from which none can are set aside. */
    private boolean cover() {
        long[] missing = new long[pool.length];
        for (int c = 0; c < pool.length; c++) {
            missing[c] = pool[c] > 0 ? 1 : 0;
        }
        while (true) {
            Pricing.Priced priced = pricing.above(missing, weigh(missing, region.low()));
            if (priced.quotas() == null) {
                covered &= priced.proved();
                break;
            }
            master.add(priced.quotas());
            for (int c = 0; c < pool.length; c++) {
                open[c] |= missing[c] > 0 && priced.quotas()[c] > region.low()[c];
                missing[c] = open[c] ? 0 : missing[c];
            }
        }
        for (int c = 0; c < pool.length; c++) {
            if (missing[c] > 0) {
                never.add(c);
            }
        }
        if (master.vectors().isEmpty()) {
            Pricing.Priced any = pricing.above(new long[pool.length], -1);
            if (any.quotas() == null) {
                return false;
            }
            master.add(any.quotas());
        }
        return true;
    }

    private static long weigh(long[] weights, long[] vector) {
        long sum = 0;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] * vector[c];
        }
        return sum;
    }

    private Settled level() {
        double[] floors = new double[pool.length];
        for (int c = 0; c < pool.length; c++) {
            BigFraction kept = settled[c];
            floors[c] = open[c] ? Double.NaN : kept == null ? 0 : kept.doubleValue();
        }
        master.level(floors);
        while (true) {
            long[] weights = weights(master.solve());
            long dearest = Long.MIN_VALUE;
            for (long[] vector : master.vectors()) {
                dearest = Math.max(dearest, weigh(weights, vector));
            }
            Pricing.Priced priced = pricing.above(weights, dearest);
            if (priced.quotas() == null || master.vectors().size() >= MOST_VECTORS) {
                return settle(weights, priced);
            }
            master.add(priced.quotas());
        }
    }

    /** The dual's weights an item, in whole numbers; small ones where their ratios are simple. */
    private long[] weights(double[] dual) {
        double[] item = new double[pool.length];
        double most = 0;
        for (int c = 0; c < pool.length; c++) {
            item[c] = pool[c] == 0 ? 0 : dual[c] / pool[c];
            most = Math.max(most, item[c]);
        }
        long[] weights = new long[pool.length];
        for (long scale = 1; scale <= 64 && scale <= heaviest; scale++) {
            if (whole(item, scale / most, weights)) {
                return weights;
            }
        }
        whole(item, heaviest / most, weights);
        return weights;
    }

    private static boolean whole(double[] item, double scale, long[] weights) {
        boolean exact = true;
        for (int c = 0; c < item.length; c++) {
            weights[c] = Math.round(item[c] * scale);
            exact &= Math.abs(item[c] * scale - weights[c]) < 1e-7;
        }
        return exact;
    }

    /** The vector that weighs most, by weights of any sign and size; empty where the search for it was given up. */
    long[] dearest(double[] wishes) {
        double most = Arrays.stream(wishes).map(Math::abs).max().orElse(0);
        long[] weights = new long[wishes.length];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = most == 0 ? 0 : Math.round(wishes[c] / most * heaviest);
        }
        long[] found = pricing.above(weights, -1L << (WEIGHT_BITS + 2)).quotas();
        return found == null ? new long[0] : found;
    }

    /** Closes a level: its bound, and the cells that no lottery can lift above it. */
    private Settled settle(long[] weights, Pricing.Priced priced) {
        BigFraction over = new BigFraction(priced.bound() - weigh(weights, region.low()));
        long under = 0;
        int[] cells = new int[pool.length];
        int count = 0;
        for (int c = 0; c < pool.length; c++) {
            BigFraction kept = settled[c];
            if (open[c] && weights[c] > 0) {
                under += weights[c] * pool[c];
                cells[count++] = c;
            } else if (kept != null) {
                over = over.subtract(kept.multiply(BigInteger.valueOf(weights[c] * pool[c])));
            }
        }
        Mix mix = Mix.of(master.vectors(), master.chances());
        cells = Arrays.copyOf(cells, count);
        BigFraction least = BigFraction.ONE;
        for (int cell : cells) {
            BigFraction chance = mix.chance(cell, region.low()[cell], pool[cell]);
            least = chance.compareTo(least) < 0 ? chance : least;
        }
        for (int cell : cells) {
            settled[cell] = least;
            open[cell] = false;
        }
        return new Settled(cells, over.divide(BigInteger.valueOf(under)), priced.proved());
    }
}
