package dev.assay.jupyter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A request and what comes of it: one reply, and messages on iopub until the kernel is idle again. Later outputs of threads
 * that the cell left behind still arrive here until it is closed.
 */
public final class Exchange implements AutoCloseable {
    private final Message request;
    private final Runnable forget;
    private final CompletableFuture<Message> reply = new CompletableFuture<>();
    private final LinkedBlockingQueue<Message> published = new LinkedBlockingQueue<>();
    private volatile boolean collects = true;

    Exchange(Message request, Runnable forget) {
        this.request = request;
        this.forget = forget;
    }

    /** What was sent. */
    public Message request() {
        return request;
    }

    /** The reply, once it is there; completed on the client's thread. */
    public CompletableFuture<Message> reply() {
        return reply.copy();
    }

    /** Waits for the reply. */
    public Message reply(Duration deadline) throws InterruptedException, TimeoutException {
        try {
            return reply.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the client was closed", e);
        }
    }

    /**
     * Keeps no messages of iopub from now on, and forgets those it has: for a caller who hears all of them through
     * {@link KernelClient#onOutput} anyway.
     */
    public Exchange repliesOnly() {
        collects = false;
        published.clear();
        return this;
    }

    /** Waits for the next message on iopub; null if none came in time. */
    public @Nullable Message next(Duration deadline) throws InterruptedException {
        return published.poll(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until the kernel is idle; all messages on iopub that were not taken before, the idle status last. */
    public List<Message> untilIdle(Duration deadline) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + deadline.toNanos();
        List<Message> all = new ArrayList<>();
        while (true) {
            Message message = published.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new TimeoutException(request.type() + " is not idle after " + deadline);
            }
            all.add(message);
            if (isIdle(message)) {
                return all;
            }
        }
    }

    private static boolean isIdle(Message message) {
        return message.type().equals("status")
                && message.content().path("execution_state").asText().equals("idle");
    }

    void replied(Message message) {
        reply.complete(message);
    }

    void published(Message message) {
        if (collects) {
            published.add(message);
        }
    }

    void abandoned(String why) {
        reply.completeExceptionally(new IllegalStateException(why));
    }

    /** Forgets the request; whatever still comes of it goes to the client's listener only. */
    @Override
    public void close() {
        forget.run();
    }
}
