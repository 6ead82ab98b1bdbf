package dev.assay.notebook.run;

import dev.assay.jupyter.Message;
import dev.assay.notebook.kernel.RunningKernel;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that happens to a run, in one queue, taken by one thread: nothing of it needs a lock. */
final class Events {

    /** Something that happened. */
    sealed interface Event {}

    /** The kernel published something. */
    record Heard(Message message) implements Event {}

    /** The kernel answered a request. */
    record Replied(Message reply) implements Event {}

    /** The kernel's process ended. */
    record Died(int exitCode) implements Event {}

    /** Its connection was cut off, and all that was sent by it before was heard. */
    record Silent() implements Event {}

    /** How long outputs of a process that is gone are waited for, where the end of their connection is not noticed. */
    private static final Duration LAST = Duration.ofMillis(500);

    private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private volatile boolean silent;

    /** Of this kernel, from now on. */
    static Events of(RunningKernel kernel) {
        Events events = new Events();
        kernel.client().onOutput(events::heard);
        kernel.client().onOutputOver(events::silent);
        var unused = kernel.exit().thenAccept(code -> events.add(new Died(code)));
        return events;
    }

    /** Also of one whose connection was cut off and is back. */
    private void heard(Message message) {
        silent = false;
        add(new Heard(message));
    }

    private void silent() {
        silent = true;
        add(new Silent()); // for who waits already
    }

    void add(Event event) {
        queue.add(event);
    }

    /** The next one; null if none came in time. */
    @Nullable
    Event next(Duration patience) throws InterruptedException {
        return queue.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** The next one of a kernel that is gone; null if all was heard, or where that is not known, if nothing came for a while. */
    @Nullable
    Event last() throws InterruptedException {
        return silent ? queue.poll() : next(LAST);
    }
}
