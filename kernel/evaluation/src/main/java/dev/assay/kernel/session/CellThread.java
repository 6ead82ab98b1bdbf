package dev.assay.kernel.session;

import dev.assay.kernel.output.CellContext;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that user code runs on. Where an interrupt finds no way to end what runs there, the thread is given up and
 * the next cell gets a new one.
 */
final class CellThread {
    private static final long IDLE_SECONDS = 60;

    private final ClassLoader loader;
    private final Object lock = new Object();
    private @Nullable Worker worker;
    private volatile @Nullable Thread master;
    private volatile @Nullable CellContext cell;
    private volatile Runnable before = () -> {};

    CellThread(ClassLoader loader) {
        this.loader = loader;
    }

    /** What the thread does before it runs anything; an interrupt of the cell interrupts it. */
    void before(Runnable work) {
        before = work;
    }

    /** Whether the calling thread is one that runs cells, or was before it was given up. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof Worker;
    }

    /**
     * Says that the calling thread serves this cell from outside: its work is handed over. All others run theirs themselves.
     *
     * @param served the cell; null when it has ended
     */
    void handsOver(@Nullable CellContext served) {
        cell = served;
        master = served == null ? null : Thread.currentThread();
    }

    /** Whether the calling thread ran a cell and was given up; it may touch nothing of the session any more. */
    static boolean isGivenUp() {
        return Thread.currentThread() instanceof Worker mine && mine.givenUp;
    }

    /**
     * Runs the work on the thread and waits for its end. On the thread itself, and on those that a cell started, it runs at
     * once.
     *
     * @throws GivenUp if the thread was given up meanwhile
     */
    <T extends @Nullable Object> T call(Callable<T> work) throws Throwable {
        CellContext context = cell;
        if (Thread.currentThread() != master || context == null) {
            return work.call();
        }
        Task<T> task = new Task<>(context, () -> {
            before.run();
            return work.call();
        });
        synchronized (lock) {
            if (worker == null || !worker.offer(task)) {
                worker = new Worker(loader, task);
                worker.start();
            }
        }
        return task.await();
    }

    /** The thread, if it runs something now. */
    @Nullable
    Thread busy() {
        synchronized (lock) {
            return worker != null && worker.isBusy() ? worker : null;
        }
    }

    /** Interrupts what runs now; nothing happens where nothing runs, also not to what runs next. */
    void interrupt() {
        Worker running;
        synchronized (lock) {
            running = worker;
        }
        if (running != null) {
            running.interruptTask();
        }
    }

    /** Lets go of the thread: whoever waits for it is told, and the next work gets another. */
    void giveUp() {
        Worker old;
        synchronized (lock) {
            old = worker;
            worker = null;
        }
        if (old != null) {
            old.abandon();
        }
    }

    /** Ends the thread once it is idle. */
    void close() {
        synchronized (lock) {
            if (worker != null) {
                worker.givenUp = true;
                worker.queue.offer(Task.END);
                worker = null;
            }
        }
    }

    /** The thread that ran the work was given up. */
    static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("the thread does not stop", null, false, false);
        }
    }

    private static final class Task<T extends @Nullable Object> {
        static final Task<?> END = new Task<@Nullable Object>(null, () -> null);

        private final @Nullable CellContext context;
        private final Callable<T> work;
        private boolean done;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Task(@Nullable CellContext context, Callable<T> work) {
            this.context = context;
            this.work = work;
        }

        void run() {
            try {
                if (context == null) {
                    end(work.call(), null);
                } else {
                    context.run(() -> end(work.call(), null));
                }
            } catch (Throwable e) { // whatever a cell throws belongs to whoever asked for it
                end(null, e);
            }
        }

        synchronized void end(@Nullable T value, @Nullable Throwable thrown) {
            if (!done) {
                result = value;
                failure = thrown;
                done = true;
                notifyAll();
            }
        }

        @SuppressWarnings("NullAway") // a result is whatever the work returned
        synchronized T await() throws Throwable {
            while (!done) {
                wait();
            }
            if (failure != null) {
                throw failure;
            }
            return result;
        }

        synchronized boolean done() {
            return done;
        }
    }

    private static final class Worker extends Thread {
        private final SynchronousQueue<Task<?>> queue = new SynchronousQueue<>();
        private @Nullable Task<?> task;
        private volatile boolean givenUp;

        Worker(ClassLoader loader, Task<?> first) {
            super(null, null, "cell", 0, true);
            task = first;
            setDaemon(true);
            setContextClassLoader(loader);
        }

        @Override
        public void run() {
            Task<?> next = task;
            while (next != null && next != Task.END) {
                try {
                    next.run();
                } catch (Throwable e) { // Thread.stop may strike just after the user's code
                    next.end(null, e);
                }
                synchronized (this) {
                    task = null;
                    Thread.interrupted(); // an interrupt of this task is none of the next
                }
                if (givenUp) {
                    return;
                }
                next = poll();
            }
        }

        private @Nullable Task<?> poll() {
            try {
                Task<?> next = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                synchronized (this) {
                    task = next;
                }
                return next;
            } catch (InterruptedException e) {
                return null;
            }
        }

        /** Hands over; false if the thread has ended or is about to. */
        boolean offer(Task<?> next) {
            while (isAlive()) {
                try {
                    if (queue.offer(next, 10, TimeUnit.MILLISECONDS)) {
                        return true;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return false;
        }

        synchronized boolean isBusy() {
            return task != null && !task.done();
        }

        synchronized void interruptTask() {
            if (task != null && !task.done()) {
                interrupt();
            }
        }

        void abandon() {
            givenUp = true;
            Task<?> running;
            synchronized (this) {
                running = task;
            }
            if (running != null) {
                running.end(null, new GivenUp());
            }
        }
    }
}
