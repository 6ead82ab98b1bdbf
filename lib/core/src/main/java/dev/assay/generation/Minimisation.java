package dev.assay.generation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Deals options (generators, variants, rate factors) to clips so that each option has its share not only of all clips but
 * of the clips of every level of every axis: the minimisation of Pocock and Simon (Biometrics 31, 1975), without its coin.
 * Of the options allowed, the one goes to a clip that lags most behind its shares, added up over the margins the clip
 * stands in. Each count stays within a few of its share, however many clips there are; dealing at random would let the
 * difference grow with the square root of their number.
 */
final class Minimisation {

    private final double[] shares;
    /** margin to its dealt options: one count each, and last their total. */
    private final Map<String, long[]> dealt = new HashMap<>();

    /** @param shares of the options; they add up to 1 */
    Minimisation(double... shares) {
        this.shares = shares.clone();
    }

    /** So many options of equal shares. */
    static Minimisation even(int options) {
        double[] shares = new double[options];
        Arrays.fill(shares, 1.0 / options);
        return new Minimisation(shares);
    }

    /**
     * The option for the next clip, the first of equals; -1 where none is allowed.
     *
     * @param margins what the clip counts under, such as {@code environment=indoor}
     */
    int deal(List<String> margins, IntPredicate allowed) {
        List<long[]> rows = margins.stream()
                .map(margin -> dealt.computeIfAbsent(margin, m -> new long[shares.length + 1]))
                .toList();
        int best = -1;
        double most = 0;
        for (int option = 0; option < shares.length; option++) {
            if (allowed.test(option)) {
                double lag = lag(rows, option);
                if (best < 0 || lag > most) {
                    best = option;
                    most = lag;
                }
            }
        }
        if (best >= 0) {
            for (long[] row : rows) {
                row[best]++;
                row[shares.length]++;
            }
        }
        return best;
    }

    private double lag(List<long[]> rows, int option) {
        double lag = 0;
        for (long[] row : rows) {
            lag += shares[option] * (row[shares.length] + 1) - row[option];
        }
        return lag;
    }
}
