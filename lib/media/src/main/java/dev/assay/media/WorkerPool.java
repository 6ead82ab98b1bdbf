package dev.assay.media;

import dev.assay.source.EngineException;
import dev.assay.source.SourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The workers of this process: started when somebody asks and none is free, at most one for each asking thread, used
 * again, and let go when nobody has asked for a while. A worker that gives no sign of life is killed.
 */
final class WorkerPool {

    private static final double IDLE_SECONDS = 20;
    private static final int LOOK_MILLIS = 500;
    private static final int MOST_STARTS = 6;

    private final WorkerCommand command;
    private final Semaphore places;
    private final Deque<WorkerProcess> free = new ArrayDeque<>();
    private final Set<WorkerProcess> all = new LinkedHashSet<>();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private boolean watched;
    private String purpose = "";

    WorkerPool(WorkerCommand command, int most) {
        this.command = command;
        this.places = new Semaphore(most);
    }

    /**
     * Asks a worker, and waits.
     *
     * @return how the worker ended, where it did before the last answer
     * @throws EngineException where no worker starts
     * @throws SourceException where what the user gave the engine cannot be used
     */
    Optional<Death> ask(List<Ask> asks, @Nullable Answer[] answers) {
        places.acquireUninterruptibly();
        try {
            WorkerProcess worker = take();
            Optional<Death> death = Optional.of(Death.STOPPED);
            try {
                death = worker.ask(asks, answers);
            } finally {
                giveBack(worker, death.isEmpty());
            }
            return death;
        } finally {
            places.release();
        }
    }

    /** Lets the free workers go where they were started for something else. */
    synchronized void renewFor(String wanted) {
        if (!purpose.equals(wanted)) {
            purpose = wanted;
            all.removeAll(free);
            free.forEach(WorkerProcess::dismiss);
            free.clear();
        }
    }

    /** Sees to it that a worker runs; throws where none starts. */
    void warmUp() {
        places.acquireUninterruptibly();
        try {
            giveBack(take(), true);
        } finally {
            places.release();
        }
    }

    private WorkerProcess take() {
        synchronized (this) {
            while (!free.isEmpty()) {
                WorkerProcess worker = free.pop();
                if (worker.isAlive()) {
                    return worker;
                }
                all.remove(worker);
                lost.incrementAndGet();
            }
        }
        return start();
    }

    /** One that is stopped from outside before it has begun is no reason to give up at once. */
    private WorkerProcess start() {
        for (int tries = 1; true; tries++) {
            WorkerProcess worker = begin();
            synchronized (this) {
                all.add(worker);
                watch();
            }
            try {
                worker.greet();
                started.incrementAndGet();
                return worker;
            } catch (EngineException | SourceException e) {
                boolean again = worker.wasStopped() && tries < MOST_STARTS;
                giveBack(worker, false);
                if (!again) {
                    throw e;
                }
            }
        }
    }

    /** The signal may come even before the new process is another program than this one. */
    private WorkerProcess begin() {
        for (int tries = 1; true; tries++) {
            try {
                return WorkerProcess.begin(command);
            } catch (EngineException e) {
                if (tries == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    private synchronized void giveBack(WorkerProcess worker, boolean well) {
        if (well) {
            free.push(worker);
        } else {
            all.remove(worker);
            lost.incrementAndGet();
            worker.kill();
        }
    }

    private void watch() {
        if (!watched) {
            watched = true;
            Thread thread = new Thread(this::look, "assay-workers");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void look() {
        try {
            while (lookOnce()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is anything left to watch. */
    private synchronized boolean lookOnce() {
        for (WorkerProcess worker : new ArrayList<>(all)) {
            if (worker.isSilent(command.limits().silence())) {
                worker.kill();
            } else if (free.contains(worker) && worker.isIdle(IDLE_SECONDS)) {
                free.remove(worker);
                all.remove(worker);
                worker.dismiss();
            }
        }
        watched = !all.isEmpty();
        return watched;
    }

    /** Workers that got ready, ever. */
    long started() {
        return started.get();
    }

    /** Workers that ended while they were wanted. */
    long lost() {
        return lost.get();
    }

    /** The processes that run now. */
    synchronized List<Long> pids() {
        return all.stream()
                .filter(WorkerProcess::isAlive)
                .map(WorkerProcess::pid)
                .toList();
    }
}
