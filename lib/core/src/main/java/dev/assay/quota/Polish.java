package dev.assay.quota;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lessens chi-square by small moves that keep all rows and the ceiling: an item from one cell to another, or two items
 * that trade their level on one axis, which leaves every margin as it is. A descent: it proves nothing.
 */
final class Polish {

    private static final long MOST_TRIALS = 3_000_000;

    private final Model model;
    private final long size;
    private final @Nullable Ceiling ceiling;
    private final double[] expected;
    private final Map<List<Integer>, Integer> index = new HashMap<>();
    private final int[] axes;
    private long trials;

    Polish(Model model, long size, @Nullable Ceiling ceiling, double[] expected) {
        this.model = model;
        this.size = size;
        this.ceiling = ceiling;
        this.expected = expected;
        this.axes = IntStream.range(0, model.cube.axes().size())
                .boxed()
                .sorted(Comparator.comparing(axis -> model.cube.axes().get(axis).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int c = 0; c < model.cells(); c++) {
            index.put(levels(c), c);
        }
    }

    /** A cell's levels, with the axes by name: no answer may hang on the order in which they were asked for. */
    private List<Integer> levels(int cell) {
        Integer[] levels = new Integer[axes.length];
        Arrays.setAll(levels, a -> model.cube.level(model.place[cell], axes[a]));
        return Arrays.asList(levels);
    }

    long[] improve(long[] start) {
        long[] quotas = start.clone();
        boolean moved = true;
        while (moved && trials < MOST_TRIALS) {
            moved = false;
            for (int from = 0; from < quotas.length; from++) {
                for (int other = 0; other < quotas.length; other++) {
                    moved |= from != other && transfer(quotas, from, other);
                    moved |= from < other && trade(quotas, from, other);
                }
            }
        }
        return quotas;
    }

    private boolean transfer(long[] quotas, int from, int to) {
        trials++;
        return gain(quotas, from, -1) + gain(quotas, to, 1) < -1e-9
                && attempt(quotas, new int[] {from}, new int[] {to});
    }

    private boolean trade(long[] quotas, int one, int two) {
        List<Integer> first = levels(one);
        List<Integer> second = levels(two);
        for (int a = 0; a < first.size(); a++) {
            Integer third = swapped(first, second, a);
            Integer fourth = swapped(second, first, a);
            trials++;
            if (third == null || fourth == null || third == two || first.get(a).equals(second.get(a))) {
                continue;
            }
            double gain =
                    gain(quotas, one, -1) + gain(quotas, two, -1) + gain(quotas, third, 1) + gain(quotas, fourth, 1);
            if (gain < -1e-9 && attempt(quotas, new int[] {one, two}, new int[] {third, fourth})) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Integer swapped(List<Integer> into, List<Integer> from, int axis) {
        Integer[] levels = into.toArray(Integer[]::new);
        levels[axis] = from.get(axis);
        return index.get(Arrays.asList(levels));
    }

    private double gain(long[] quotas, int cell, int by) {
        return by * (2 * (quotas[cell] - expected[cell]) + by) / expected[cell];
    }

    private boolean attempt(long[] quotas, int[] from, int[] to) {
        shift(quotas, from, -1);
        shift(quotas, to, 1);
        if (model.broken(quotas, size) == null && model.within(ceiling, quotas)) {
            return true;
        }
        trials += 50;
        shift(quotas, from, 1);
        shift(quotas, to, -1);
        return false;
    }

    private static void shift(long[] quotas, int[] cells, int by) {
        for (int cell : cells) {
            quotas[cell] += by;
        }
    }
}
