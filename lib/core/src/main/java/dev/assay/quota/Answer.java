package dev.assay.quota;

/**
 * What a route says to a question.
 *
 * @param state whether there are quotas that keep all rows
 * @param quotas items per cell of the model; empty unless there are
 * @param best whether no other quotas do better at what was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Answer(State state, long[] quotas, boolean best) {

    enum State {
        FOUND,
        NONE,
        /** The effort allowed was spent. */
        UNDECIDED
    }

    static final Answer NONE = new Answer(State.NONE, new long[0], true);
    static final Answer UNDECIDED = new Answer(State.UNDECIDED, new long[0], false);

    static Answer found(long[] quotas, boolean best) {
        return new Answer(State.FOUND, quotas, best);
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
