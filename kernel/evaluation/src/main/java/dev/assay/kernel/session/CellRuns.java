package dev.assay.kernel.session;

import dev.assay.kernel.Outputs;
import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import org.jspecify.annotations.Nullable;

/** Which cell runs, whether it is to stop, and what is left of one that was stopped. */
final class CellRuns {
    private final CellSession cells;
    private final CellThread thread;
    private final Interrupter interrupter;
    private volatile @Nullable CellRun running;
    private volatile long lastUse = System.nanoTime();
    private @Nullable CellRun stopped;

    CellRuns(CellSession cells, CellThread thread, Interrupter interrupter) {
        this.cells = cells;
        this.thread = thread;
        this.interrupter = interrupter;
    }

    boolean isIdle() {
        return running == null;
    }

    /** Nanoseconds since a cell ran last; 0 while one runs. */
    long idleNanos() {
        return isIdle() ? System.nanoTime() - lastUse : 0;
    }

    /** What messages call the running cell. */
    String cellName() {
        CellRun run = running;
        return run == null ? "evaluated code" : Place.cell(run.context().cell()).name();
    }

    /** A cell begins, served by the calling thread. */
    CellRun begin(int cell, Outputs outputs) {
        settle();
        CellContext context = CellContext.begin(cells, cell, outputs, true);
        CellRun run = new CellRun(context);
        thread.handsOver(context);
        running = run;
        return run;
    }

    void end(CellRun run) {
        run.end();
        lastUse = System.nanoTime();
        running = null;
        if (run.asked()) {
            stopped = run; // until the next cell: its pool threads may still be busy
        }
        thread.handsOver(null);
        run.context().end();
    }

    /** Lets what is left of a stopped cell be. */
    void settle() {
        CellRun before = stopped;
        if (before != null) {
            Stop.settle(before.mine);
            stopped = null;
        }
    }

    /** Tells the person in front of the notebook something about the running cell. */
    void note(String text) {
        CellRun run = running;
        if (run != null) {
            run.context().outputs().text(Outputs.Stream.STDERR, text + "\n");
        }
    }

    /** Whether the running cell is to stop. */
    boolean isStopped() {
        CellRun run = running;
        return run != null && run.asked();
    }

    /** Stops the cell that runs now and returns at once; whether one ran. */
    boolean interrupt() {
        CellRun run = running;
        if (run != null && run.ask()) {
            interrupter.stop(run);
        }
        return run != null;
    }

    /** What an interrupted cell comes to. */
    static Evaluation interrupted(Evaluation evaluation, int cell) {
        boolean runs = evaluation instanceof Evaluation.Broken broken && broken.cause() instanceof CellThread.GivenUp;
        return Failures.interrupted(
                runs
                        ? "cell " + cell
                                + " was interrupted, but what it called does not stop: it goes on in the background"
                        : "cell " + cell + " was interrupted");
    }
}
