package dev.assay.lottery;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The fairest lottery over quota vectors: the one whose least chance of any item is greatest (maximin), and of these the
 * one whose next chance is greatest, and so on (leximin); B. Flanigan, P. Gölz, A. Gupta, B. Hennig and A. Procaccia,
 * "Fair algorithms for selecting citizens' assemblies", Nature 596, 2021. Items of one cell are alike, so that vectors
 * stand for panels and a cell's chance is the expected quota over its items.
 *
 * <p>Vectors are found as they are needed: weights of the cells that make the dearest known vector as cheap as can be ask
 * for a dearer one ({@link Pricing}). Where there is none, the weights w are the proof: no vector x has {@code w x > B},
 * hence no lottery has every chance above {@code B / (w n)}. B was shown in whole numbers by us; no solver is believed.
 *
 * <p>The lottery is published as equally likely vectors: as many as its chances have in common denominator where that is
 * small, else about a thousand, a multiple of the denominator of the least chance where that is small, and then rounded;
 * {@link #difference()} says how far.
 *
 * @param vectors distinct quota vectors, in ascending order
 * @param draws how often each stands in the published list
 * @param total the length of that list
 * @param levels the levels of the order, the least chance first; one for maximin
 * @param never cells with items that no vector takes from, set aside
 * @param proved whether every bound and every entry of {@code never} is shown
 * @param difference the largest difference of any item's published chance from that of the lottery before rounding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read only
public record Lottery(
        List<long[]> vectors,
        long[] draws,
        long total,
        List<Level> levels,
        List<Integer> never,
        boolean proved,
        double difference) {

    /** The length of a published list that need not have another one. */
    public static final long DRAWS = 1000;

    /**
     * A chance that cannot be lifted while all lesser ones are kept.
     *
     * @param cells the cells that have it
     * @param chance the least chance of their items that was reached, before rounding
     * @param bound no lottery that keeps the levels before this one has every other chance above this
     * @param proved whether the bound is shown
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; read only
    public record Level(int[] cells, BigFraction chance, BigFraction bound, boolean proved) {}

    public Lottery {
        vectors = List.copyOf(vectors);
        levels = List.copyOf(levels);
        never = List.copyOf(never);
    }

    /**
     * The lottery whose least chance is greatest.
     *
     * @param region the vectors; what is below its lower bounds is taken in any case and has no chance
     * @param pool for each cell the items beyond those taken in any case
     * @return null where no vector was found, because there is none or within the effort
     */
    public static @Nullable Lottery maximin(Region region, long[] pool) {
        return of(region, pool, false);
    }

    /** The same, and of these the one whose next least chance is greatest, and so on. */
    public static @Nullable Lottery leximin(Region region, long[] pool) {
        return of(region, pool, true);
    }

    private static @Nullable Lottery of(Region region, long[] pool, boolean allLevels) {
        FairSearch search = new FairSearch(region, pool);
        FairSearch.Outcome found = search.run(allLevels);
        return found == null ? null : published(region, pool, found, search);
    }

    private static Lottery published(Region region, long[] pool, FairSearch.Outcome found, FairSearch search) {
        Mix best = found.mix();
        List<Level> levels = new ArrayList<>();
        for (FairSearch.Settled level : found.levels()) {
            BigFraction chance = least(best, level.cells(), region, pool);
            // Levels are kept to some ten digits; what that wins a later level is no news of a better bound.
            BigFraction bound = level.bound().compareTo(chance) < 0 ? chance : level.bound();
            levels.add(new Level(level.cells(), chance, bound, level.proved()));
        }
        Mix shown = best.total() <= Mix.MOST_PARTS
                ? best.times(Math.max(1, Math.round((double) DRAWS / best.total())))
                : rounded(
                        region,
                        pool,
                        found,
                        search,
                        levels.isEmpty() ? BigFraction.ZERO : levels.get(0).bound());
        double difference = 0;
        for (int c = 0; c < pool.length; c++) {
            if (pool[c] > 0) {
                BigFraction apart = shown.expected(c).subtract(best.expected(c)).abs();
                difference = Math.max(
                        difference, apart.divide(BigInteger.valueOf(pool[c])).doubleValue());
            }
        }
        boolean proved = found.covered() && levels.stream().allMatch(Level::proved);
        Mix sorted = shown.sorted();
        return new Lottery(sorted.vectors(), sorted.draws(), sorted.total(), levels, found.never(), proved, difference);
    }

    private static BigFraction least(Mix mix, int[] cells, Region region, long[] pool) {
        return Arrays.stream(cells)
                .mapToObj(c -> mix.chance(c, region.low()[c], pool[c]))
                .min(Comparator.naturalOrder())
                .orElse(BigFraction.ONE);
    }

    private static Mix rounded(
            Region region, long[] pool, FairSearch.Outcome found, FairSearch search, BigFraction least) {
        double[] wanted = new double[pool.length];
        double[] floor = new double[pool.length];
        for (int c = 0; c < pool.length; c++) {
            wanted[c] = found.mix().expected(c).doubleValue();
            boolean counts = pool[c] > 0 && !found.never().contains(c);
            floor[c] = counts ? region.low()[c] + least.doubleValue() * pool[c] : 0;
        }
        BigInteger parts = least.getDenominator();
        long unit = parts.compareTo(BigInteger.valueOf(DRAWS)) <= 0 ? parts.longValue() : 1;
        long total = unit * Math.round((double) DRAWS / unit);
        Rounding rounding = new Rounding(found.vectors(), found.chances(), wanted, floor, pool, total);
        long[] draws = rounding.draws(search::dearest);
        return Mix.drawn(rounding.vectors(), draws, total);
    }

    /** A cell's expected quota in the published list, exactly. */
    public BigFraction expected(int cell) {
        return new Mix(vectors, draws, total).expected(cell);
    }
}
