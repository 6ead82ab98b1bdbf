package dev.assay.selection;

import java.util.Arrays;
import org.apache.commons.math3.fraction.BigFraction;

/** How many vectors of each class are in each part, and what they sum to. One is worked on; the best ones are remembered. */
final class Division {

    private final CountClasses classes;
    private final double[] shares;
    private final int judged;
    private final Floors floors;

    /** Class x part. */
    private int[][] places;
    /** Part x column. */
    private final long[][] sums;

    private int[][] best;
    private Score bestScore = Score.NONE;
    private double leastWorst = Double.POSITIVE_INFINITY;
    /** What has the least worst deviation, whatever it costs in floors. */
    private int[][] least;

    /**
     * Nothing divided yet.
     *
     * @param judged how many columns count for the worst deviation, from the first
     */
    Division(CountClasses classes, int judged, BigFraction[] shares, Floors floors) {
        this.classes = classes;
        this.judged = judged;
        this.shares =
                Arrays.stream(shares).mapToDouble(BigFraction::doubleValue).toArray();
        this.floors = floors;
        this.places = new int[classes.size()][shares.length];
        this.sums = new long[shares.length][classes.columns()];
        this.best = copy(places);
        this.least = best;
    }

    int parts() {
        return shares.length;
    }

    double share(int part) {
        return shares[part];
    }

    int at(int v, int part) {
        return places[v][part];
    }

    long sum(int part, int column) {
        return sums[part][column];
    }

    void shift(int v, int part, int by) {
        places[v][part] += by;
        int[] vector = classes.vector(v);
        for (int k : classes.touched(v)) {
            sums[part][k] += (long) by * vector[k];
        }
    }

    void clear() {
        places = new int[classes.size()][shares.length];
        Arrays.stream(sums).forEach(row -> Arrays.fill(row, 0));
    }

    private double deviation(int part, int column) {
        return Math.abs((double) sums[part][column] / classes.total(column) - shares[part]);
    }

    Score score() {
        double worst = 0;
        double squares = 0;
        for (int part = 0; part < shares.length; part++) {
            for (int k = 0; k < classes.columns(); k++) {
                double deviation = deviation(part, k);
                worst = k < judged ? Math.max(worst, deviation) : worst;
                squares += deviation * deviation;
            }
        }
        return new Score(Math.max(0, worst - floors.cost()), floors.shortfall(sums), worst, squares);
    }

    /** Remembers this division if it is better than those before it. */
    void keepBetter() {
        Score score = score();
        boolean lessWorst = score.worst() < leastWorst - Score.TOLERANCE;
        boolean better = score.isBetterThan(bestScore);
        int[][] now = lessWorst || better ? copy(places) : places;
        if (lessWorst) {
            leastWorst = score.worst();
            least = now;
        }
        if (better) {
            bestScore = score;
            best = now;
        }
    }

    /** Goes back to the best division. */
    void restoreBest() {
        restore(best);
    }

    /** Goes back to a division: class x part. */
    void restore(int[][] division) {
        clear();
        for (int v = 0; v < division.length; v++) {
            for (int part = 0; part < shares.length; part++) {
                if (division[v][part] != 0) {
                    shift(v, part, division[v][part]);
                }
            }
        }
    }

    /** Class x part of the division that is worked on. */
    int[][] places() {
        return copy(places);
    }

    Score bestScore() {
        return bestScore;
    }

    double leastWorst() {
        return leastWorst;
    }

    /** Class x part of the best division. */
    int[][] best() {
        return copy(best);
    }

    /** The sums of this division: part x column; as they are, for reading. */
    long[][] sums() {
        return sums;
    }

    /** The sums of the best division: part x column. */
    long[][] bestSums() {
        return sumsOf(best);
    }

    /** The sums of the division of the least worst deviation: part x column. */
    long[][] leastSums() {
        return sumsOf(least);
    }

    private long[][] sumsOf(int[][] division) {
        long[][] of = new long[shares.length][classes.columns()];
        for (int v = 0; v < division.length; v++) {
            for (int part = 0; part < shares.length; part++) {
                for (int k : classes.touched(v)) {
                    of[part][k] += (long) division[v][part] * classes.vector(v)[k];
                }
            }
        }
        return of;
    }

    private static int[][] copy(int[][] places) {
        return Arrays.stream(places).map(int[]::clone).toArray(int[][]::new);
    }
}
