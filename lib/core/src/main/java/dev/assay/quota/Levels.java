package dev.assay.quota;

import dev.assay.cube.Cube;
import java.util.HashMap;
import java.util.Map;

/** The cells of every level, ascending; each axis is gone through once, however many rows speak of its levels. */
final class Levels {

    private final Cube cube;
    private final int[] place;
    private final Map<Integer, int[][]> axes = new HashMap<>();

    Levels(Cube cube, int[] place) {
        this.cube = cube;
        this.place = place;
    }

    /** Cells of a level; none for an index that the axis does not have. Not to be changed. */
    int[] cells(int axis, int level) {
        int[][] all = axes.computeIfAbsent(axis, this::grouped);
        return level >= 0 && level < all.length ? all[level] : new int[0];
    }

    private int[][] grouped(int axis) {
        int[] sizes = new int[cube.axes().get(axis).levels().size() + 1];
        for (int cell : place) {
            sizes[cube.level(cell, axis)]++;
        }
        int[][] cells = new int[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            cells[l] = new int[sizes[l]];
        }
        int[] at = new int[sizes.length];
        for (int c = 0; c < place.length; c++) {
            int level = cube.level(place[c], axis);
            cells[level][at[level]++] = c;
        }
        return cells;
    }
}
