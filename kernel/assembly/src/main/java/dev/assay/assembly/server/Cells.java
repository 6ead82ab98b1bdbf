package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelServer;
import dev.assay.jupyter.Message;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outcome;
import dev.assay.kernel.Outcome.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests that wait for their turn, cells before all, and the thread that takes them one by one. */
final class Cells {
    private final KernelServer server;
    private final Activity activity;
    private final Questions questions;
    private final Session session;
    private final History history;
    private final Complaints complaints;
    private final LinkedBlockingQueue<Turn> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "assay-cells");
    private volatile boolean ended;
    private int count;

    /** A cell, or another request that must not overtake one. */
    private record Turn(Message request, @Nullable Runnable work) {
        boolean isCell() {
            return work == null;
        }
    }

    Cells(
            KernelServer server,
            Activity activity,
            Questions questions,
            Session session,
            History history,
            Complaints complaints) {
        this.server = server;
        this.activity = activity;
        this.questions = questions;
        this.session = session;
        this.history = history;
        this.complaints = complaints;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes no further turn; the one that runs is left to itself. */
    void end() {
        ended = true;
        queue.clear();
        thread.interrupt();
    }

    void execute(Message request) {
        queue.add(new Turn(request, null));
    }

    void inTurn(Message request, Runnable work) {
        queue.add(new Turn(request, work));
    }

    private void run() {
        while (!ended) {
            try {
                take(queue.take());
            } catch (InterruptedException e) {
                // an interrupt that came when the cell had just ended
            } catch (Throwable e) { // an Error of one request must not end all others
                complaints.log("survived " + e);
            }
        }
    }

    private void take(Turn turn) {
        Message request = turn.request();
        List<Message> aborted;
        if (turn.isCell()) {
            server.awaitListener();
        }
        try (KernelServer.Held sends = server.held()) {
            aborted = take(turn, request, sends);
        }
        aborted.forEach(this::abort);
        history.write(); // now that nobody waits for it
    }

    private List<Message> take(Turn turn, Message request, KernelServer.Held sends) {
        if (turn.isCell()) {
            session.cellBegins();
            sends.hold();
        }
        activity.started(request);
        try {
            Runnable work = turn.work();
            if (work != null) {
                work.run();
            } else {
                return cell(request, sends);
            }
        } catch (BadRequestException e) {
            activity.reply(Channel.SHELL, request, Replies.error("BadRequest", String.valueOf(e.getMessage())));
        } catch (Throwable e) { // out of memory while a result is written, for one: the frontend must not wait forever
            complaints.log("survived " + e);
            if (turn.isCell()) {
                activity.reply(
                        Channel.SHELL, request, Replies.error(e.getClass().getName(), String.valueOf(e.getMessage())));
            }
        } finally {
            session.cellEnds();
            activity.finished(request);
        }
        return List.of();
    }

    /** Runs a cell and replies; the cells that are not to run because it failed. */
    private List<Message> cell(Message request, KernelServer.Held sends) throws BadRequestException {
        Fields fields = new Fields(request.content());
        String code = fields.text("code");
        boolean silent = fields.flag("silent", false);
        boolean stored = !silent && fields.flag("store_history", true);
        boolean stops = !silent && fields.flag("stop_on_error", true);
        CellOutputs outputs = new CellOutputs(activity, questions, request, silent, fields.flag("allow_stdin", true));
        JsonNode expressions = request.content().path("user_expressions");
        int number = count + 1;
        count = stored ? number : count;
        String started = Instant.now().toString();
        outputs.publish("execute_input", Json.object().put("code", code).put("execution_count", number));
        sends.release(); // busy and the cell

        ArrayNode payload = Json.object().putArray("payload");
        Optional<HelpQuestion> asked = HelpQuestion.of(code);
        Outcome outcome = asked.isPresent()
                ? page(asked.get(), payload)
                : session.execute(new Evaluator.Cell(number, code, silent), outputs);
        if (outcome instanceof Outcome.Done && expressions.isEmpty()) {
            sends.hold(); // the result, the reply and idle
        }
        ObjectNode reply = outcome instanceof Failed failed
                ? failed(failed, outputs)
                : done((Outcome.Done) outcome, number, outputs, expressions);
        if (stored) {
            history.add(number, code, outcome instanceof Outcome.Done done ? plain(done.result()) : null);
        }
        List<Message> aborted = stops && outcome instanceof Failed ? waiting() : List.of();
        reply.put("execution_count", number);
        reply.set("payload", payload);
        activity.reply(Channel.SHELL, request, reply, Json.object().put("started", started));
        return aborted;
    }

    /** Answers a question in the frontend's pager. */
    private Outcome page(HelpQuestion question, ArrayNode payload) {
        Optional<MimeBundle> found = session.inspect(question.name(), question.cursor(), question.detail());
        if (found.isEmpty()) {
            String message = "nothing is known of " + question.name();
            return new Failed("NameError", message, List.of(message));
        }
        ObjectNode page = payload.addObject().put("source", "page").put("start", 0);
        Replies.bundle(page, found.get());
        return new Outcome.Done(null);
    }

    private static ObjectNode failed(Failed failure, CellOutputs outputs) {
        ObjectNode reply = Replies.error(failure);
        ObjectNode published = reply.deepCopy();
        published.remove("status");
        outputs.publish("error", published);
        reply.putObject("user_expressions");
        return reply;
    }

    private ObjectNode done(Outcome.Done done, int number, CellOutputs outputs, JsonNode expressions) {
        MimeBundle result = done.result();
        if (result != null) {
            ObjectNode content = Json.object().put("execution_count", number);
            outputs.publish("execute_result", Replies.bundle(content, result));
        }
        ObjectNode reply = Replies.ok();
        ObjectNode values = reply.putObject("user_expressions");
        for (Map.Entry<String, JsonNode> expression : expressions.properties()) {
            values.set(expression.getKey(), value(expression.getValue().asText(), outputs));
        }
        return reply;
    }

    private ObjectNode value(String expression, CellOutputs outputs) {
        Outcome outcome = session.evaluate(expression, outputs);
        if (outcome instanceof Failed failed) {
            return Replies.error(failed);
        }
        MimeBundle result = ((Outcome.Done) outcome).result();
        return Replies.bundle(Replies.ok(), result == null ? new MimeBundle(NOTHING, Map.of()) : result);
    }

    private static final Map<String, JsonNode> NOTHING = Map.of("text/plain", TextNode.valueOf("null"));

    private static @Nullable String plain(@Nullable MimeBundle result) {
        JsonNode text = result == null ? null : result.data().get("text/plain");
        return text == null ? null : text.asText();
    }

    /**
     * Takes the cells that wait out of the queue, also those that have reached the socket but not the queue. What the frontend
     * sends once it has seen this cell's reply is not among them.
     */
    private List<Message> waiting() {
        CountDownLatch received = new CountDownLatch(1);
        server.afterReceived(received::countDown);
        try {
            if (!received.await(1, TimeUnit.SECONDS)) {
                complaints.log("the shell's thread is busy; only queued cells are aborted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Message> cells = new ArrayList<>();
        queue.removeIf(turn -> turn.isCell() && cells.add(turn.request()));
        return cells;
    }

    /**
     * Since 5.1 the protocol wants {@code error} here, not ipykernel's {@code aborted}; jupyter_kernel_test takes no other, and
     * frontends show nothing for either since no error is published.
     */
    private void abort(Message request) {
        activity.started(request);
        activity.reply(Channel.SHELL, request, Replies.error("Aborted", "an earlier cell failed"));
        activity.finished(request);
    }
}
