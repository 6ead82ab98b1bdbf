package dev.assay.selection;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Vectors of counts divided into parts of given shares: the least worst {@code |part / total - share|} over columns, up to
 * the deviation that floors may cost, where the least shortfall from the floors comes first; then the least sum of
 * squares.
 *
 * <p>Equal vectors are one class; the unknowns are how many of each class go to each part. Few classes are enumerated. More
 * are filled in greedily, largest first, improved by {@link Exchange} towards the {@link CountingBound}, and, where that is
 * not reached, enumerated for as long as a number of steps lasts.
 */
final class Partition {

    private static final double EXHAUSTIVE = 300_000;
    private static final int STARTS = 8;
    private static final int PRESSED = 40;
    private static final int ROUNDS = 60;
    /** How many classes are looked at in all rounds from one filling on, at most. */
    private static final long MOST_SETTLED = 10_000_000;

    private static final BigFraction A_LITTLE_LESS = ExactDeviation.fraction(999_999, 1_000_000);
    private static final long MOST_FILLED = 50_000;
    private static final long MOST_TRIALS = 6_000_000;
    private static final long MOST_STEPS = 2_000_000;
    /** More components than this are not enumerated in so many steps. */
    private static final int MOST_ENUMERATED = 64;

    private final CountClasses classes;
    private final BigFraction[] shares;
    /** The columns whose worst deviation counts; those after them count in the sum of squares only. */
    private final int judged;

    private final Floors floors;
    private final Division division;
    private final ExactDeviation exact;
    private double bound;

    /**
     * What there is to divide.
     *
     * @param counts component x column; the judged columns first
     * @param shares of the parts, summing to 1; fractions, so that a proof hangs on no rounding
     * @param floors of the columns within a part
     */
    Partition(int[][] counts, int judged, BigFraction[] shares, Floors floors) {
        this.classes = new CountClasses(counts);
        this.shares = shares.clone();
        this.judged = judged;
        this.floors = floors;
        this.division = new Division(classes, judged, shares, floors);
        this.exact = new ExactDeviation(classes, judged, shares);
    }

    int classOf(int component) {
        return classes.classOf(component);
    }

    int[][] placesByClass() {
        return division.best();
    }

    double worst() {
        return classes.size() == 0 ? 0 : division.bestScore().worst();
    }

    double bound() {
        return bound;
    }

    void solve() {
        if (classes.size() == 0) {
            return;
        }
        BigFraction least = new CountingBound(classes, judged, shares).least();
        int[] order = IntStream.range(0, classes.size()).toArray();
        if (classes.components() * Math.log(shares.length) <= Math.log(EXHAUSTIVE)) {
            least = enumerate(order, Long.MAX_VALUE, least);
        } else {
            search(least);
            if (!division.bestScore().reaches(least.doubleValue()) && classes.components() <= MOST_ENUMERATED) {
                least = enumerate(byWeight(0), MOST_STEPS, least);
            }
        }
        // Two ways to compute one fraction may differ in its last digits; then an optimum would look like a near miss.
        bound = exact.worst(division.bestSums()).equals(least) ? worst() : least.doubleValue();
    }

    /** The least worst deviation where every division was seen; the bound as it was where the steps did not suffice. */
    private BigFraction enumerate(int[] order, long steps, BigFraction least) {
        boolean complete = new Enumeration(classes, division, order, judged, floors.cost(), steps).complete();
        return complete ? exact.worst(division.leastSums()) : least;
    }

    private void search(BigFraction least) {
        Exchange exchange = new Exchange(classes, division, floors, exact, judged, MOST_TRIALS);
        // Among many components every start ends alike.
        long starts = Math.max(1, Math.min(STARTS, MOST_FILLED / classes.components()));
        for (int start = 0; start < starts && !exchange.exhausted(); start++) {
            fill(start);
            division.keepBetter();
            settle(least);
            division.keepBetter();
            exchange.descend(least);
            division.keepBetter();
            if (division.bestScore().reaches(least.doubleValue())) {
                return;
            }
        }
        press(exchange);
        if (!division.bestScore().reaches(least.doubleValue())) {
            pressStarts(exchange, least);
        }
    }

    private void settle(BigFraction limit) {
        Windows windows = Windows.of(exact, shares.length, judged, limit);
        long rounds = Math.min(ROUNDS, MOST_SETTLED / classes.size());
        new Multipliers(classes, division, windows, judged).settle(rounds);
    }

    /** From other fillings on, each pressed by itself: where classes are few, the best start is not the one that ends best. */
    private void pressStarts(Exchange exchange, BigFraction least) {
        for (int start = 0; start < PRESSED && exchange.affordsEveryPair(); start++) {
            fill(start);
            BigFraction before = BigFraction.TWO;
            BigFraction worst = exact.worst(division.sums());
            while (worst.compareTo(before) < 0 && !division.bestScore().reaches(least.doubleValue())) {
                before = worst;
                exchange.descend(worst.multiply(A_LITTLE_LESS));
                exchange.everyPair();
                division.keepBetter();
                worst = exact.worst(division.sums());
            }
        }
    }

    /** From the best division on: a little less than its worst deviation, as long as that is found. */
    private void press(Exchange exchange) {
        Score before = Score.NONE;
        while (division.bestScore().isBetterThan(before) && !exchange.exhausted()) {
            before = division.bestScore();
            division.restoreBest();
            BigFraction worst = exact.worst(division.bestSums());
            exchange.descend(worst.multiply(A_LITTLE_LESS));
            exchange.everyPair();
            division.keepBetter();
        }
    }

    /** Largest vectors first, each to the part where it leaves the least sum of squares; starts differ in the order. */
    private void fill(int start) {
        division.clear();
        for (int v : byWeight(start)) {
            for (int i = 0; i < classes.multiplicity(v); i++) {
                division.shift(v, cheapest(v), 1);
            }
        }
    }

    private int[] byWeight(int start) {
        if (start == 0) {
            return classes.byWeight();
        }
        double[] weight = new double[classes.size()];
        // Later starts shuffle the order within a widening factor, by a hash that no machine disagrees about.
        Arrays.setAll(weight, v -> classes.weight(v) * (1 + start * noise(start, v)));
        return CountClasses.descending(weight);
    }

    private double noise(int start, int v) {
        return (SeededHash.of(start, Arrays.toString(classes.vector(v))) >>> 11) * 0x1p-53;
    }

    private int cheapest(int v) {
        int cheapest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int part = 0; part < shares.length; part++) {
            double cost = 0;
            for (int k : classes.touched(v)) {
                double total = classes.total(k);
                double more = classes.vector(v)[k] / total;
                // The growth of the square, which leaves the other parts as they are.
                cost += more * (2 * (division.sum(part, k) / total - division.share(part)) + more);
            }
            if (cost < least - Score.TOLERANCE) {
                least = cost;
                cheapest = part;
            }
        }
        return cheapest;
    }
}
