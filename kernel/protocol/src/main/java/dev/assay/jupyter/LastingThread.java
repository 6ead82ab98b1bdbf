package dev.assay.jupyter;

import java.nio.channels.ClosedChannelException;
import org.zeromq.ZContext;

/**
 * ZeroMQ's own thread, which carries all bytes, goes on after an {@link Error}: by itself it survives exceptions only, and a
 * cell that fills the heap, or a stranger who announces frames larger than what is left of it, would leave a kernel that runs
 * and says nothing.
 */
final class LastingThread {
    /** Lets others free memory; an error that comes at once again must not take a whole processor. */
    private static final long PAUSE_MILLIS = 10;

    private static final long CLOSE_MILLIS = 2000;

    private LastingThread() {}

    static ZContext context(Complaints complaints) {
        ZContext context = new ZContext(1);
        context.getContext().setThreadFactor((work, name) -> {
            Thread thread = new Thread(() -> lasting(work, complaints), name);
            thread.setDaemon(true);
            return thread;
        });
        // By default each would be a stack trace on standard error, as many as a stranger likes.
        context.getContext().setNotificationExceptionHandler((thread, e) -> {
            if (!(e.getCause() instanceof ClosedChannelException)) { // the other end is gone, and that is its right
                complaints.log("survived " + e);
            }
        });
        return context;
    }

    /** Closes a context; ZeroMQ waits for its thread without end, this for two seconds. */
    static void close(ZContext context) {
        Thread closing = new Thread(context::close, "assay-zeromq-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lasting(Runnable work, Complaints complaints) {
        while (true) {
            try {
                work.run();
                return;
            } catch (Throwable e) {
                survive(e, complaints);
            }
        }
    }

    private static void survive(Throwable error, Complaints complaints) {
        try {
            complaints.log("survived " + error);
            Thread.sleep(PAUSE_MILLIS);
        } catch (Throwable again) {
            // out of memory even for a line
        }
    }
}
