package dev.assay.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a column per cell, ascending: what a budget needs to know which sums of how many items there are. A
 * mergeable summary: items may come in any order and partition. Not safe for use by several threads at once.
 */
public final class ValueLists {

    private final List<double[]> values = new ArrayList<>();
    private final int[] counts;

    /** An empty summary of so many cells. */
    public ValueLists(int cells) {
        this.counts = new int[cells];
        for (int c = 0; c < cells; c++) {
            values.add(new double[4]);
        }
    }

    /** Takes in one item; NaN stands for a value that is not known, and is sorted last, as infinite. */
    public void add(int cell, double value) {
        double[] list = values.get(cell);
        if (counts[cell] == list.length) {
            list = Arrays.copyOf(list, list.length + (list.length >> 1) + 1);
            values.set(cell, list);
        }
        list[counts[cell]++] = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /** Takes in what another partition has seen. */
    public void merge(ValueLists other) {
        for (int c = 0; c < counts.length; c++) {
            for (int i = 0; i < other.counts[c]; i++) {
                add(c, other.values.get(c)[i]);
            }
        }
    }

    /** The values of each cell, ascending. */
    public double[][] result() {
        double[][] sorted = new double[counts.length][];
        for (int c = 0; c < counts.length; c++) {
            sorted[c] = Arrays.copyOf(values.get(c), counts[c]);
            Arrays.sort(sorted[c]);
        }
        return sorted;
    }
}
