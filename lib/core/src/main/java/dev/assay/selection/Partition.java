package dev.assay.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Vectors of counts divided into parts of given shares: the least worst {@code |part / total - share|} over columns, up to
 * the deviation that floors may cost, where the least shortfall from the floors comes first; then the least sum of
 * squares. Equal vectors are one class with a multiplicity; the unknowns are how many of each class go to each part.
 */
final class Partition {

    private static final double EXHAUSTIVE = 300_000;
    private static final int STARTS = 8;
    private static final double TOLERANCE = 1e-12;
    private static final long MOST_TRIALS = 20_000_000;

    private final double[] shares;
    private final BigFraction[] exactShares;
    private final int columns;
    /** The columns whose worst deviation counts; those after them count in the sum of squares only. */
    private final int judged;

    private final Floors floors;
    private final List<int[]> vectors = new ArrayList<>();
    private final int[] classes;
    private final int[] multiplicity;
    private final long[] totals;

    /** The best so far: class x part. */
    private int[][] best;

    private Score bestScore = Score.NONE;
    private double leastWorst = Double.POSITIVE_INFINITY;
    /** What has the least worst deviation, whatever it costs in floors: class x part. */
    private int[][] leastPlaces;

    private double bound;

    /** The one being worked on, and its sums: part x column. */
    private int[][] current;

    private long[][] sums;
    private long trials;

    /**
     * What there is to divide.
     *
     * @param counts component x column; the judged columns first
     * @param shares of the parts, summing to 1; fractions, so that a proof hangs on no rounding
     * @param floors of the columns within a part
     */
    Partition(int[][] counts, int judged, BigFraction[] shares, Floors floors) {
        this.exactShares = shares.clone();
        this.shares =
                Arrays.stream(shares).mapToDouble(BigFraction::doubleValue).toArray();
        this.floors = floors;
        this.judged = judged;
        this.columns = counts.length == 0 ? 0 : counts[0].length;
        Map<int[], Integer> index = new TreeMap<>(Arrays::compare);
        for (int[] vector : counts) {
            index.put(vector, 0);
        }
        for (Map.Entry<int[], Integer> entry : index.entrySet()) {
            entry.setValue(vectors.size());
            vectors.add(entry.getKey());
        }
        this.classes = new int[counts.length];
        this.multiplicity = new int[vectors.size()];
        this.totals = new long[columns];
        for (int c = 0; c < counts.length; c++) {
            classes[c] = index.getOrDefault(counts[c], -1);
            multiplicity[classes[c]]++;
            for (int k = 0; k < columns; k++) {
                totals[k] += counts[c][k];
            }
        }
        this.best = new int[vectors.size()][shares.length];
        this.leastPlaces = best;
        this.current = new int[vectors.size()][shares.length];
        this.sums = new long[shares.length][columns];
    }

    int classOf(int component) {
        return classes[component];
    }

    int[][] placesByClass() {
        return Arrays.stream(best).map(int[]::clone).toArray(int[][]::new);
    }

    double worst() {
        return columns == 0 ? 0 : bestScore.worst();
    }

    double bound() {
        return bound;
    }

    void solve() {
        if (columns == 0) {
            return;
        }
        ExactDeviation exact = new ExactDeviation(vectors, totals, judged, exactShares);
        BigFraction least = exact.leastPossible();
        bound = least.doubleValue();
        if (classes.length * Math.log(shares.length) <= Math.log(EXHAUSTIVE)) {
            enumerate(0, multiplicity.length == 0 ? 0 : multiplicity[0], 0);
            least = exact.worst(sums(leastPlaces));
        } else {
            search();
        }
        // Two ways to compute one fraction may differ in its last digits; then an optimum would look like a near miss.
        bound = exact.worst(sums(best)).equals(least) ? bestScore.worst() : least.doubleValue();
    }

    private void search() {
        for (int start = 0; start < STARTS && trials < MOST_TRIALS && !bestScore.reaches(bound); start++) {
            fill(start);
            descend();
            keepBetter();
        }
    }

    /** The sums of a division: part x column. */
    private long[][] sums(int[][] places) {
        long[][] of = new long[shares.length][columns];
        for (int v = 0; v < places.length; v++) {
            for (int part = 0; part < shares.length; part++) {
                for (int k = 0; k < columns; k++) {
                    of[part][k] += (long) places[v][part] * vectors.get(v)[k];
                }
            }
        }
        return of;
    }

    private void shift(int vector, int part, int by) {
        current[vector][part] += by;
        for (int k = 0; k < columns; k++) {
            sums[part][k] += (long) by * vectors.get(vector)[k];
        }
    }

    private double deviation(int part, int column) {
        return Math.abs((double) sums[part][column] / totals[column] - shares[part]);
    }

    private double currentWorst() {
        double worst = 0;
        for (int part = 0; part < shares.length; part++) {
            for (int k = 0; k < judged; k++) {
                worst = Math.max(worst, deviation(part, k));
            }
        }
        return worst;
    }

