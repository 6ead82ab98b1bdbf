package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question with its size fixed, as intervals: on every cell, and on every block of at most two partitions of the
 * cells. All of a model's rows and goals are in it, given that they speak of no more than two axes.
 */
final class Bands {

    final long size;
    final long[] low;
    final long[] high;
    final List<Partition> partitions = new ArrayList<>();
    boolean possible = true;

    /** Blocks of cells: which block each cell is in, and how many items each may hold. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Partition(int[] block, long[] low, long[] high) {}

    private final Model model;
    private final List<Integer> axes;
    /** For each axis, the block of each level; -1 for a level without cells. */
    private final List<int[]> levels = new ArrayList<>();

    /**
     * The intervals of a question.
     *
     * @param axes the axes to part by, at most two
     * @param open the base whose unknown cells are to hold {@code openCount} items, or -1 where every base is closed
     * @param ceiling how far deviations may go, or null where targets do not matter
     */
    Bands(Model model, List<Integer> axes, long size, int open, long openCount, @Nullable Ceiling ceiling) {
        this.model = model;
        this.axes = axes;
        this.size = size;
        this.low = new long[model.cells()];
        this.high = model.supplied();
        for (int axis : axes) {
            int[] numbers = numbers(axis);
            int[] block = new int[model.cells()];
            Arrays.setAll(block, c -> numbers[model.cube.level(model.place[c], axis)]);
            partition(block, numbers.length);
            levels.add(numbers);
        }
        for (Row row : model.rows) {
            long bound = row.bound(size);
            narrow(row.axis(), row.level(), row.cells(), row.upper() ? 0 : bound, row.upper() ? bound : size);
        }
        if (open >= 0) {
            openBase(model.unknown.get(open), openCount);
        }
        for (Goal goal : model.goals) {
            Ceiling own = goal.within(ceiling);
            if (own != null) {
                long known = goal.base() == open ? size - openCount : size;
                narrow(goal.axis(), goal.level(), goal.cells(), goal.least(known, own), goal.most(known, own));
                possible &= known > 0 || goal.zero() || own.admitsOne();
            }
        }
        settle();
    }

    /** An axis' levels numbered as the cells meet them, so that no answer hangs on the order of levels. */
    private int[] numbers(int axis) {
        int[] numbers = new int[model.cube.axes().get(axis).levels().size() + 1];
        Arrays.fill(numbers, -1);
        int next = 0;
        for (int cell : model.place) {
            int level = model.cube.level(cell, axis);
            numbers[level] = numbers[level] < 0 ? next++ : numbers[level];
        }
        return numbers;
    }

    private void partition(int[] block, int blocks) {
        long[] most = new long[blocks];
        Arrays.fill(most, size);
        partitions.add(new Partition(block, new long[blocks], most));
    }

    /** Unknown cells as a block of their own; one axis' partition has that block already. */
    private void openBase(int[] unknown, long count) {
        if (partitions.isEmpty()) {
            int[] block = new int[model.cells()];
            for (int c : unknown) {
                block[c] = 1;
            }
            partition(block, 2);
        }
        Partition first = partitions.get(0);
        int block = unknown.length == 0 ? -1 : first.block()[unknown[0]];
        if (block < 0) {
            possible &= count == 0;
        } else {
            first.low()[block] = Math.max(first.low()[block], count);
            first.high()[block] = Math.min(first.high()[block], count);
        }
    }

    private void narrow(int axis, int level, int[] cells, long least, long most) {
        if (cells.length == 0) {
            possible &= least <= 0 && most >= 0;
        } else if (cells.length == 1) {
            low[cells[0]] = Math.max(low[cells[0]], least);
            high[cells[0]] = Math.min(high[cells[0]], most);
        } else if (cells.length == model.cells()) {
            possible &= least <= size && size <= most;
        } else {
            Partition partition = partitions.get(axes.indexOf(axis));
            int block = levels.get(axes.indexOf(axis))[level];
            partition.low()[block] = Math.max(partition.low()[block], least);
            partition.high()[block] = Math.min(partition.high()[block], most);
        }
    }

    private void settle() {
        for (int c = 0; c < low.length; c++) {
            possible &= low[c] <= high[c];
        }
        for (Partition partition : partitions) {
            for (int b = 0; b < partition.low().length; b++) {
                possible &= partition.low()[b] <= partition.high()[b];
            }
        }
    }
}
