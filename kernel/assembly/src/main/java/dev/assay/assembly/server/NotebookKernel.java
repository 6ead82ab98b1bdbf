package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Author;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelServer;
import dev.assay.jupyter.Message;
import dev.assay.kernel.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A running kernel: five sockets, a session, and what goes between them. {@code kernel_info} is answered as soon as
 * {@link #start} returns; the session is built meanwhile and the first cell waits for it. Several kernels live in one process
 * without seeing each other.
 */
public final class NotebookKernel implements AutoCloseable {
    private static final long SESSION_GRACE_MILLIS = 2000;

    private final KernelServer server;
    private final Activity activity;
    private final Session session;
    private final History history;
    private final Cells cells;
    private final Requests requests;
    private final ConnectionFile connection;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private NotebookKernel(
            KernelServer server,
            Author author,
            Session session,
            Optional<Path> historyDirectory,
            Complaints complaints) {
        this.server = server;
        this.connection = server.connection();
        this.session = session;
        this.activity = new Activity(server, author);
        Questions questions = new Questions(server, author);
        this.history = new History(historyDirectory.map(HistoryStore::new).orElse(null), complaints);
        this.cells = new Cells(server, activity, questions, session, history, complaints);
        this.requests =
                new Requests(activity, cells, questions, session, history, connection, ended::complete, complaints);
    }

    /** Messages of comms belong to the cell that runs, or to nobody's. */
    private void speak(Evaluator evaluator) {
        evaluator.comms().sendTo((type, content, payload) -> {
            Message running = activity.running();
            ObjectNode parent =
                    running == null ? Json.object() : running.header().json();
            content.set("data", payload.data());
            activity.publish(parent, type, content, payload);
        });
    }

    /**
     * Listens and answers.
     *
     * @param file where; ports that it leaves open are chosen, see {@link #connection}
     * @param factory builds the session; called once, on a thread of its own
     * @param historyDirectory where cells are remembered beyond this session; empty for nowhere
     * @throws IOException if a port is taken or the address is none of this machine
     */
    public static NotebookKernel start(
            ConnectionFile file,
            Supplier<? extends Evaluator> factory,
            Optional<Path> historyDirectory,
            Complaints complaints)
            throws IOException {
        Session session = new Session(complaints);
        CompletableFuture<NotebookKernel> listening = new CompletableFuture<>();
        // First of all, since it takes longest; it runs beside the binding.
        session.open(factory, evaluator -> listening.join().speak(evaluator));
        Author author = new Author(System.getProperty("user.name", "kernel"));
        KernelServer server;
        try {
            server = new KernelServer(file, author, complaints);
        } catch (IOException e) {
            session.close();
            listening.completeExceptionally(e);
            throw e;
        }
        NotebookKernel kernel = new NotebookKernel(server, author, session, historyDirectory, complaints);
        listening.complete(kernel);
        kernel.cells.start();
        server.start(kernel.requests::received);
        return kernel;
    }

    /** The directory for the history on this system unless told otherwise. */
    public static Path usualHistory(String system, Map<String, String> environment, Path home) {
        return HistoryStore.usualDirectory(system, environment, home);
    }

    /** Where it listens. */
    public ConnectionFile connection() {
        return connection;
    }

    /** Stops the running cell. */
    public void interrupt() {
        session.interrupt();
    }

    /** Makes {@link #awaitEnd} return, as a shutdown request does. */
    public void end() {
        ended.complete(false);
    }

    /**
     * Waits until a frontend asks for the end, and for nothing else: a cell may interrupt every thread it finds.
     *
     * @return whether it is to be started again
     */
    public boolean awaitEnd() {
        return ended.join();
    }

    /** Ends within five seconds even if a cell runs forever; its thread is then left to the process. */
    @Override
    public void close() {
        ended.complete(false);
        history.write();
        cells.end();
        requests.end();
        Thread closing = new Thread(
                () -> {
                    session.interrupt();
                    session.close();
                },
                "assay-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(SESSION_GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
