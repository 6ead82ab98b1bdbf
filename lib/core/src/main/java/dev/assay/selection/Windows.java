package dev.assay.selection;

import org.apache.commons.math3.fraction.BigFraction;

/**
 * How much of each judged column each part may hold, at least and at most, for no deviation to be above a limit.
 *
 * @param lower part x column, whole items
 * @param upper part x column, whole items
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Windows(long[][] lower, long[][] upper) {

    static Windows of(ExactDeviation exact, int parts, int judged, BigFraction limit) {
        Windows windows = new Windows(new long[parts][judged], new long[parts][judged]);
        for (int part = 0; part < parts; part++) {
            for (int k = 0; k < judged; k++) {
                windows.lower[part][k] = exact.least(k, part, limit);
                windows.upper[part][k] = exact.most(k, part, limit);
            }
        }
        return windows;
    }

    /** How far a sum lies outside: above 0 where there is too much, below 0 where there is too little, 0 inside. */
    double outside(int part, int column, double sum) {
        return Math.max(0, sum - upper[part][column]) - Math.max(0, lower[part][column] - sum);
    }
}
