package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Trades of two and of four cells, against a search through all of them. */
@NullUnmarked
class TradesTest {

    private int won;

    @Test
    void noSumChangesNoBoundIsPassedAndNoTradeIsLeft() {
        for (int trial = 0; trial < 60; trial++) {
            Random random = new Random(trial);
            Cube cube = ManyAxes.cube(random, 3, 2 + trial % 2, 14, 6, trial % 4 == 0 ? 0.2 : 0);
            long size = 3 + random.nextLong(cube.total() / 2);
            Model model = ModelBuilder.of(ManyAxes.plan(random, cube, size), cube);
            if (DualRoute.fits(model)) {
                Question question = new Question(model, new Blocks(model), size, null);
                tradesOf(question, model.expectedCounts(size), random);
            }
        }
        assertThat(won).isGreaterThan(20);
    }

    private void tradesOf(Question question, double[] expected, Random random) {
        double[] prices = random.doubles(question.sums.size(), -1, 1).toArray();
        double[] held =
                new SplittableRandom(random.nextLong()).doubles(expected.length).toArray();
        for (int c = 0; c < held.length; c++) {
            held[c] = question.low[c] + held[c] * Math.max(0, question.high[c] - question.low[c]);
        }
        Residual residual = new Residual(question, expected, prices, held);
        byte[] moved = new byte[residual.cells.length];
        long[] before = quotas(residual, moved);
        new Trades(residual, moved).run();
        long[] after = quotas(residual, moved);
        long[] blocks = question.blocks.sums(before);
        long[] now = question.blocks.sums(after);
        for (Question.Sum sum : question.sums) {
            assertThat(sum.of(now)).isEqualTo(sum.of(blocks));
        }
        double less = Model.chiSquare(before, expected) - Model.chiSquare(after, expected);
        assertThat(less).isGreaterThanOrEqualTo(0);
        won += less > 0 ? 1 : 0;
        for (int i = 0; i < moved.length; i++) {
            int cell = residual.cells[i];
            assertThat(moved[i]).isBetween((byte) -1, (byte) 1);
            assertThat(after[cell]).isBetween(question.low[cell], Math.max(question.low[cell], question.high[cell]));
        }
        nothingLeft(residual, moved, expected);
    }

    private static long[] quotas(Residual residual, byte[] moved) {
        long[] quotas = residual.quotas.clone();
        for (int i = 0; i < moved.length; i++) {
            quotas[residual.cells[i]] += moved[i];
        }
        return quotas;
    }

    /** All pairs that take an item against all pairs that give one. */
    private static void nothingLeft(Residual residual, byte[] moved, double[] expected) {
        int[] takers = may(residual, moved, 1);
        int[] givers = may(residual, moved, -1);
        for (int i = 0; i < takers.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < givers.length; k++) {
                    for (int l = 0; l < k; l++) {
                        long[] quotas = quotas(residual, moved);
                        double was = Model.chiSquare(quotas, expected);
                        add(quotas, residual, takers[i], 1);
                        add(quotas, residual, takers[j], 1);
                        add(quotas, residual, givers[k], -1);
                        add(quotas, residual, givers[l], -1);
                        boolean apart = IntStream.of(takers[i], takers[j], givers[k], givers[l])
                                        .distinct()
                                        .count()
                                == 4;
                        if (apart && sameSums(residual, moved, quotas)) {
                            assertThat(Model.chiSquare(quotas, expected)).isGreaterThan(was - 1e-6);
                        }
                    }
                }
            }
        }
    }

    private static int[] may(Residual residual, byte[] moved, int by) {
        return IntStream.rangeClosed(0, moved.length)
                .filter(i -> i == moved.length
                        || moved[i] == -by
                        || (moved[i] == 0 && Double.isFinite(by > 0 ? residual.up[i] : residual.down[i])))
                .toArray();
    }

    private static void add(long[] quotas, Residual residual, int i, int by) {
        if (i < residual.cells.length) {
            quotas[residual.cells[i]] += by;
        }
    }

    private static boolean sameSums(Residual residual, byte[] moved, long[] quotas) {
        long[] before = residual.question.blocks.sums(quotas(residual, moved));
        long[] after = residual.question.blocks.sums(quotas);
        return residual.question.sums.stream().allMatch(sum -> sum.of(after) == sum.of(before));
    }
}
