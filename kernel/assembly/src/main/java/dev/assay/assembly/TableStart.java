package dev.assay.assembly;

import dev.assay.kernel.Import;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads Tablesaw beside the compiler once a cell names something of it: when its first table is made, the library looks through
 * jars for its readers and writers, and the cell would wait for both one after the other. It takes those it came with: of a jar
 * that a cell has added it would find the names, and fail for good since it cannot load the classes.
 */
final class TableStart {
    private static final String PACKAGE = "tech.tablesaw.";

    /** Far longer than it takes. */
    private static final long PATIENCE_SECONDS = 20;

    private final Runnable load;
    private final Runnable then;
    private final Executor beside;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch loaded = new CountDownLatch(1);

    /**
     * @param load loads what the first table needs; done once
     * @param then what nobody waits for, behind it
     * @param beside runs both without keeping the cell waiting
     */
    TableStart(Runnable load, Runnable then, Executor beside) {
        this.load = load;
        this.then = then;
        this.beside = beside;
    }

    /** On a thread of its own, with this context. */
    static TableStart beside(Runnable load, Runnable then, ClassLoader context) {
        return new TableStart(load, then, work -> {
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
            try {
                beside.execute(() -> {
                    try {
                        load.run();
                    } finally {
                        loaded.countDown();
                    }
                    then.run();
                });
            } catch (RuntimeException | Error e) {
                loaded.countDown(); // no thread could be started: nobody is to wait
                throw e;
            }
        }
    }

    /** Begins, and waits until it is loaded, for some seconds at most, or until this thread is interrupted. */
    void finish() {
        begin();
        await();
    }

    /**
     * Waits as {@link #finish} does if it has begun. Nothing of a cell may run meanwhile: Tablesaw's classes begin in circles, and
     * of two threads that come in at different places each would wait for the other's, for ever.
     */
    void await() {
        try {
            if (begun.get() && !loaded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return; // whoever needs it will wait, or be told
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
