package dev.assay.assembly.server;

import dev.assay.jupyter.Complaints;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outcome;
import dev.assay.kernel.Outcome.Failed;
import dev.assay.kernel.Outputs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The evaluator, while it is still being built and after. Whoever needs it waits; an interrupt ends the waiting too. Whatever an
 * evaluator throws against its contract becomes an outcome.
 */
final class Session {
    /** Longer than a cell takes from its turn to the evaluator. */
    private static final long HANDOVER_NANOS = 500_000_000;

    private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();
    private final Complaints complaints;
    private @Nullable Thread waiting;
    private boolean cell;
    private boolean asked;

    Session(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Builds the evaluator on a thread of its own, and prepares it before anybody gets it. */
    void open(Supplier<? extends Evaluator> factory, Consumer<Evaluator> preparation) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Evaluator ready = factory.get();
                        prepare(ready, preparation);
                        if (!evaluator.complete(ready)) {
                            ready.close(); // it was given up meanwhile
                        }
                    } catch (Throwable e) {
                        complaints.log("the Java session did not start: " + e);
                        evaluator.completeExceptionally(e);
                    }
                },
                "assay-session");
        thread.setDaemon(true);
        thread.start();
    }

    private void prepare(Evaluator ready, Consumer<Evaluator> preparation) {
        try {
            preparation.accept(ready);
        } catch (RuntimeException e) {
            complaints.log("without comms: " + e);
        }
    }

    /** The evaluator if it is there already. */
    @Nullable
    Evaluator now() {
        return evaluator.isDone() && !evaluator.isCompletedExceptionally() ? evaluator.join() : null;
    }

    /** Waits for the evaluator. */
    Evaluator await() throws InterruptedException, ExecutionException {
        return evaluator.get();
    }

    /** A cell's turn has come: from here on, before anybody can see it run, an interrupt is meant for it. */
    synchronized void cellBegins() {
        cell = true;
        asked = false;
    }

    synchronized void cellEnds() {
        cell = false;
    }

    Outcome execute(Evaluator.Cell cell, Outputs outputs) {
        return run((ready, sink) -> ready.execute(cell, sink), outputs);
    }

    Outcome evaluate(String expression, Outputs outputs) {
        return run((ready, sink) -> ready.evaluate(expression, sink), outputs);
    }

    /** What a name is, once the session is there; nothing if it never will be. */
    Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        try {
            return awaitForCell().inspect(code, cursor, detail);
        } catch (InterruptedException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private Outcome run(BiFunction<Evaluator, Outputs, Outcome> work, Outputs outputs) {
        try {
            return work.apply(awaitForCell(), outputs);
        } catch (InterruptedException e) {
            return failed("KeyboardInterrupt", "the cell was interrupted before it ran");
        } catch (ExecutionException e) {
            return failed("SessionFailed", "the Java session did not start: " + e.getCause());
        } catch (Throwable e) {
            complaints.log("the evaluator threw " + e);
            return failed(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
    }

    private Evaluator awaitForCell() throws InterruptedException, ExecutionException {
        synchronized (this) {
            if (asked) {
                throw new InterruptedException();
            }
            Evaluator ready = now();
            if (ready != null) {
                return ready;
            }
            waiting = Thread.currentThread();
        }
        try {
            return evaluator.get();
        } finally {
            synchronized (this) {
                waiting = null;
                Thread.interrupted(); // one that came too late must not hit the cell twice
            }
        }
    }

    private static Failed failed(String name, String message) {
        return new Failed(name, message, List.of(name + ": " + message));
    }

    /** Stops the running cell, or its waiting for the evaluator, or what stands between its turn and either. */
    void interrupt() {
        synchronized (this) {
            asked = cell;
            if (waiting != null) {
                waiting.interrupt();
                return;
            }
        }
        Evaluator ready = now();
        long start = System.nanoTime();
        // Whoever sees the cell busy may interrupt it an instant before the evaluator has it.
        while (ready != null && !ready.interrupt() && isCell() && System.nanoTime() - start < HANDOVER_NANOS) {
            LockSupport.parkNanos(HANDOVER_NANOS / 1000);
        }
    }

    private synchronized boolean isCell() {
        return cell;
    }

    /** Whether the cell whose turn it is has been interrupted. */
    synchronized boolean isAsked() {
        return asked;
    }

    /** Closes the evaluator, or sees to it that it is closed once it is built. */
    void close() {
        evaluator.completeExceptionally(new IllegalStateException("the kernel has ended"));
        Evaluator ready = now();
        if (ready != null) {
            ready.close();
        }
    }
}
