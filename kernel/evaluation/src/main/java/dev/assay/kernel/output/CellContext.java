package dev.assay.kernel.output;

import dev.assay.kernel.Outputs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The run of one cell, and the answer to "which cell does this thread belong to".
 *
 * <p>A thread belongs to the cell whose {@link #run} is open on it, or to the cell of the thread that created it, also
 * after that cell has ended. Workers of fork-join pools, the common one above all, outlive the cell they were created in
 * and serve whoever comes: once that cell has ended they belong to the session's running cell, or where none runs to the
 * last. So do threads that know no cell at all, such as those of the JVM itself. Threads below {@link #leaveCells} belong
 * to none.
 *
 * <p>A thread of a plain executor stays with the cell that created it, since nothing tells a task begun there long ago from
 * one submitted by a later cell.
 */
public final class CellContext {
    private static final InheritableThreadLocal<Object> OWN = new InheritableThreadLocal<>();
    private static final Object OUTSIDE = new Object();
    /** Of all sessions; for threads that know none. */
    private static final List<CellContext> RUNNING = new CopyOnWriteArrayList<>();

    private final CellSession session;
    private final int cell;
    private final boolean input;
    private final PrintedText text;
    private final CellInput lines;
    private final Outputs ordered;
    private volatile boolean ended;

    private CellContext(CellSession session, int cell, Outputs outputs, boolean input) {
        this.session = session;
        this.cell = cell;
        this.input = input;
        this.text = new PrintedText(session, outputs);
        this.ordered = new OrderedOutputs(text, outputs);
        this.lines = new CellInput(this);
    }

    /**
     * Declares that a cell runs from now on, until {@link #end}. The calling thread does not become one of its threads.
     *
     * @param cell its number, for messages
     * @param outputs where its text goes; called from one thread at a time for text
     * @param input whether the frontend takes input requests for this cell
     */
    public static CellContext begin(CellSession session, int cell, Outputs outputs, boolean input) {
        CellContext context = new CellContext(session, cell, outputs, input);
        RUNNING.add(context);
        session.begun(context);
        return context;
    }

    /** The cell that the calling thread belongs to; null outside all cells. */
    public static @Nullable CellContext current() {
        Object own = OWN.get();
        if (own instanceof CellContext context && !context.ended) {
            return context;
        }
        boolean pooled = Thread.currentThread() instanceof ForkJoinWorkerThread;
        if (own == null || pooled) {
            return adopted(own instanceof CellContext context ? context.session : null);
        }
        return own instanceof CellContext context ? context : null;
    }

    private static @Nullable CellContext adopted(@Nullable CellSession session) {
        CellContext now = session == null ? null : session.running();
        if (now == null) {
            now = latest(RUNNING);
        }
        if (now != null) {
            return now;
        }
        CellSession latest = session != null ? session : Latest.session();
        return latest == null ? null : latest.runningOrLast();
    }

    /** The last of a list that may change meanwhile. */
    static @Nullable CellContext latest(List<CellContext> cells) {
        CellContext latest = null;
        for (CellContext cell : cells) {
            latest = cell;
        }
        return latest;
    }

    /**
     * Declares that the calling thread, and every thread it creates from now on, belongs to no cell: what it prints goes to
     * the process's own stderr. For the threads of the kernel itself.
     */
    public static void leaveCells() {
        OWN.set(OUTSIDE);
    }

    /** Does the work on the calling thread as a thread of this cell. Nests. */
    public <E extends Throwable> void run(Work<E> work) throws E {
        Object before = OWN.get();
        OWN.set(this);
        try {
            work.run();
        } finally {
            if (before == null) {
                OWN.remove();
            } else {
                OWN.set(before);
            }
        }
    }

    /** What a cell does. */
    @FunctionalInterface
    public interface Work<E extends Throwable> {
        void run() throws E;
    }

    /** The session the cell belongs to. */
    public CellSession session() {
        return session;
    }

    /** Its number. */
    public int cell() {
        return cell;
    }

    /** Whether the frontend takes input requests for this cell. */
    public boolean takesInput() {
        return input;
    }

    /**
     * The cell's outputs in order: a display, an update, a clearing or an input request first sends what was printed
     * before it. Text given to it is coalesced and bounded like printed text.
     */
    public Outputs outputs() {
        return ordered;
    }

    /** Whether {@link #end} was called. */
    public boolean ended() {
        return ended;
    }

    /** Sends what was printed so far, and waits for it; returns early (with the thread's flag set) if interrupted. */
    public void flush() {
        text.flush();
    }

    /**
     * Declares the cell ended and sends what is left, also when the calling thread is interrupted. Threads the cell left
     * behind may print to it further on. Calling it twice does nothing.
     */
    public void end() {
        if (ended) {
            return;
        }
        text.end();
        session.ended(this);
        Latest.remember(session);
        ended = true;
        RUNNING.remove(this);
        lines.discard();
    }

    PrintedText text() {
        return text;
    }

    CellInput lines() {
        return lines;
    }

    @Override
    public String toString() {
        return "cell " + cell + (ended ? " (ended)" : "");
    }
}
