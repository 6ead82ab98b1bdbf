package dev.assay.kernel.session;

import dev.assay.kernel.output.CellContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One cell from its start to its end, and whether it is to stop. */
final class CellRun {
    private final CellContext context;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean ended;

    /** Whether the calling thread belongs to this cell; what {@link Stop} asks. */
    final BooleanSupplier mine;

    CellRun(CellContext context) {
        this.context = context;
        this.mine = () -> CellContext.current() == context;
    }

    CellContext context() {
        return context;
    }

    /** Asks it to stop; false if somebody did before, or it has ended. */
    boolean ask() {
        return !ended && asked.compareAndSet(false, true);
    }

    /** Whether it is to stop. */
    boolean asked() {
        return asked.get();
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
