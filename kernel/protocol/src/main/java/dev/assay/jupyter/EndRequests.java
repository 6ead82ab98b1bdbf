package dev.assay.jupyter;

import java.util.function.LongSupplier;

/**
 * Requests that a process end. The first is granted with order, and takes a while; a later one is somebody who lost patience.
 * What comes within a second of the first is the same request: a terminal sends Ctrl-C to all its processes, and wrappers pass
 * on what the terminal has sent already.
 */
final class EndRequests {
    static final long SAME_NANOS = 1_000_000_000;

    private final LongSupplier nanos;
    private final Runnable orderly;
    private final Runnable atOnce;
    private boolean asked;
    private long first;

    /** @param nanos a clock that never goes back */
    EndRequests(LongSupplier nanos, Runnable orderly, Runnable atOnce) {
        this.nanos = nanos;
        this.orderly = orderly;
        this.atOnce = atOnce;
    }

    /** From somebody who may lose patience. */
    void ask() {
        if (!grant() && isLater()) {
            atOnce.run();
        }
    }

    /** From something that tells once, in more than one way. */
    void askOnce() {
        var unused = grant();
    }

    private synchronized boolean isLater() {
        return nanos.getAsLong() - first > SAME_NANOS;
    }

    /** Whether this was the first. */
    private synchronized boolean grant() {
        if (asked) {
            return false;
        }
        asked = true;
        first = nanos.getAsLong();
        orderly.run();
        return true;
    }
}
