package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Author;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelServer;
import dev.assay.jupyter.Message;
import dev.assay.kernel.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * What is said on iopub, and on whose behalf: busy before and idle after each request. Frontends take the last status for the
 * kernel's, whomever it answered; so when a request is answered beside a running cell, the cell's busy is said once more, else
 * a server that culls idle kernels would cull a working one.
 */
final class Activity {
    private final KernelServer server;
    private final Author author;
    private @Nullable Message running;

    Activity(KernelServer server, Author author) {
        this.server = server;
        this.author = author;
    }

    synchronized void busy(Message request) {
        status(request, "busy");
    }

    synchronized void idle(Message request) {
        status(request, "idle");
        if (running != null && !isRunning(request)) {
            status(running, "busy");
        }
    }

    /** The same as {@link #busy} for what takes its turn; it is what the kernel is busy with until {@link #finished}. */
    synchronized void started(Message request) {
        running = request;
        busy(request);
    }

    synchronized void finished(Message request) {
        running = null;
        idle(request);
    }

    /** What runs now, or null. */
    synchronized @Nullable Message running() {
        return running;
    }

    synchronized boolean isRunning(Message request) {
        return running != null && running.header().id().equals(request.header().id());
    }

    void reply(Channel channel, Message request, ObjectNode content) {
        server.send(channel, author.reply(request, replyType(request.type()), content));
    }

    void reply(Channel channel, Message request, ObjectNode content, ObjectNode metadata) {
        Message reply = author.reply(request, replyType(request.type()), content);
        server.send(channel, reply.withMetadata(metadata));
    }

    void publish(Message request, String type, ObjectNode content) {
        publish(request.header().json(), type, content);
    }

    void publish(ObjectNode parent, String type, ObjectNode content) {
        server.send(Channel.IOPUB, author.publication(parent, type, content));
    }

    void publish(ObjectNode parent, String type, ObjectNode content, Evaluator.Comms.Payload payload) {
        Message message = author.publication(parent, type, content);
        server.send(Channel.IOPUB, message.withMetadata(payload.metadata()).withBuffers(payload.buffers()));
    }

    private void status(Message request, String state) {
        publish(request, "status", Json.object().put("execution_state", state));
    }

    private static String replyType(String request) {
        int end = request.lastIndexOf("_request");
        return (end < 0 ? request : request.substring(0, end)) + "_reply";
    }
}
