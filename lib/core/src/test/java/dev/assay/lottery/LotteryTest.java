package dev.assay.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws, with the enumeration of all vectors as the oracle. */
@org.jspecify.annotations.NullUnmarked
class LotteryTest {

    /** Beyond so many vectors the oracle's programs take longer than a test may. */
    private static final int MOST_ENUMERATED = 60;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Question(Region region, long[] pool) {}

    private static Region.Row row(long low, long high, int... cells) {
        return new Region.Row(cells, low, high);
    }

    private static Region region(long size, long[] available, Region.Row... rows) {
        List<Region.Row> all = new ArrayList<>();
        all.add(row(size, size, IntStream.range(0, available.length).toArray()));
        all.addAll(Arrays.asList(rows));
        return new Region(
                new long[available.length],
                Arrays.stream(available).map(n -> Math.min(n, size)).toArray(),
                all);
    }

    /** A few cells under random rows; some items taken in any case, some cells without others. */
    private static Question question(Random random) {
        int cells = 3 + random.nextInt(4);
        long[] available =
                IntStream.range(0, cells).mapToLong(c -> 1L + random.nextInt(4)).toArray();
        long size =
                1L + random.nextInt((int) Math.min(7, Arrays.stream(available).sum()));
        List<Region.Row> rows = new ArrayList<>();
        rows.add(row(size, size, IntStream.range(0, cells).toArray()));
        for (int r = random.nextInt(5); r > 0; r--) {
            int[] set =
                    IntStream.range(0, cells).filter(c -> random.nextInt(5) < 2).toArray();
            if (set.length > 0) {
                long low = random.nextInt(2);
                rows.add(row(low, low + random.nextInt(3), set));
            }
        }
        long[] low = new long[cells];
        if (random.nextInt(3) == 0) {
            low[random.nextInt(cells)] = 1;
        }
        long[] high = new long[cells];
        long[] pool = new long[cells];
        for (int c = 0; c < cells; c++) {
            high[c] = Math.min(size, available[c]);
            pool[c] = available[c] - low[c];
        }
        return new Question(new Region(low, high, rows), pool);
    }

    private static double chance(Lottery lottery, Question question, int cell) {
        return lottery.expected(cell)
                .subtract(new BigFraction(question.region().low()[cell]))
                .divide(new BigFraction(question.pool()[cell]))
                .doubleValue();
    }

    @Test
    void lotteriesAreThoseOfEnumeration() {
        compare(250);
    }

    @Test
    @Tag("heavy")
    void moreLotteriesAreThoseOfEnumeration() {
        compare(5000);
    }

