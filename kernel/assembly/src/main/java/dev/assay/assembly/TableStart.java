package dev.assay.assembly;

import dev.assay.kernel.Import;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads Tablesaw beside the compiler once a cell names something of it: when its first table is made, the library looks through
 * jars for its readers and writers, and the cell would wait for both one after the other. It takes those it came with: of a jar
 * that a cell has added it would find the names, and fail for good since it cannot load the classes.
 */
final class TableStart {
    private static final String PACKAGE = "tech.tablesaw.";

    private final Runnable load;
    private final Executor beside;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch loaded = new CountDownLatch(1);

    /**
     * @param load loads what the first table needs; done once
     * @param beside runs it without keeping the cell waiting
     */
    TableStart(Runnable load, Executor beside) {
        this.load = load;
        this.beside = beside;
    }

    /** On a thread of its own, with this context. */
    static TableStart beside(Runnable load, ClassLoader context) {
        return new TableStart(load, work -> {
            Thread thread = new Thread(work, "assay-tables");
            thread.setDaemon(true);
            thread.setContextClassLoader(context);
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
            beside.execute(() -> {
                try {
                    load.run();
                } finally {
                    loaded.countDown();
                }
            });
        }
    }

    /** Begins, and waits until it is loaded, or this thread is interrupted. */
    void finish() {
        begin();
        try {
            loaded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
