package dev.assay.cube;

import dev.assay.schema.Axis;
import dev.assay.schema.RefusedException;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts items per cell in one pass over level codes.
 *
 * <p>A cell's key is the mixed-radix number of its level indices, so keys ascend in the cube's own order. Up to
 * {@value #DENSE_CELLS} possible cells are counted in a flat array per thread; beyond that in a hash table, which grows
 * with the cells that exist. Addition commutes, so threads and order do not matter.
 */
public final class Counter {

    private static final int DENSE_CELLS = 1 << 20;
    private static final int BLOCK = 2048;
    /** Below this a second thread costs more than it saves. */
    private static final int ITEMS_PER_THREAD = 100_000;

    private Counter() {}

    /**
     * Counts.
     *
     * @param axes the axes of a cell, all of the same number of items; may be empty (one cell then)
     * @param items the number of items
     * @param weights how many items each row stands for, or null where each is one
     */
    public static Cube count(List<AxisCodes> axes, int items, long @Nullable [] weights) {
        double cells = axes.stream().mapToDouble(AxisCodes::radix).reduce(1, (a, b) -> a * b);
        if (cells >= 0x1p62) {
            throw new RefusedException("the axes span more than 2^62 cells; leave out one with many levels: "
                    + axes.stream()
                            .map(a -> a.axis().name() + " (" + a.radix() + ")")
                            .toList());
        }
        return cells <= DENSE_CELLS ? dense(axes, items, weights, (int) cells) : sparse(axes, items, weights);
    }

    private static Cube dense(List<AxisCodes> axes, int items, long @Nullable [] weights, int cells) {
        long[] counts = chunks(items)
                .mapToObj(chunk -> denseChunk(axes, start(items, chunk), start(items, chunk + 1), weights, cells))
                .reduce((a, b) -> {
                    Arrays.setAll(a, i -> a[i] + b[i]);
                    return a;
                })
                .orElseThrow();
        long[] keys = IntStream.range(0, cells)
                .filter(key -> counts[key] > 0)
                .asLongStream()
                .toArray();
        return cube(
                axes, keys, Arrays.stream(keys).map(key -> counts[(int) key]).toArray());
    }

    private static long[] denseChunk(List<AxisCodes> axes, int from, int to, long @Nullable [] weights, int cells) {
        long[] counts = new long[cells];
        int[] keys = new int[BLOCK];
        for (int block = from; block < to; block += BLOCK) {
            int length = Math.min(BLOCK, to - block);
            Arrays.fill(keys, 0);
            for (AxisCodes axis : axes) {
                axis.append(keys, block, length);
            }
            for (int i = 0; i < length; i++) {
                counts[keys[i]] += weights == null ? 1 : weights[block + i];
            }
        }
        return counts;
    }

    private static Cube sparse(List<AxisCodes> axes, int items, long @Nullable [] weights) {
        Long2LongOpenHashMap counts = chunks(items)
                .mapToObj(chunk -> sparseChunk(axes, start(items, chunk), start(items, chunk + 1), weights))
                .reduce((a, b) -> {
                    b.long2LongEntrySet().fastForEach(entry -> a.addTo(entry.getLongKey(), entry.getLongValue()));
                    return a;
                })
                .orElseThrow();
        long[] keys = counts.keySet().toLongArray();
        Arrays.sort(keys);
        return cube(axes, keys, Arrays.stream(keys).map(counts::get).toArray());
    }

    private static Long2LongOpenHashMap sparseChunk(List<AxisCodes> axes, int from, int to, long @Nullable [] weights) {
        Long2LongOpenHashMap counts = new Long2LongOpenHashMap();
        long[] keys = new long[BLOCK];
        for (int block = from; block < to; block += BLOCK) {
            int length = Math.min(BLOCK, to - block);
            Arrays.fill(keys, 0);
            for (AxisCodes axis : axes) {
                axis.append(keys, block, length);
            }
            for (int i = 0; i < length; i++) {
                counts.addTo(keys[i], weights == null ? 1 : weights[block + i]);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static Cube cube(List<AxisCodes> axes, long[] keys, long[] counts) {
        List<Axis> names = axes.stream().map(AxisCodes::axis).toList();
        int[] levels = new int[keys.length * axes.size()];
        for (int c = 0; c < keys.length; c++) {
            long key = keys[c];
            for (int a = axes.size() - 1; a >= 0; a--) {
                levels[c * axes.size() + a] = (int) (key % axes.get(a).radix());
                key /= axes.get(a).radix();
            }
        }
        return Cube.of(names, levels, counts);
    }

    private static int threads(int items) {
        return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), items / ITEMS_PER_THREAD));
    }

    private static IntStream chunks(int items) {
        IntStream chunks = IntStream.range(0, threads(items));
        return threads(items) == 1 ? chunks : chunks.parallel();
    }

    private static int start(int items, int chunk) {
        return (int) ((long) items * chunk / threads(items));
    }
}
