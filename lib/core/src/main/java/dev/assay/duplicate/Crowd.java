package dev.assay.duplicate;

import dev.assay.schema.Pieces;
import java.util.Arrays;

/**
 * Hashes sorted by one part, and comparisons between stretches of them. Small stretches are compared pair by pair. In
 * large ones the hashes of one cluster are taken together: pairs within it are known, and another cluster is passed over
 * where the triangle inequality says that none of it can be near.
 */
final class Crowd {

    private static final int NEAR = NearDuplicates.DISTANCE;
    /** Up to this many pairs, looking at each costs less than sorting. */
    private static final long FEW = 4096;
    /** How many that follow each hash of a large stretch are compared before all are, to find its clusters early. */
    private static final int NEXT = 32;

    private static final Run[] NO_RUNS = {};

    private final Hashes hashes;
    /** The number in the pieces of each hash. */
    private final int[] numbers;

    private final Pieces pieces;

    Crowd(Hashes hashes, int[] numbers, Pieces pieces) {
        this.hashes = hashes;
        this.numbers = numbers;
        this.pieces = pieces;
    }

    /** Joins hashes that stand close together in a large stretch. */
    void link(int from, int to) {
        if (isSmall(from, to, from, to)) {
            return;
        }
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < Math.min(to, i + 1 + NEXT); j++) {
                compare(i, j);
            }
        }
    }

    /** Joins all near hashes of one stretch. */
    void within(int from, int to) {
        Run[] runs = isSmall(from, to, from, to) ? NO_RUNS : runs(from, to);
        if (areFew(runs, runs, from, to, from, to)) {
            for (int i = 0; i < runs.length; i++) {
                for (int j = i + 1; j < runs.length; j++) {
                    compare(runs[i], runs[j]);
                }
            }
        } else {
            for (int i = from; i < to; i++) {
                for (int j = i + 1; j < to; j++) {
                    compare(i, j);
                }
            }
        }
    }

    /** Joins all near hashes of two stretches that do not overlap. */
    void between(int from, int to, int otherFrom, int otherTo) {
        boolean small = isSmall(from, to, otherFrom, otherTo);
        Run[] runs = small ? NO_RUNS : runs(from, to);
        Run[] others = small ? NO_RUNS : runs(otherFrom, otherTo);
        if (areFew(runs, others, from, to, otherFrom, otherTo)) {
            for (Run run : runs) {
                for (Run other : others) {
                    compare(run, other);
                }
            }
        } else {
            for (int i = from; i < to; i++) {
                for (int j = otherFrom; j < otherTo; j++) {
                    compare(i, j);
                }
            }
        }
    }

    private static boolean isSmall(int from, int to, int otherFrom, int otherTo) {
        return (long) (to - from) * (otherTo - otherFrom) <= FEW;
    }

    /** Whether taking clusters together spares enough: two of them cost more to compare than two hashes. */
    private static boolean areFew(Run[] runs, Run[] others, int from, int to, int otherFrom, int otherTo) {
        return runs.length > 0 && 3L * runs.length * others.length < (long) (to - from) * (otherTo - otherFrom);
    }

    private void compare(int i, int j) {
        if (hashes.within(NEAR, i, j)) {
            pieces.join(numbers[i], numbers[j]);
        }
    }

    private void compare(Run a, Run b) {
        // The distance is at hand; whether the two are joined by now is far away in memory.
        if (hashes.within(NEAR + a.radius + b.radius, a.places[0], b.places[0])
                && pieces.root(numbers[a.places[0]]) != pieces.root(numbers[b.places[0]])
                && touch(a, b)) {
            pieces.join(numbers[a.places[0]], numbers[b.places[0]]);
        }
    }

    private boolean touch(Run a, Run b) {
        for (int j : b.places) {
            if (hashes.within(NEAR + a.radius, a.places[0], j)) {
                for (int i : a.places) {
                    if (hashes.within(NEAR, i, j)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The hashes of one cluster within a stretch. */
    private static final class Run {

        /** Where they stand. */
        private final int[] places;
        /** The largest distance from the first of them. */
        private final int radius;

        Run(int[] places, int radius) {
            this.places = places;
            this.radius = radius;
        }
    }

    private Run[] runs(int from, int to) {
        long[] byRoot = new long[to - from];
        for (int i = from; i < to; i++) {
            byRoot[i - from] = (long) pieces.root(numbers[i]) << Integer.SIZE | i;
        }
        Arrays.sort(byRoot);
        Run[] runs = new Run[byRoot.length];
        int count = 0;
        for (int start = 0, end; start < byRoot.length; start = end) {
            end = start + 1;
            while (end < byRoot.length && byRoot[end] >> Integer.SIZE == byRoot[start] >> Integer.SIZE) {
                end++;
            }
            runs[count++] = run(byRoot, start, end);
        }
        return Arrays.copyOf(runs, count);
    }

    private Run run(long[] byRoot, int start, int end) {
        int[] places = new int[end - start];
        int radius = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) byRoot[start + i];
            radius = Math.max(radius, hashes.distance(places[0], places[i]));
        }
        return new Run(places, radius);
    }
}
