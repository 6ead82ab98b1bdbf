package dev.assay.assembly.server;

import dev.assay.jupyter.Author;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelServer;
import dev.assay.jupyter.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks whoever sent a cell for a line, one question at a time. */
final class Questions {
    private final KernelServer server;
    private final Author author;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable Pending pending;

    private record Pending(Message cell, Message question, CompletableFuture<String> answer) {}

    Questions(KernelServer server, Author author) {
        this.server = server;
        this.author = author;
    }

    /** Waits for the line; an interrupt of the thread ends it and a later answer is then nobody's. */
    String ask(Message cell, String prompt, boolean password) throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Message question = author.reply(
                    cell, "input_request", Json.object().put("prompt", prompt).put("password", password));
            Pending asked = new Pending(cell, question, new CompletableFuture<>());
            pending = asked;
            server.send(Channel.STDIN, question);
            return asked.answer().get();
        } catch (ExecutionException e) {
            throw new IOException("the frontend's answer holds no text", e);
        } finally {
            pending = null;
            turn.unlock();
        }
    }

    /**
     * Takes an answer. Jupyter's own client names no parent, JupyterLab the question, others the cell; an answer to anything
     * else, from anybody else or at any other time is dropped.
     */
    void answered(Message reply) {
        Pending asked = pending;
        if (asked == null || !fits(reply.parentId(), asked) || !sameSender(reply, asked.cell())) {
            return;
        }
        try {
            asked.answer().complete(new Fields(reply.content()).text("value"));
        } catch (BadRequestException e) {
            asked.answer().completeExceptionally(e);
        }
    }

    private static boolean fits(String parent, Pending asked) {
        return parent.isEmpty()
                || parent.equals(asked.question().header().id())
                || parent.equals(asked.cell().header().id());
    }

    private static boolean sameSender(Message reply, Message cell) {
        List<byte[]> one = reply.identities();
        List<byte[]> other = cell.identities();
        return !one.isEmpty() && !other.isEmpty() && Arrays.equals(one.get(0), other.get(0));
    }
}
