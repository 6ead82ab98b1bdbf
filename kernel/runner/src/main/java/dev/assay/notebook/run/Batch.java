package dev.assay.notebook.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;

/**
 * Several notebooks, each in a kernel of its own. Where several may run at once, kernels are started ahead, as many as run, one
 * after another, as soon as one that is in use has answered: a notebook that begins finds its kernel ready, and those that start
 * are not slowed by more than one that nobody waits for. One after another there is one kernel at a time and never two.
 */
public final class Batch {
    private final List<NotebookRun> runs;
    private final int atOnce;
    private final ObjIntConsumer<RunResult> over;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<IllegalStateException> fault = new AtomicReference<>();
    private final Object ahead = new Object();
    /** Whether one that was begun ahead is starting; guarded by {@link #ahead}. */
    private boolean warming;

    private volatile boolean stopped;

    private Batch(List<NotebookRun> runs, int atOnce, ObjIntConsumer<RunResult> over) {
        this.runs = List.copyOf(runs);
        this.atOnce = atOnce;
        this.over = over;
    }

    /**
     * Runs them, and returns when all are over. If the calling thread is interrupted, those that run are, too, and those that
     * have not begun never do; its interrupt stands again afterwards.
     *
     * @param atOnce how many at most, 1 or more
     * @param over told of each as it ends, with its place in the list; never by two threads at once
     * @throws IllegalStateException when all are over, if a run or {@code over} threw: a fault of ours is no outcome of a
     *     notebook, and must not pass for a good one
     */
    public static void run(List<NotebookRun> runs, int atOnce, ObjIntConsumer<RunResult> over) {
        new Batch(runs, atOnce, over).run();
    }

    private void run() {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, runs.size()); i++) {
            Thread worker = new Thread(this::work, "assay-notebook-" + (i + 1));
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            join(worker, workers);
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
        IllegalStateException thrown = fault.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private void join(Thread worker, List<Thread> workers) {
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                stopped = true;
                workers.forEach(Thread::interrupt);
            }
        }
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < runs.size(); i = next.getAndIncrement()) {
            try {
                tell(one(runs.get(i)), i);
            } catch (RuntimeException | Error e) { // the others are still run
                String which = "notebook " + (i + 1) + " of " + runs.size() + ": " + e;
                fault.compareAndSet(null, new IllegalStateException(which, e));
            }
        }
    }

    private RunResult one(NotebookRun run) {
        try {
            return stopped ? run.notRun() : run.run(this::warmNext);
        } finally {
            run.abandon();
        }
    }

    private synchronized void tell(RunResult result, int i) {
        over.accept(result, i);
    }

    private void warmNext() {
        if (atOnce == 1) {
            return;
        }
        synchronized (ahead) {
            int from = Math.min(next.get(), runs.size());
            int to = Math.min(from + atOnce, runs.size());
            for (int i = from; i < to && !stopped && !warming; i++) {
                warming = runs.get(i).warm(this::warmed);
            }
        }
    }

    private void warmed() {
        synchronized (ahead) {
            warming = false;
        }
        warmNext();
    }
}
