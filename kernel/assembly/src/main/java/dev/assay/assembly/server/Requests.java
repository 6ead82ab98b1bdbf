package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.Message;
import dev.assay.kernel.Evaluator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Sends each request where it is answered: cells and comm messages to the queue, help while typing to a thread of its own,
 * everything else at once on the thread that received it. Each is framed by busy and idle, and each reply has a status.
 */
final class Requests {
    private final Activity activity;
    private final Cells cells;
    private final Questions questions;
    private final Session session;
    private final History history;
    private final ConnectionFile connection;
    private final Consumer<Boolean> shutdown;
    private final Complaints complaints;
    private final ExecutorService typing = daemon("assay-typing");
    private final ExecutorService remembering = daemon("assay-history");

    /** The content of a reply. */
    private interface Answer {
        ObjectNode content() throws BadRequestException, InterruptedException, ExecutionException;
    }

    /** What is asked of the evaluator. */
    private interface Help {
        ObjectNode content(Evaluator evaluator, Message request) throws BadRequestException;
    }

    Requests(
            Activity activity,
            Cells cells,
            Questions questions,
            Session session,
            History history,
            ConnectionFile connection,
            Consumer<Boolean> shutdown,
            Complaints complaints) {
        this.activity = activity;
        this.cells = cells;
        this.questions = questions;
        this.session = session;
        this.history = history;
        this.connection = connection;
        this.shutdown = shutdown;
        this.complaints = complaints;
    }

    private static ExecutorService daemon(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes a message from a socket's thread; never blocks. */
    void received(Channel channel, Message request) {
        switch (request.type()) {
            case "execute_request" -> execute(channel, request);
            case "input_reply" -> questions.answered(request);
            case "comm_open", "comm_msg", "comm_close" -> cells.inTurn(request, () -> comm(request));
            case "complete_request" -> help(channel, request, Assistance::complete);
            case "inspect_request" -> help(channel, request, Assistance::inspect);
            case "is_complete_request" -> help(channel, request, Assistance::isComplete);
            case "history_request" ->
                remembering.execute(() -> answer(channel, request, () -> Assistance.history(history, request)));
            case "kernel_info_request" -> answer(channel, request, KernelInfo::content);
            case "comm_info_request" -> answer(channel, request, () -> comms(request));
            case "connect_request" -> answer(channel, request, this::ports);
            case "interrupt_request" -> answer(channel, request, this::interrupted);
            case "shutdown_request" -> shutDown(channel, request);
            case "debug_request" -> answer(channel, request, () -> noDebugger(request));
            default -> unknown(channel, request);
        }
    }

    private void execute(Channel channel, Message request) {
        if (channel == Channel.SHELL) {
            cells.execute(request);
        } else {
            answer(channel, request, () -> Replies.error("BadRequest", "cells are run by the shell channel"));
        }
    }

    private void help(Channel channel, Message request, Help help) {
        typing.execute(() -> answer(channel, request, () -> help.content(session.await(), request)));
    }

    private void answer(Channel channel, Message request, Answer answer) {
        activity.busy(request);
        try {
            activity.reply(channel, request, content(request, answer));
        } finally {
            activity.idle(request);
        }
    }

    private ObjectNode content(Message request, Answer answer) {
        try {
            return answer.content();
        } catch (BadRequestException e) {
            return Replies.error("BadRequest", String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            return Replies.error("SessionFailed", "the Java session did not start: " + e.getCause());
        } catch (Throwable e) { // a mistake in completion must cost a completion, not the thread
            complaints.log(request.type() + ": " + e);
            return Replies.error(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode interrupted() {
        session.interrupt();
        return Replies.ok();
    }

    private void shutDown(Channel channel, Message request) {
        boolean restart = request.content().path("restart").asBoolean(false);
        ObjectNode content = Replies.ok().put("restart", restart);
        answer(channel, request, () -> {
            activity.publish(request, "shutdown_reply", content);
            return content;
        });
        shutdown.accept(restart);
    }

    private ObjectNode ports() {
        ObjectNode content = Replies.ok();
        content.put("shell_port", connection.port(Channel.SHELL));
        content.put("iopub_port", connection.port(Channel.IOPUB));
        content.put("stdin_port", connection.port(Channel.STDIN));
        content.put("control_port", connection.port(Channel.CONTROL));
        content.put("hb_port", connection.port(Channel.HEARTBEAT));
        return content;
    }

    private static ObjectNode noDebugger(Message request) {
        ObjectNode content = Replies.error("UnsupportedRequest", "this kernel has no debugger");
        content.put("type", "response");
        content.put("request_seq", request.content().path("seq").asInt());
        content.put("command", request.content().path("command").asText());
        content.put("success", false);
        content.put("message", "this kernel has no debugger");
        return content;
    }

    private void unknown(Channel channel, Message request) {
        if (request.type().endsWith("_request") && channel != Channel.STDIN) {
            answer(channel, request, () -> Replies.error("UnsupportedRequest", "no " + request.type() + " here"));
        } else {
            complaints.log("ignored on " + channel + ": " + request.type());
        }
    }

    private ObjectNode comms(Message request) throws BadRequestException {
        String target = new Fields(request.content()).text("target_name", "");
        ObjectNode content = Replies.ok();
        ObjectNode comms = content.putObject("comms");
        Evaluator evaluator = session.now();
        if (evaluator != null) {
            evaluator.comms().open().forEach((id, name) -> {
                if (target.isEmpty() || target.equals(name)) {
                    comms.putObject(id).put("target_name", name);
                }
            });
        }
        return content;
    }

    private void comm(Message message) {
        JsonNode content = message.content();
        String id = content.path("comm_id").asText();
        JsonNode data = content.path("data").isMissingNode() ? Json.object() : content.path("data");
        Evaluator.Comms.Payload payload = new Evaluator.Comms.Payload(data, message.metadata(), message.buffers());
        try {
            Evaluator.Comms comms = session.await().comms();
            switch (message.type()) {
                case "comm_open" -> comms.opened(id, content.path("target_name").asText(), payload);
                case "comm_msg" -> comms.message(id, payload);
                default -> comms.closed(id, payload);
            }
        } catch (InterruptedException | ExecutionException e) {
            complaints.log(message.type() + " without a session: " + e);
        }
    }

    void end() {
        typing.shutdownNow();
        remembering.shutdownNow();
    }
}
