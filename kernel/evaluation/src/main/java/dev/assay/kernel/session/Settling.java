package dev.assay.kernel.session;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does what can wait once no cell has run for a while, piece by piece, so that a cell that comes meanwhile hardly waits. */
final class Settling implements AutoCloseable {
    /** Longer than between cells that are sent in a row, and shorter than anybody takes to write one. */
    private static final long PAUSE_MILLIS = 200;

    /** Between pieces, so that whoever waits for the compiler gets it. */
    private static final long BREATH_MILLIS = 1;

    private final BooleanSupplier piece;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "assay-settling");
        made.setDaemon(true);
        return made;
    });

    private volatile long asked;

    /** @param piece does a piece of the work; whether there is more */
    Settling(BooleanSupplier piece) {
        this.piece = piece;
    }

    /** A cell has ended: work may be done soon. */
    void soon() {
        long now = System.nanoTime();
        boolean waits = asked != 0;
        asked = now == 0 ? 1 : now;
        if (!waits) {
            schedule(PAUSE_MILLIS);
        }
    }

    private void schedule(long millis) {
        try {
            // What a piece throws is its own affair: it is not tried again, and the next cell's end goes on with the
            // rest.
            ScheduledFuture<?> unused = thread.schedule(this::work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // closed: nobody needs it any more
        }
    }

    private void work() {
        long passed = (System.nanoTime() - asked) / 1_000_000;
        if (asked != 0 && passed < PAUSE_MILLIS) {
            schedule(PAUSE_MILLIS - passed);
            return;
        }
        asked = 0;
        if (piece.getAsBoolean() && asked == 0) {
            schedule(BREATH_MILLIS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
