package dev.assay.notebook.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.KernelClient;
import dev.assay.jupyter.ParentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts kernels, several at once if need be. A kernel of ours chooses its ports itself; for others some are chosen that were
 * free a moment before, and should another program have been faster, the kernel ends at once and is started anew.
 */
public final class KernelLauncher {
    private static final int ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Ports ports = new Ports();
    private final Duration deadline;

    /** @param deadline from the start of the process until it answers */
    public KernelLauncher(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Starts a kernel and waits until it answers.
     *
     * @param folder where it works
     * @throws KernelStartException if it does not start or answer
     */
    public RunningKernel start(KernelSpec spec, Path folder) throws KernelStartException, InterruptedException {
        KernelStartException failure = new KernelStartException("not tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return tryToStart(spec, folder);
            } catch (EarlyEnd e) {
                failure = new KernelStartException(String.valueOf(e.getMessage()), e);
                if (spec.choosesPorts()) {
                    break; // its ports cannot be the reason
                }
            } catch (IOException e) {
                throw new KernelStartException("kernel " + spec.name() + " does not start: " + e.getMessage(), e);
            }
        }
        throw failure;
    }

    private RunningKernel tryToStart(KernelSpec spec, Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        Path own = Files.createTempDirectory("assay-run"); // private to the user: it holds a key
        Path connection = own.resolve("connection.json");
        Process process = null;
        KernelClient client = null;
        boolean started = false;
        try {
            ConnectionFile file = spec.choosesPorts() ? ConnectionFile.local() : ports.fill(ConnectionFile.local());
            file.write(connection, spec.name());
            process = process(spec, folder, connection);
            LastWords words = new LastWords(process.getInputStream());
            client = KernelClient.unconnected(file); // while the process starts
            client.connectTo(file.leavesPortsOpen() ? chosen(connection, process, words, end) : file);
            ObjectNode info = ready(client, process, words, end);
            started = true;
            words.forget();
            // Ours has read it, and who kills this process finds no key; others' cells may ask for it.
            boolean early = spec.choosesPorts();
            if (early) {
                remove(own);
            }
            return new RunningKernel(spec, process, client, info, words, early ? () -> {} : () -> remove(own));
        } finally {
            if (!started) {
                if (client != null) {
                    client.close();
                }
                RunningKernel.destroy(process);
                remove(own);
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("connection.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // on Windows a virus scanner may be at it; the last named goes first
            folder.resolve("connection.json").toFile().deleteOnExit();
        }
    }

    private static Process process(KernelSpec spec, Path folder, Path connection) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command(connection))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        spec.addTo(builder.environment());
        ParentProcess.tell(
                builder.environment(), connection); // it ends when this process does, however that comes about
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private ConnectionFile chosen(Path connection, Process process, LastWords words, long end)
            throws IOException, InterruptedException {
        String read = "";
        while (System.nanoTime() < end) {
            BasicFileAttributes is = Files.readAttributes(connection, BasicFileAttributes.class);
            // Also the size, which ports change: on some systems times are full seconds.
            String now = is.lastModifiedTime() + " " + is.size();
            if (!now.equals(read)) {
                ConnectionFile file = ConnectionFile.read(connection);
                if (!file.leavesPortsOpen()) {
                    return file;
                }
                read = now;
            }
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new EarlyEnd(process, words);
            }
        }
        throw new IOException("it does not listen after " + deadline.toSeconds() + " s " + words.text());
    }

    private ObjectNode ready(KernelClient client, Process process, LastWords words, long end)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return client.awaitReady(PATIENCE);
            } catch (TimeoutException e) {
                if (!process.isAlive()) {
                    throw new EarlyEnd(process, words);
                }
                if (System.nanoTime() > end) {
                    throw new IOException("it does not answer after " + deadline.toSeconds() + " s " + words.text(), e);
                }
            }
        }
    }

    /** The process ended before it answered. */
    private static final class EarlyEnd extends IOException {
        private static final long serialVersionUID = 1;

        EarlyEnd(Process process, LastWords words) throws InterruptedException {
            super("the kernel ended at once with exit code " + process.exitValue() + said(words));
        }

        private static String said(LastWords words) throws InterruptedException {
            String text = words.settled().text();
            return text.isEmpty() ? "" : ": " + text;
        }
    }
}
