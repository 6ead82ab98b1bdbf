package dev.assay.kernel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Stops a cell, more and more firmly: at once by {@link Thread#interrupt} and the woven check, which together end nearly
 * everything; where the JDK still has it, by {@code Thread.stop}; and in the end by giving up the thread, which goes on by
 * itself while the notebook gets a new one.
 */
final class Interrupter {
    private static final long REPEAT_MILLIS = 100;
    private static final long FORCE_MILLIS = 700;
    private static final long GIVE_UP_MILLIS = 2_000;
    private static final @Nullable Method FORCE = force();

    private final CellThread thread;
    private final CompilerLock lock;

    Interrupter(CellThread thread, CompilerLock lock) {
        this.thread = thread;
        this.lock = lock;
    }

    /** Starts to stop the cell and returns. */
    void stop(CellRun run) {
        Stop.ask(run.mine);
        thread.interrupt();
        Thread escalation = new Thread(null, () -> escalate(run), "cell-interrupt", 0, false);
        escalation.setDaemon(true);
        escalation.start();
    }

    private void escalate(CellRun run) {
        long start = System.nanoTime();
        boolean forced = false;
        while (!run.ended()) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (millis >= GIVE_UP_MILLIS) {
                thread.giveUp();
                return;
            }
            if (millis >= FORCE_MILLIS && !forced) {
                forced = forceOut();
            }
            // Again and again: a library may have swallowed the last one and gone on waiting.
            thread.interrupt();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(REPEAT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean forceOut() {
        Thread running = thread.busy();
        if (FORCE == null || running == null || lock.heldBy(running)) {
            return false;
        }
        try {
            FORCE.invoke(running);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return true; // this JDK has the method, but it does nothing
        }
        return true;
    }

    /** Until JDK 19 a thread can be stopped from outside; later the method throws or is gone. */
    private static @Nullable Method force() {
        if (Runtime.version().feature() >= 20) {
            return null;
        }
        try {
            return Thread.class.getMethod("stop");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
