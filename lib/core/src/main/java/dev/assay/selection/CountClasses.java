package dev.assay.selection;

import java.util.Arrays;

/**
 * Vectors of counts, equal ones collapsed into one class with a multiplicity: which of them goes where is no question of
 * balance. Classes ascend by their vectors, so that nothing hangs on the order in which the vectors came.
 */
final class CountClasses {

    /** Class x column. */
    private final int[][] vectors;
    /** Class to the columns where its vector is not 0, ascending: a group of few items touches few levels. */
    private final int[][] touched;

    private final int[] multiplicity;
    private final int[] classOf;
    private final long[] totals;

    /** The classes of some vectors: component x column. They are kept, not copied. */
    CountClasses(int[][] counts) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order, (one, two) -> Arrays.compare(counts[one], counts[two]));
        this.classOf = new int[counts.length];
        int[][] distinct = new int[counts.length][];
        int[] members = new int[counts.length];
        int found = 0;
        for (int component : order) {
            if (found == 0 || !Arrays.equals(distinct[found - 1], counts[component])) {
                distinct[found++] = counts[component];
            }
            classOf[component] = found - 1;
            members[found - 1]++;
        }
        this.vectors = Arrays.copyOf(distinct, found);
        this.multiplicity = Arrays.copyOf(members, found);
        this.totals = new long[counts.length == 0 ? 0 : counts[0].length];
        this.touched = new int[found][];
        for (int v = 0; v < found; v++) {
            touched[v] = nonZero(vectors[v]);
            for (int k : touched[v]) {
                totals[k] += (long) multiplicity[v] * vectors[v][k];
            }
        }
    }

    private static int[] nonZero(int[] vector) {
        int[] columns = new int[vector.length];
        int found = 0;
        for (int k = 0; k < vector.length; k++) {
            if (vector[k] != 0) {
                columns[found++] = k;
            }
        }
        return Arrays.copyOf(columns, found);
    }

    /** The number of classes. */
    int size() {
        return vectors.length;
    }

    /** The number of vectors there were. */
    int components() {
        return classOf.length;
    }

    int columns() {
        return totals.length;
    }

    int classOf(int component) {
        return classOf[component];
    }

    int multiplicity(int v) {
        return multiplicity[v];
    }

    int[] vector(int v) {
        return vectors[v];
    }

    int[] touched(int v) {
        return touched[v];
    }

    /** The sum of a column over all vectors. */
    long total(int column) {
        return totals[column];
    }

    /** The largest proportion of a column's total that one vector of a class holds. */
    double weight(int v) {
        double weight = 0;
        for (int k : touched[v]) {
            weight = Math.max(weight, (double) vectors[v][k] / totals[k]);
        }
        return weight;
    }

    /** The class of a vector, negative where there is none. */
    int find(int[] vector) {
        return Arrays.binarySearch(vectors, vector, Arrays::compare);
    }
}