    private static void compare(int trials) {
        int found = 0;
        int levels = 0;
        int loose = 0;
        for (int trial = 0; trial < trials; trial++) {
            Question question = question(new Random(trial));
            Enumeration oracle = new Enumeration(question.region(), question.pool());
            Lottery maximin = Lottery.maximin(question.region(), question.pool());
            assertThat(maximin == null).as("trial %d", trial).isEqualTo(oracle.vectors.isEmpty());
            if (maximin == null || oracle.vectors.size() > MOST_ENUMERATED) {
                continue;
            }
            found++;
            double[] chances = oracle.leximin();
            double least =
                    Arrays.stream(chances).filter(z -> !Double.isNaN(z)).min().orElse(1);
            assertThat(maximin.proved()).isTrue();
            for (Lottery.Level level : maximin.levels()) {
                assertThat(level.chance().doubleValue()).as("trial %d", trial).isEqualTo(least, within(1e-7));
                assertThat(level.bound().doubleValue()).as("trial %d", trial).isEqualTo(least, within(1e-7));
            }
            Lottery leximin = Lottery.leximin(question.region(), question.pool());
            agree(question, leximin, chances, "trial " + trial);
            levels += leximin.levels().size() > 1 ? 1 : 0;
            loose += leximin.difference() > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(trials / 3);
        assertThat(levels).as("lotteries of several levels").isGreaterThan(trials / 10);
        assertThat(loose).as("rounded lotteries").isLessThan(found / 20);
    }

    private static void agree(Question question, Lottery lottery, double[] chances, String trial) {
        for (int c = 0; c < chances.length; c++) {
            boolean never = question.pool()[c] > 0 && Double.isNaN(chances[c]);
            assertThat(lottery.never().contains(c)).as(trial).isEqualTo(never);
            if (!Double.isNaN(chances[c])) {
                assertThat(chance(lottery, question, c))
                        .as("cell %d of %s", c, trial)
                        .isEqualTo(chances[c], within(lottery.difference() + 1e-6));
            }
        }
        assertThat(lottery.proved()).isTrue();
        for (Lottery.Level level : lottery.levels()) {
            assertThat(level.bound().subtract(level.chance()).doubleValue())
                    .as(trial)
                    .isBetween(0.0, 1e-6);
        }
        assertThat(lottery.vectors()).allMatch(question.region()::holds);
        assertThat(Arrays.stream(lottery.draws()).sum()).isEqualTo(lottery.total());
    }

    @Test
    void pricesAreThoseOfEnumeration() {
        for (int trial = 0; trial < 500; trial++) {
            Random random = new Random(trial);
            Question question = question(random);
            Enumeration oracle = new Enumeration(question.region(), question.pool());
            Pricing pricing = new Pricing(question.region(), 1000);
            for (int again = 0; again < 4; again++) {
                long[] weights = IntStream.range(0, question.pool().length)
                        .mapToLong(c -> random.nextInt(50))
                        .toArray();
                Pricing.Priced priced = pricing.above(weights, -1);
                assertThat(priced.proved()).isTrue();
                assertThat(priced.quotas() == null).isEqualTo(oracle.vectors.isEmpty());
                if (priced.quotas() != null) {
                    assertThat(priced.bound()).isEqualTo(oracle.greatest(weights));
                    assertThat(Enumeration.weigh(weights, priced.quotas())).isEqualTo(priced.value());
                    assertThat(priced.value()).isEqualTo(priced.bound());
                    assertThat(pricing.above(weights, priced.value()).quotas()).isNull();
                }
            }
        }
    }

    /** Published example_large_200 of Flanigan et al.: 999, 1 and 1,000 people, and everybody's chance is 1/10. */
    @Test
    void everyoneOfTwoThousandHasATenth() {
        long[] pool = {999, 1, 1000};
        Region region = region(200, pool, row(99, 200, 0, 1), row(99, 200, 2), row(99, 200, 0), row(99, 200, 1, 2));
        for (Lottery lottery : List.of(Lottery.maximin(region, pool), Lottery.leximin(region, pool))) {
            assertThat(lottery.proved()).isTrue();
            assertThat(lottery.levels()).singleElement().satisfies(level -> {
                assertThat(level.chance()).isEqualTo(new BigFraction(1, 10));
                assertThat(level.bound()).isEqualTo(new BigFraction(1, 10));
            });
            assertThat(lottery.total()).isEqualTo(1000);
            assertThat(lottery.difference()).isZero();
            for (int c = 0; c < 3; c++) {
                assertThat(lottery.expected(c)).isEqualTo(new BigFraction(pool[c], 10L));
            }
        }
    }

    /**
     * Three cells of which any two exclude each other: as fractions each could have a half, as whole numbers only one of
     * them is taken. The linear program over cells says 2/5, and no lottery reaches more than 1/3.
     */
    @Test
    void theProgramOverCellsIsNotTheAnswer() {
        long[] pool = {1, 1, 1, 2};
        Region region = region(2, pool, row(0, 1, 0, 1), row(0, 1, 1, 2), row(0, 1, 0, 2));
        DualSimplex cells = new DualSimplex(new double[] {0, 0, 0, 0, 1}, new double[5], new double[] {1, 1, 1, 2, 1});
        for (Region.Row row : region.rows()) {
            double[] line = new double[5];
            Arrays.stream(row.cells()).forEach(c -> line[c] = 1);
            cells.row(line, (double) row.low(), (double) row.high());
        }
        for (int c = 0; c < 4; c++) {
            double[] line = new double[5];
            line[c] = 1;
            line[4] = -pool[c];
            cells.row(line, 0, 2);
        }
        assertThat(cells.solve()).isTrue();
        assertThat(cells.solution()[4]).isEqualTo(0.4, within(1e-12));
        Lottery lottery = Lottery.maximin(region, pool);
        assertThat(lottery.levels().get(0).chance()).isEqualTo(new BigFraction(1, 3));
        assertThat(lottery.levels().get(0).bound()).isEqualTo(new BigFraction(1, 3));
        assertThat(lottery.total()).isEqualTo(999);
        assertThat(lottery.difference()).isZero();
    }

    @Test
    void twiceTheItemsOfEachCellHalveNoChanceFurther() {
        int met = 0;
        for (int trial = 0; trial < 300; trial++) {
            Question question = question(new Random(trial));
            if (Arrays.stream(question.region().low()).sum() > 0) {
                continue;
            }
            Lottery once = Lottery.maximin(question.region(), question.pool());
            long[] twice = Arrays.stream(question.pool()).map(n -> 2 * n).toArray();
            Lottery same = Lottery.maximin(question.region(), twice);
            assertThat(same == null).isEqualTo(once == null);
            if (once == null || once.levels().isEmpty()) {
                continue;
            }
            met++;
            // The same vectors over twice the items.
            assertThat(same.levels().get(0).bound().multiply(2).doubleValue())
                    .isEqualTo(once.levels().get(0).bound().doubleValue(), within(1e-8));
            // Twice the items, the seats and the rows: two draws of the half are one of the whole.
            List<Region.Row> rows = question.region().rows().stream()
                    .map(row -> row(2 * row.low(), 2 * row.high(), row.cells()))
                    .toList();
            long[] high =
                    Arrays.stream(question.region().high()).map(n -> 2 * n).toArray();
            Lottery doubled = Lottery.maximin(new Region(question.region().low(), high, rows), twice);
            if (doubled.never().equals(once.never())) {
                assertThat(doubled.levels().get(0).chance().doubleValue())
                        .isGreaterThanOrEqualTo(once.levels().get(0).chance().doubleValue() - 1e-8);
            }
        }
        assertThat(met).isGreaterThan(100);
    }

    @Test
    void chancesThatNoSmallNumberOfDrawsGivesAreRounded() {
        // 7 seats for 1009 items, of which 17 share a cap: no denominator below 2,000 fits both.
        long[] pool = {17, 992};
        Region region = region(7, pool, row(0, 1, 0));
        Lottery lottery = Lottery.maximin(region, pool);
        assertThat(lottery.levels().get(0).bound()).isEqualTo(new BigFraction(7, 1009));
        assertThat(lottery.total()).isIn(1000L, 1009L);
        double least = IntStream.range(0, 2)
                .mapToDouble(c -> lottery.expected(c).doubleValue() / pool[c])
                .min()
                .orElseThrow();
        assertThat(least).isEqualTo(7.0 / 1009, within(lottery.difference() + 1e-12));
        assertThat(lottery.difference()).isLessThan(1.0 / 1000 / 17);
    }

    @Test
    void whereNothingIsDrawnNothingIsUnfair() {
        Region all = new Region(new long[] {1, 0}, new long[] {1, 1}, List.of(row(1, 1, 0, 1)));
        Lottery musts = Lottery.leximin(all, new long[] {0, 1});
        assertThat(musts.never()).containsExactly(1);
        assertThat(musts.levels()).isEmpty();
        assertThat(musts.proved()).isTrue();
        assertThat(Lottery.maximin(region(3, new long[] {1, 1}), new long[] {1, 1}))
                .isNull();
    }
}
