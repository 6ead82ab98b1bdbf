package dev.assay.notebook.kernel;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A kernel that is being started on a thread of its own. */
public final class StartingKernel {
    private final FutureTask<RunningKernel> task;
    private boolean taken;

    private StartingKernel(FutureTask<RunningKernel> task) {
        this.task = task;
    }

    /** Begins. */
    public static StartingKernel begin(KernelLauncher launcher, KernelSpec spec, Path folder) {
        StartingKernel starting = new StartingKernel(new FutureTask<>(() -> launcher.start(spec, folder)));
        Thread thread = new Thread(starting.task, "assay-kernel-start");
        thread.setDaemon(true);
        thread.start();
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

    /** Ends it, unless it was taken. */
    public void abandon() {
        synchronized (this) {
            if (taken) {
                return;
            }
            taken = true;
        }
        Thread ending = new Thread(this::end, "assay-kernel-end");
        ending.start(); // not a daemon: no kernel outlives this process
    }

    private void end() {
        try {
            RunningKernel kernel = task.get();
            kernel.kill();
            kernel.close();
        } catch (ExecutionException | CancellationException e) {
            return; // there is none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
