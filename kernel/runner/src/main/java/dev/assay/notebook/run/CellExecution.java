package dev.assay.notebook.run;

import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Message;
import dev.assay.notebook.kernel.RunningKernel;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One cell in the kernel, from its request until the kernel is idle again. */
final class CellExecution {
    /** How often a long cell is looked after. */
    private static final Duration TICK = Duration.ofSeconds(1);
    /**
     * How long an interrupted cell may take to end, and a kernel that has answered to be idle: that status gets lost where
     * outputs overflow.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** How long a cell that somebody ended may take to say its last. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final RunningKernel kernel;
    private final Events events;
    private final Published published;
    private final Saver saver;
    private final Progress progress;
    private @Nullable Message reply;
    private boolean idle;

    CellExecution(RunningKernel kernel, Events events, Published published, Saver saver, Progress progress) {
        this.kernel = kernel;
        this.events = events;
        this.published = published;
        this.saver = saver;
        this.progress = progress;
    }

    /** How the cell ended; {@link Outcome.Kind#OK} also where it failed, since whether that matters is for its tags to say. */
    Outcome run(int number, String code, CellOutputs outputs, Duration limit) throws IOException, InterruptedException {
        Exchange exchange = kernel.client().execute(code).repliesOnly();
        String request = exchange.request().header().id();
        published.expect(request, outputs);
        var unused = exchange.reply().thenAccept(answer -> events.add(new Events.Replied(answer)));
        try {
            Integer died = await(request, limit);
            if (died != null) {
                return Outcome.kernelDied(number, died, kernel.lastWords());
            }
            if (reply != null) {
                return Outcome.ok();
            }
            interrupt();
            died = await(request, GRACE);
            return died == null
                    ? Outcome.timedOut(number, limit)
                    : Outcome.kernelDied(number, died, kernel.lastWords());
        } catch (InterruptedException e) {
            interrupt();
            await(request, MOMENT);
            return Outcome.interrupted(number);
        } finally {
            exchange.close();
            published.endLine();
        }
    }

    private void interrupt() {
        try {
            kernel.interrupt();
        } catch (IOException e) {
            return; // it cannot even be asked: after the grace it is ended, as one that does not listen
        }
    }

    /** Whether the kernel's answer has this status. */
    boolean replied(String status) {
        return reply != null && reply.content().path("status").asText().equals(status);
    }

    /** Takes events until the cell is over or the time is; the exit code if the kernel died. */
    private @Nullable Integer await(String request, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean answered = false;
        while (reply == null || !idle) {
            if (reply != null && !answered) {
                answered = true;
                end = Math.min(end, System.nanoTime() + GRACE.toNanos());
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            Events.Event event = events.next(Duration.ofNanos(Math.min(left, TICK.toNanos())));
            if (event instanceof Events.Died died) {
                drain(request);
                return died.exitCode();
            }
            take(event, request);
            saver.autosave();
            progress.tick();
        }
        return null;
    }

    private void take(Events.@Nullable Event event, String request) {
        if (event instanceof Events.Replied replied) {
            if (replied.reply().parentId().equals(request)) {
                reply = replied.reply();
            }
        } else if (event instanceof Events.Heard heard) {
            if (published.accept(heard.message())) {
                saver.changed();
            }
            idle |= isIdle(heard.message(), request);
        }
    }

    private static boolean isIdle(Message message, String request) {
        return message.type().equals("status")
                && message.parentId().equals(request)
                && message.content().path("execution_state").asText().equals("idle");
    }

    /** Takes what is still under way when the kernel is gone. */
    void takeLast() throws InterruptedException {
        drain("");
        published.endLine();
    }

    private void drain(String request) throws InterruptedException {
        for (Events.Event event = events.last(); event != null; event = events.last()) {
            take(event, request);
        }
    }
}
