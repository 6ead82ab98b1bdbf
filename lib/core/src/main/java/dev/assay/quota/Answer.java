package dev.assay.quota;

import org.jspecify.annotations.Nullable;

/**
 * What a route says to a question.
 *
 * @param state whether there are quotas that keep all rows
 * @param quotas items per cell of the model; empty unless there are
 * @param best whether no other quotas do better at what was asked for
 * @param bound a chi-square below which no quotas within rows and ceiling are, or null where none is known
 * @param proof how NONE is proved, or null where the route's own word holds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Answer(State state, long[] quotas, boolean best, @Nullable Double bound, @Nullable String proof) {

    enum State {
        FOUND,
        NONE,
        /** The effort allowed was spent. */
        UNDECIDED
    }

    static final Answer NONE = none(null);
    static final Answer UNDECIDED = undecided(null);

    static Answer found(long[] quotas, boolean best) {
        return new Answer(State.FOUND, quotas, best, null, null);
    }

    static Answer none(@Nullable String proof) {
        return new Answer(State.NONE, new long[0], true, null, proof);
    }

    /** Nothing found or proved but a bound on chi-square, or null. */
    static Answer undecided(@Nullable Double bound) {
        return new Answer(State.UNDECIDED, new long[0], false, bound, null);
    }

    /** Quotas whose chi-square is held against a bound; the best where no more than rounding lies between. */
    static Answer near(long[] quotas, double chiSquare, double bound) {
        return new Answer(State.FOUND, quotas, chiSquare - bound <= 1e-9 * Math.max(1, chiSquare), bound, null);
    }

    boolean found() {
        return state == State.FOUND;
    }

    long size() {
        long size = 0;
        for (long quota : quotas) {
            size += quota;
        }
        return size;
    }
}
