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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to start a kernel: {@link #begin}, {@link #connect}, {@link #ready}. Unless it comes to its end, closing it takes
 * back all of it: the process, the connection, and the file with the key.
 */
final class KernelStart implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final String CONNECTION = "connection.json";

    private final KernelSpec spec;
    private final Path own;
    private final Process process;
    private final LastWords words;
    private final KernelClient client;
    private final Duration deadline;
    private final long end;
    private boolean done;

    private KernelStart(KernelSpec spec, Path own, Process process, KernelClient client, Duration deadline) {
        this.spec = spec;
        this.own = own;
        this.process = process;
        this.words = new LastWords(process.getInputStream());
        this.client = client;
        this.deadline = deadline;
        this.end = System.nanoTime() + deadline.toNanos();
    }

    /**
     * Starts the process.
     *
     * @param folder where the kernel works
     * @param file written for it
     * @param deadline from now until it answers
     */
    static KernelStart begin(KernelSpec spec, Path folder, ConnectionFile file, Duration deadline) throws IOException {
        Path own = Files.createTempDirectory("assay-run"); // private to the user: it holds a key
        Process process = null;
        boolean begun = false;
        try {
            Path connection = own.resolve(CONNECTION);
            file.write(connection, spec.name());
            process = process(spec, folder, connection);
            process.getOutputStream().close();
            KernelClient client = KernelClient.unconnected(file); // while the process starts
            KernelStart start = new KernelStart(spec, own, process, client, deadline);
            begun = true;
            return start;
        } finally {
            if (!begun) {
                RunningKernel.destroy(process);
                remove(own);
            }
        }
    }

    private static Process process(KernelSpec spec, Path folder, Path connection) throws IOException {
        ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile()).redirectErrorStream(true);
        // Else a set of Python's is written in another order each time.
        builder.environment().putIfAbsent("PYTHONHASHSEED", "0");
        spec.addTo(builder.environment());
        builder.command(spec.command(connection, builder.environment()));
        // It ends when this process does, however that comes about.
        ParentProcess.tell(builder.environment(), connection);
        return builder.start();
    }

    /** Connects to the ports of the file, or, where it leaves them open, to those that the kernel writes into it. */
    void connect(ConnectionFile file) throws IOException, InterruptedException {
        client.connectTo(file.leavesPortsOpen() ? chosen() : file);
    }

    private ConnectionFile chosen() throws IOException, InterruptedException {
        Path connection = own.resolve(CONNECTION);
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
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw earlyEnd();
            }
        }
        throw late("it does not listen", null);
    }

    /** The kernel, when it has answered; from now on it is the caller's to close. */
    RunningKernel ready() throws IOException, InterruptedException {
        ObjectNode info = info();
        words.forget();
        // Ours has read it, and who kills this process finds no key; others' cells may ask for it.
        boolean early = spec.choosesPorts();
        if (early) {
            remove(own);
        }
        done = true;
        Runnable over = early ? () -> {} : () -> remove(own);
        return new RunningKernel(spec, process, client, info, words, over);
    }

    private ObjectNode info() throws IOException, InterruptedException {
        while (true) {
            try {
                return client.awaitReady(PATIENCE);
            } catch (TimeoutException e) {
                if (!process.isAlive()) {
                    throw earlyEnd();
                }
                if (System.nanoTime() > end) {
                    throw late("it does not answer", e);
                }
            }
        }
    }

    private IOException late(String what, @Nullable Exception cause) {
        return new IOException(what + " after " + deadline.toSeconds() + " s" + behind(words), cause);
    }

    private EarlyEnd earlyEnd() throws InterruptedException {
        int code = process.exitValue();
        return new EarlyEnd("the kernel ended at once with exit code " + code + behind(words.settled()));
    }

    private static String behind(LastWords words) {
        String text = words.text();
        return text.isEmpty() ? "" : ": " + text;
    }

    @Override
    public void close() {
        if (!done) {
            try {
                client.close();
            } finally { // however the sockets of a thread that was interrupted close, a key must not stay
                RunningKernel.destroy(process);
                remove(own);
            }
        }
    }

    private static void remove(Path folder) {
        try {
            for (Path file : inside(folder)) { // also what a kernel that was killed had half written
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // on Windows a virus scanner may be at it; the last named goes first
            folder.resolve(CONNECTION).toFile().deleteOnExit();
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The process ended before it answered. */
    static final class EarlyEnd extends IOException {
        private static final long serialVersionUID = 1;

        private EarlyEnd(String message) {
            super(message);
        }
    }
}
