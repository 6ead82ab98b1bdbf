package dev.assay.assembly;

import dev.assay.kernel.Import;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads Tablesaw beside the compiler once a cell names something of it: the library looks through all jars when its first
 * table is made, for longer than javac takes for the cell, and the cell would wait for both one after the other.
 */
final class TableStart {
    private static final String PACKAGE = "tech.tablesaw.";

    private final Runnable load;
    private final Executor beside;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * @param load loads what the first table needs; done once
     * @param beside runs it without keeping the cell waiting
     */
    TableStart(Runnable load, Executor beside) {
        this.load = load;
        this.beside = beside;
    }

    /** On a thread of its own, which sees the class path as a cell would. */
    static TableStart beside(Runnable load, ClassLoader cells) {
        return new TableStart(load, work -> {
            Thread thread = new Thread(work, "assay-tables");
            thread.setDaemon(true);
            thread.setContextClassLoader(cells);
            thread.start();
        });
    }

    /** A cell has made this import. */
    void imported(Import made) {
        if (made.declaration().startsWith(PACKAGE)) {
            begin();
        }
    }

    /** Begins, unless it has begun already. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            beside.execute(load);
        }
    }
}
