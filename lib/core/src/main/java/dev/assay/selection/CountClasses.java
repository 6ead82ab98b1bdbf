package dev.assay.selection;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Vectors of counts, equal ones collapsed into one class with a multiplicity: which of them goes where is no question of
 * balance. Classes ascend by their vectors, so that nothing hangs on the order in which the vectors came.
 */
final class CountClasses {

    /** How many counts of four bits a number holds that is not negative. */
    private static final int PREFIX = 15;

    /** Class x column. */
    private final int[][] vectors;
    /** Class to the columns where its vector is not 0, ascending: a group of few items touches few levels. */
    private final int[][] touched;

    /** Class to the prefix of its vector: most comparisons end there, in one array instead of in a million. */
    private final long[] prefixes;

    private final int[] multiplicity;
    private final int[] classOf;
    private final long[] totals;
    private final int[] byWeight;
    private final double[] weights;

    /** The classes of some vectors: component x column. They are kept, not copied. */
    CountClasses(int[][] counts) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, c -> c);
        long[] prefix = new long[counts.length];
        Arrays.setAll(prefix, c -> prefix(counts[c]));
        Arrays.sort(
                order,
                (one, two) -> prefix[one] == prefix[two]
                        ? Arrays.compare(counts[one], counts[two])
                        : Long.compare(prefix[one], prefix[two]));
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
        this.prefixes = Arrays.stream(vectors).mapToLong(CountClasses::prefix).toArray();
        this.weights = IntStream.range(0, found).mapToDouble(this::weigh).toArray();
        this.byWeight = descending(weights);
    }

    /**
     * A number that is less for no vector that is greater: the first 15 counts, four bits each. A count of 15 and more ends
     * it, since what follows counts only where those are equal.
     */
    private static long prefix(int[] vector) {
        long prefix = 0;
        boolean ended = false;
        for (int k = 0; k < PREFIX; k++) {
            int count = ended || k >= vector.length ? 0 : Math.min(vector[k], 15);
            ended |= count == 15;
            prefix = prefix << 4 | count;
        }
        return prefix;
    }

    /** The places of some weights, the heaviest first, equal ones ascending. */
    static int[] descending(double[] weights) {
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted((one, two) -> Double.compare(weights[two], weights[one]))
                .mapToInt(v -> v)
                .toArray();
    }

    private double weigh(int v) {
        double weight = 0;
        for (int k : touched[v]) {
            weight = Math.max(weight, (double) vectors[v][k] / totals[k]);
        }
        return weight;
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
        return weights[v];
    }

    /** All classes, those of the largest weights first. */
    int[] byWeight() {
        return byWeight.clone();
    }

    /** The class of a vector, negative where there is none. */
    int find(int[] vector) {
        long prefix = prefix(vector);
        int low = 0;
        int high = vectors.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(prefixes[middle], prefix);
            order = order == 0 ? Arrays.compare(vectors[middle], vector) : order;
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order > 0 ? middle - 1 : high;
        }
        return -1;
    }
}
