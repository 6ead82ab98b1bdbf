package dev.assay.notebook.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.KernelClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A kernel that has answered: its process and the connection to it. */
public final class RunningKernel implements AutoCloseable {
    private static final Duration LAST = Duration.ofSeconds(5);

    private final KernelSpec spec;
    private final Process process;
    private final KernelClient client;
    private final ObjectNode info;
    private final LastWords words;
    private final Runnable over;

    /** @param over done when it has ended */
    RunningKernel(
            KernelSpec spec, Process process, KernelClient client, ObjectNode info, LastWords words, Runnable over) {
        this.spec = spec;
        this.process = process;
        this.client = client;
        this.info = info;
        this.words = words;
        this.over = over;
    }

    /** What it was started from. */
    public KernelSpec spec() {
        return spec;
    }

    /** The connection. */
    public KernelClient client() {
        return client;
    }

    /** The content of its {@code kernel_info_reply}. */
    public ObjectNode info() {
        return info.deepCopy();
    }

    /** Completes with the exit code when the process ends. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Whether its process still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** The last lines it printed past its cells; empty text if none. */
    public String lastWords() {
        return words.text();
    }

    /** Asks the running cell to stop: by a message, or by SIGINT where its kernelspec says so and the system has signals. */
    public void interrupt() throws IOException {
        if (spec.interruptedBySignal() && !System.getProperty("os.name", "").startsWith("Windows")) {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        } else {
            client.interrupt().close();
        }
    }

    /**
     * Asks it to end, waits five seconds at most, and then makes it; what it says meanwhile is still heard. What cells started
     * ends with it, unless it died before: nobody is left who knows of it.
     */
    public void end() throws InterruptedException {
        if (process.isAlive()) {
            List<ProcessHandle> started = process.descendants().toList(); // of a process that is gone, none are found
            try {
                client.shutdown(false).close();
                process.waitFor(LAST.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                started.forEach(ProcessHandle::destroyForcibly);
            }
        }
        destroy(process);
    }

    /** Ends it without a word. */
    public void kill() {
        destroy(process);
    }

    /** Ends it, unless that was done, and the connection. Nothing of it is left. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            end();
        } catch (InterruptedException e) {
            interrupted = true;
            destroy(process);
        }
        try {
            client.close();
        } finally {
            over.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kills it and what it started, and returns when the system has let go of it: a signal sent is not yet a death. */
    static void destroy(@Nullable Process process) {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit()
                    .completeOnTimeout(process, LAST.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
