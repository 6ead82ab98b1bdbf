package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.selection.SeededHash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Cells by a hash of their levels, whatever the order of axes and levels is. */
final class CellOrder {

    private final Cube cube;
    /** Axes by name. */
    private final int[] axes;

    private CellOrder(Cube cube) {
        this.cube = cube;
        this.axes = IntStream.range(0, cube.axes().size())
                .boxed()
                .sorted(Comparator.comparing(axis -> cube.axes().get(axis).name()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The cube's cells that are admitted, in this order. */
    static int[] of(Cube cube, IntPredicate admitted) {
        return new CellOrder(cube)
                .sorted(IntStream.range(0, cube.size()).filter(admitted).toArray());
    }

    private String name(int cell) {
        StringBuilder name = new StringBuilder("{");
        for (int axis : axes) {
            name.append(name.length() > 1 ? ", " : "")
                    .append(cube.axes().get(axis).name())
                    .append('=')
                    .append(cube.levelText(cell, axis));
        }
        return name.append('}').toString();
    }

    /** Sorts hashes, then looks up where each cell's stands: no object for each of a million cells. */
    private int[] sorted(int[] cells) {
        long[] hashes = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            // Turned so that signed order is that of unsigned hashes.
            hashes[i] = SeededHash.of(0, name(cells[i])) ^ Long.MIN_VALUE;
        }
        long[] order = hashes.clone();
        Arrays.sort(order);
        int[] place = new int[cells.length];
        Arrays.fill(place, -1);
        for (int i = 0; i < cells.length; i++) {
            int at = Arrays.binarySearch(order, hashes[i]);
            while (at > 0 && order[at - 1] == hashes[i]) {
                at--;
            }
            while (place[at] >= 0) {
                at++;
            }
            place[at] = cells[i];
        }
        ties(order, place);
        return place;
    }

    /** Cells of one hash stand by name. */
    private void ties(long[] order, int[] place) {
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && order[to] == order[from]) {
                to++;
            }
            if (to - from > 1) {
                int[] byName = Arrays.stream(place, from, to)
                        .boxed()
                        .sorted(Comparator.comparing(this::name))
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(byName, 0, place, from, byName.length);
            }
            from = to;
        }
    }
}
