package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sets of cells whose sums the rows and goals of a model speak of: all cells (block 0), the levels of axes, and parts
 * of the table. Their order follows the cells' own, so that no answer hangs on the order of axes, levels or limits.
 */
final class Blocks {

    /** Blocks of cell c, without block 0: {@code member[start[c]] .. member[start[c + 1] - 1]}. */
    final int[] start;

    final int[] member;
    final int count;
    /** Axis to level to block, or -1 for a level without cells. */
    private final TreeMap<Integer, int[]> levels = new TreeMap<>();

    private final TreeMap<int[], Integer> parts = new TreeMap<>(Arrays::compare);

    Blocks(Model model) {
        int next = 1;
        Set<Integer> spoken = model.axes();
        model.goals.stream()
                .filter(goal -> model.unknown.get(goal.base()).length > 0)
                .forEach(goal -> spoken.add(goal.axis()));
        List<Integer> axes = new ArrayList<>(spoken);
        axes.sort(Comparator.comparing(axis -> model.cube.axes().get(axis).name()));
        for (int axis : axes) {
            next = number(model, axis, next);
        }
        for (Row row : model.rows) {
            part(model, row.axis(), row.cells());
        }
        for (Goal goal : model.goals) {
            part(model, goal.axis(), goal.cells());
        }
        for (var part : parts.entrySet()) {
            part.setValue(next++);
        }
        this.count = next;
        this.start = new int[model.cells() + 1];
        this.member = members(model, axes);
    }

    /** An axis' levels numbered as the cells meet them. */
    private int number(Model model, int axis, int from) {
        int[] numbers = new int[model.cube.axes().get(axis).levels().size() + 1];
        Arrays.fill(numbers, -1);
        int next = from;
        for (int cell : model.place) {
            int level = model.cube.level(cell, axis);
            numbers[level] = numbers[level] < 0 ? next++ : numbers[level];
        }
        levels.put(axis, numbers);
        return next;
    }

    private void part(Model model, int axis, int[] cells) {
        if (axis < 0 && !model.trivial(cells)) {
            parts.put(cells, 0);
        }
    }

    private int[] members(Model model, List<Integer> axes) {
        Arrays.fill(start, axes.size());
        parts.keySet().forEach(part -> Arrays.stream(part).forEach(c -> start[c]++));
        int sum = 0;
        for (int c = 0; c < start.length; c++) {
            int own = start[c];
            start[c] = sum;
            sum += c < model.cells() ? own : 0;
        }
        int[] blocks = new int[sum];
        int[] at = start.clone();
        for (int axis : axes) {
            int[] numbers = levels.getOrDefault(axis, new int[0]);
            for (int c = 0; c < model.cells(); c++) {
                blocks[at[c]++] = numbers[model.cube.level(model.place[c], axis)];
            }
        }
        parts.forEach((part, number) -> Arrays.stream(part).forEach(c -> blocks[at[c]++] = number));
        return blocks;
    }

    /** The block of a set of cells, or -1 where it has none: no cell, or a single one. */
    int of(int axis, int level, int[] cells) {
        if (cells.length == 0) {
            return -1;
        }
        if (cells.length == start.length - 1) {
            return 0;
        }
        int[] numbers = levels.get(axis);
        return numbers == null ? parts.getOrDefault(cells, -1) : numbers[level];
    }

    /** Sums of items over all blocks. */
    long[] sums(long[] quotas) {
        long[] sums = new long[count];
        for (int c = 0; c < quotas.length; c++) {
            long quota = quotas[c];
            sums[0] += quota;
            for (int i = start[c]; i < start[c + 1]; i++) {
                sums[member[i]] += quota;
            }
        }
        return sums;
    }
}
