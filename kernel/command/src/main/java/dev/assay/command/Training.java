package dev.assay.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.KernelClient;
import dev.assay.jupyter.Message;
import dev.assay.jupyter.ParentProcess;
import dev.assay.report.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a notebook in a new kernel that remembers which classes it loaded, so that the next kernels map them instead of
 * reading them. The notebook does what people do first: values, tables, a plot, a mistake, completion.
 */
final class Training {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration CELL = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(4);
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private static final String FOLDER = ".training-";
    private static final Pattern OF_PROCESS = Pattern.compile(Pattern.quote(FOLDER) + "(\\d{1,18})-");

    private final Launch launch;

    private volatile @Nullable Process kernel;
    private volatile boolean stopped;

    Training(Launch launch) {
        this.launch = launch;
    }

    /**
     * Makes the archive, and puts it into place when it is whole. Whoever stops this process stops that, too, and nothing is left
     * of it; what one leaves that is killed stands in a hidden folder beside the archive, until the next.
     *
     * @throws IOException if the kernel does not start or leaves none; everything else is in place then, and the kernel
     *     works without
     */
    void run() throws IOException {
        removeOfKilled();
        String name = FOLDER + ProcessHandle.current().pid() + "-";
        Path folder = Files.createTempDirectory(launch.folder(), name); // private to the user: it holds a key
        Thread hook = new Thread(() -> stop(folder), "assay-training-stopped");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Path archive = folder.resolve(launch.archiveName());
            train(folder, archive);
            publish(archive);
        } finally {
            forget(hook);
            clean(folder);
            if (stopped) {
                awaitEnd();
            }
        }
    }

    private void publish(Path archive) throws IOException {
        // A kernel that was killed while it wrote has left half an archive, which would never be made anew.
        if (stopped || !Files.isRegularFile(archive)) {
            throw new IOException("the kernel left no archive");
        }
        Files.move(
                archive,
                launch.folder().resolve(launch.archiveName()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void stop(Path folder) {
        stopped = true;
        clean(folder);
    }

    /** This process is ending, and whoever called would go on meanwhile as if only the archive had failed. */
    private static void awaitEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    private void removeOfKilled() throws IOException {
        for (Path one : Folders.inside(launch.folder())) {
            Matcher name = OF_PROCESS.matcher(one.getFileName().toString());
            if (name.lookingAt()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                Folders.tryToRemove(one);
            }
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it is at it
        }
    }

    private void clean(Path folder) {
        Process running = kernel;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            running.onExit()
                    .completeOnTimeout(running, MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        Folders.tryToRemove(folder);
    }

    private void train(Path folder, Path archive) throws IOException {
        Path connection = folder.resolve("connection.json");
        Path log = folder.resolve("log");
        ConnectionFile.local().write(connection, "assay");
        Process running = begin(launch.training(archive, connection), folder, connection, log);
        kernel = running;
        try {
            talk(running, connection);
            if (!running.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the kernel did not end");
            }
            if (running.exitValue() != 0) {
                throw new IOException("the kernel ended with " + running.exitValue() + ": " + lastLine(log));
            }
        } catch (EarlyEnd e) {
            throw new IOException("the kernel ended at once: " + lastLine(log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Process begin(List<String> command, Path folder, Path connection, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // It ends when this process does, however that comes about.
        ParentProcess.tell(builder.environment(), connection);
        return builder.start();
    }

    private static void talk(Process kernel, Path connection)
            throws IOException, InterruptedException, TimeoutException {
        try (KernelClient client = KernelClient.connect(ports(kernel, connection))) {
            await(
                    client.send(Channel.SHELL, "kernel_info_request", JsonNodeFactory.instance.objectNode())
                            .reply(),
                    kernel);
            for (String cell : cells()) {
                try (Exchange run = client.execute(cell)) {
                    await(run.reply(), kernel); // a cell that fails has trained as well
                }
            }
            await(client.shutdown(false).reply(), kernel);
        }
    }

    /** Waits no longer for a kernel that is gone: its exit code and its archive tell how that came about. */
    private static void await(CompletableFuture<Message> reply, Process kernel)
            throws IOException, InterruptedException, TimeoutException {
        try {
            CompletableFuture.anyOf(reply, kernel.onExit()).get(CELL.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the connection to the kernel was closed", e);
        } catch (TimeoutException e) {
            throw new TimeoutException("the kernel does not answer after " + CELL);
        }
    }

    /** The kernel chooses its ports and writes them into its file. */
    private static ConnectionFile ports(Process kernel, Path connection)
            throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            boolean over = !kernel.isAlive(); // asked first: what it wrote before its end is read after it
            ConnectionFile file = ConnectionFile.read(connection);
            if (!file.leavesPortsOpen()) {
                return file;
            }
            if (over) {
                throw new EarlyEnd();
            }
            kernel.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new TimeoutException("the kernel does not listen after " + START);
    }

    private static String lastLine(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), Charset.defaultCharset()).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** It ended before it listened. */
    private static final class EarlyEnd extends IOException {}

    private static List<String> cells() throws IOException {
        List<String> cells = new ArrayList<>();
        try (InputStream file = Training.class.getResourceAsStream("training.ipynb")) {
            if (file == null) {
                throw new IllegalStateException("training.ipynb is not among the resources");
            }
            JsonNode notebook = Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            for (JsonNode cell : notebook.path("cells")) {
                if (cell.path("cell_type").asText().equals("code")) {
                    StringBuilder source = new StringBuilder();
                    cell.path("source").forEach(line -> source.append(line.asText()));
                    cells.add(source.toString());
                }
            }
        }
        return cells;
    }
}
