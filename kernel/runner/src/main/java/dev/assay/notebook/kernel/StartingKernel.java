package dev.assay.notebook.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A kernel that is being started on a thread of its own. */
public final class StartingKernel {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final FutureTask<RunningKernel> task;
    private final Thread thread;
    private boolean taken;

    private StartingKernel(FutureTask<RunningKernel> task) {
        this.task = task;
        this.thread = new Thread(task, "assay-kernel-start");
    }

    /**
     * Begins.
     *
     * @param over done on that thread when the kernel has answered, or will not
     */
    public static StartingKernel begin(KernelLauncher launcher, KernelSpec spec, Path folder, Runnable over) {
        return begin(() -> launcher.start(spec, folder), over);
    }

    static StartingKernel begin(Callable<RunningKernel> start, Runnable over) {
        StartingKernel starting = new StartingKernel(new FutureTask<>(start) {
            @Override
            protected void done() {
                over.run();
            }
        });
        starting.thread.setDaemon(true);
        starting.thread.start();
        return starting;
    }

    /**
     * Waits until it answers; from then on it is the caller's to close.
     *
     * @throws KernelStartException if it does not start or answer
     */
    public RunningKernel take() throws KernelStartException, InterruptedException {
        try {
            RunningKernel kernel = task.get();
            synchronized (this) {
                taken = true;
            }
            return kernel;
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            throw new KernelStartException(why == null ? "no kernel" : String.valueOf(why.getMessage()), e);
        }
    }

    /** Ends it, unless it was taken, and returns when nothing of it is left: whoever calls may be about to end this process. */
    public void abandon() {
        synchronized (this) {
            if (taken) {
                return;
            }
            taken = true;
        }
        settled().ifPresent(kernel -> {
            kernel.kill();
            kernel.close();
        });
    }

    /**
     * Also for who is interrupted: a kernel that is interrupted while it starts ends in a moment. An interrupt can get lost on
     * the way through a library's sockets, so it is repeated.
     */
    private Optional<RunningKernel> settled() {
        boolean interrupted = false;
        try {
            while (true) {
                thread.interrupt();
                try {
                    return Optional.of(task.get(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    // once more
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.empty();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
