package dev.assay.kernel.output;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one Java session, as far as their text is concerned: which of them runs, which ran last, and how much each
 * may print. One of these belongs to each evaluator; a process may have several.
 */
public final class CellSession implements AutoCloseable {
    /** How many characters a cell may print where nobody said otherwise. */
    public static final long DEFAULT_OUTPUT_LIMIT = 10_000_000;

    private static final long IDLE_SECONDS = 2;

    private final List<CellContext> running = new CopyOnWriteArrayList<>();
    /** Of which something is not sent yet: the running cell's, and those of cells whose threads print on. */
    private final Set<PrintedText> waiting = ConcurrentHashMap.newKeySet();

    private final ScheduledThreadPoolExecutor courier;
    private volatile @Nullable CellContext last;
    private volatile long outputLimit = DEFAULT_OUTPUT_LIMIT;

    public CellSession() {
        // All text leaves through one thread: it keeps its order, and a cell's thread that is stopped in the middle of
        // printing leaves no half-sent message behind.
        courier = new ScheduledThreadPoolExecutor(1, Courier::new);
        courier.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        courier.allowCoreThreadTimeOut(true);
        courier.setRemoveOnCancelPolicy(true);
    }

    /** How many characters a cell of this session may print before the rest is dropped. */
    public long outputLimit() {
        return outputLimit;
    }

    /** Changes how much a cell may print, the running one included; at least 1,000 characters, so that errors fit. */
    public void outputLimit(long characters) {
        if (characters < 1_000) {
            throw new IllegalArgumentException("a cell needs at least 1000 characters, not " + characters);
        }
        outputLimit = characters;
    }

    /** The cell begun last of those that have not ended. */
    public @Nullable CellContext running() {
        return CellContext.latest(running);
    }

    /** The running cell, else the one that ended last; null before the first. */
    @Nullable
    CellContext runningOrLast() {
        CellContext now = running();
        return now != null ? now : last;
    }

    void begun(CellContext cell) {
        running.add(cell);
    }

    void ended(CellContext cell) {
        last = cell;
        running.remove(cell);
    }

    Set<PrintedText> waiting() {
        return waiting;
    }

    ScheduledThreadPoolExecutor courier() {
        return courier;
    }

    /** Ends the thread that carries text; what background threads print later is lost. */
    @Override
    public void close() {
        courier.shutdown();
        last = null;
    }

    /** Carries text to the frontend; belongs to no cell, whoever's printing started it. */
    static final class Courier extends Thread {
        Courier(Runnable work) {
            super(null, work, "cell-output", 0, false);
            setDaemon(true);
        }

        @Override
        public void run() {
            CellContext.leaveCells();
            super.run();
        }
    }
}