    private double currentSquares() {
        double squares = 0;
        for (int part = 0; part < shares.length; part++) {
            for (int k = 0; k < columns; k++) {
                squares += deviation(part, k) * deviation(part, k);
            }
        }
        return squares;
    }

    private Score score() {
        double worst = currentWorst();
        return new Score(Math.max(0, worst - floors.cost()), floors.shortfall(sums), worst, currentSquares());
    }

    private void keepBetter() {
        Score score = score();
        if (score.worst() < leastWorst) {
            leastWorst = score.worst();
            leastPlaces = Arrays.stream(current).map(int[]::clone).toArray(int[][]::new);
        }
        if (score.isBetterThan(bestScore)) {
            bestScore = score;
            best = Arrays.stream(current).map(int[]::clone).toArray(int[][]::new);
        }
    }

    /**
     * How good a division is, the first figure first.
     *
     * @param excess by how much the worst deviation exceeds what floors may cost
     * @param shortfall how far levels are below their floors, over all parts
     * @param worst the worst deviation
     * @param squares the sum of squared deviations
     */
    private record Score(double excess, double shortfall, double worst, double squares) {
        static final Score NONE = new Score(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        boolean isBetterThan(Score other) {
            int order = compare(excess, other.excess);
            order = order != 0 ? order : compare(shortfall, other.shortfall);
            order = order != 0 ? order : compare(worst, other.worst);
            order = order != 0 ? order : compare(squares, other.squares);
            return order < 0;
        }

        boolean reaches(double bound) {
            return shortfall <= TOLERANCE && worst <= bound + TOLERANCE;
        }

        private static int compare(double one, double two) {
            return one < two - TOLERANCE ? -1 : one > two + TOLERANCE ? 1 : 0;
        }
    }

    /** Every way to hand out the members of each class. */
    private void enumerate(int vector, int left, int part) {
        if (vector == vectors.size()) {
            keepBetter();
            return;
        }
        if (part == shares.length - 1) {
            shift(vector, part, left);
            enumerate(vector + 1, vector + 1 < vectors.size() ? multiplicity[vector + 1] : 0, 0);
            shift(vector, part, -left);
            return;
        }
        for (int here = 0; here <= left; here++) {
            shift(vector, part, here);
            enumerate(vector, left - here, part + 1);
            shift(vector, part, -here);
        }
    }

    /** Largest vectors first, each to the part where it leaves the least sum of squares; starts differ in the order. */
    private void fill(int start) {
        current = new int[vectors.size()][shares.length];
        sums = new long[shares.length][columns];
        List<Integer> order = new ArrayList<>();
        for (int v = 0; v < vectors.size(); v++) {
            order.add(v);
        }
        double[] weight = new double[vectors.size()];
        Arrays.setAll(weight, v -> weight(vectors.get(v), start));
        order.sort((one, two) -> Double.compare(weight[two], weight[one]));
        for (int vector : order) {
            for (int i = 0; i < multiplicity[vector]; i++) {
                shift(vector, cheapest(vector), 1);
            }
        }
    }

    private double weight(int[] vector, int start) {
        double weight = 0;
        for (int k = 0; k < columns; k++) {
            weight = Math.max(weight, (double) vector[k] / totals[k]);
        }
        // Later starts shuffle the order within a widening factor, by a hash that no machine disagrees about.
        long hash = SeededHash.of(start, Arrays.toString(vector)) >>> 11;
        return weight * (1 + start * hash * 0x1p-53);
    }

    private int cheapest(int vector) {
        int cheapest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int part = 0; part < shares.length; part++) {
            double cost = 0;
            for (int k = 0; k < columns; k++) {
                double part0 = (double) vectors.get(vector)[k] / totals[k];
                double now = (double) sums[part][k] / totals[k] - shares[part];
                // The growth of the square, which leaves the other parts as they are.
                cost += part0 * (2 * now + part0);
            }
            if (cost < least - TOLERANCE) {
                least = cost;
                cheapest = part;
            }
        }
        return cheapest;
    }

    /** Moves one vector, or swaps two, while that is better. */
    private void descend() {
        Score score = score();
        boolean moved = true;
        while (moved && trials < MOST_TRIALS) {
            moved = false;
            for (int one = 0; one < vectors.size(); one++) {
                for (int two = -1; two < vectors.size(); two++) {
                    for (int pair = 0; pair < shares.length * shares.length; pair++) {
                        if (attempt(one, two, pair / shares.length, pair % shares.length, score)) {
                            score = score();
                            moved = true;
                        }
                    }
                }
            }
        }
    }

    /** One of the first class from one part to another, and one of the second (none if -1) back; undone unless better. */
    private boolean attempt(int one, int two, int from, int to, Score than) {
        if (from == to || one == two || current[one][from] == 0 || (two >= 0 && current[two][to] == 0)) {
            return false;
        }
        trials++;
        trade(one, two, from, to);
        if (score().isBetterThan(than)) {
            return true;
        }
        trade(one, two, to, from);
        return false;
    }

    private void trade(int one, int two, int from, int to) {
        shift(one, from, -1);
        shift(one, to, 1);
        if (two >= 0) {
            shift(two, to, -1);
            shift(two, from, 1);
        }
    }
}
