package dev.assay.jupyter;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * One thread that owns some sockets: it alone receives and sends on them, since ZeroMQ's sockets belong to a thread. It sleeps
 * in a selector until a socket has something or another thread hands it a task, so nothing waits for a tick of a clock.
 *
 * <p>Why not ZeroMQ's own poller and an inproc socket to wake it: a pipe's end is closed when the thread that writes to it is
 * interrupted, and cells are interrupted while they print. {@link Selector#wakeup} has no such end.
 */
final class SocketLoop implements AutoCloseable {
    /** Messages taken from one socket, or sent, before the others have their turn. */
    private static final int TURN = 256;

    private final String name;
    private final Complaints complaints;
    private final Selector selector;
    private final List<Inlet> inlets = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    /** Touched by the loop's thread only. */
    private final List<Runnable> afterNextDrain = new ArrayList<>();

    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean sleeping;
    private volatile boolean stopping;

    /** Takes what arrives on a socket, frame by frame. */
    interface Receiver {
        void received(List<byte[]> frames) throws MalformedMessageException;
    }

    private record Inlet(ZMQ.Socket socket, Receiver receiver) {}

    SocketLoop(String name, Complaints complaints) throws IOException {
        this.name = name;
        this.complaints = complaints;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "assay-" + name);
        thread.setDaemon(true);
    }

    /** Adds a socket; before {@link #start} only. The socket then belongs to the loop, which also closes it. */
    void add(ZMQ.Socket socket, Receiver receiver) throws IOException {
        socket.getFD().register(selector, SelectionKey.OP_READ);
        inlets.add(new Inlet(socket, receiver));
    }

    void start() {
        thread.start();
    }

    /** Sends from any thread, in the order of the calls. */
    void send(ZMQ.Socket socket, List<byte[]> frames) {
        execute(() -> sendNow(socket, frames));
    }

    /** Runs on the loop's thread after all tasks that were given before. */
    void execute(Runnable task) {
        tasks.add(task);
        if (held.get() == 0) {
            wake();
        }
    }

    private void wake() {
        if (sleeping && Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Nobody is woken for what is given from now on, by any thread, until {@link #release}: it leaves together. */
    void hold() {
        held.incrementAndGet();
    }

    /** Ends one {@link #hold}. */
    void release() {
        if (held.decrementAndGet() == 0 && !tasks.isEmpty()) {
            wake();
        }
    }

    /** Runs on the loop's thread after everything that has arrived by now was received. */
    void executeAfterReceived(Runnable task) {
        execute(() -> afterNextDrain.add(task));
    }

    private static void sendNow(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            int more = i < frames.size() - 1 ? ZMQ.SNDMORE : 0;
            socket.send(frames.get(i), more | ZMQ.DONTWAIT);
        }
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    turn();
                } catch (ClosedSelectorException e) {
                    return;
                } catch (ZMQException e) {
                    if (e.getErrorCode() == ZMQ.Error.ETERM.getCode()) {
                        return; // its context was ended: each turn would say so
                    }
                    complain("survived " + e);
                } catch (Throwable e) { // an Error in one message must not silence the channel
                    complain("survived " + e);
                }
            }
        } finally {
            close(inlets);
        }
    }

    /** A turn without anything to do ends in sleep. What a send brought in unnoticed is seen by the turn after it. */
    private void turn() throws IOException {
        boolean idle = true;
        for (Inlet inlet : inlets) {
            idle &= !drain(inlet);
        }
        if (idle && !afterNextDrain.isEmpty()) {
            afterNextDrain.forEach(this::guarded);
            afterNextDrain.clear();
        }
        idle &= !runTasks();
        if (idle) {
            sleep();
        }
    }

    private void sleep() throws IOException {
        sleeping = true;
        try {
            if (tasks.isEmpty() && afterNextDrain.isEmpty() && !stopping) {
                selector.select();
                selector.selectedKeys().clear();
            }
        } finally {
            sleeping = false;
            Thread.interrupted(); // a cell may interrupt every thread it finds; a selector would then never sleep again
        }
    }

    private boolean drain(Inlet inlet) {
        for (int i = 0; i < TURN; i++) {
            List<byte[]> frames = receive(inlet.socket());
            if (frames == null) {
                return i > 0;
            }
            try {
                inlet.receiver().received(frames);
            } catch (MalformedMessageException e) {
                complain("dropped on " + name + ": " + e.getMessage());
            } catch (Throwable e) {
                complain("survived " + e);
            }
        }
        return true;
    }

    private static @Nullable List<byte[]> receive(ZMQ.Socket socket) {
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            byte[] next = socket.recv(0);
            if (next != null && frames.size() <= WireFormat.MAX_FRAMES) {
                frames.add(next);
            }
        }
        return frames;
    }

    private boolean runTasks() {
        for (int i = 0; i < TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return i > 0;
            }
            guarded(task);
        }
        return true;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (ZMQException e) {
            complain("not sent on " + name + ": error " + e.getErrorCode());
        } catch (Throwable e) {
            complain("survived " + e);
        }
    }

    private void complain(String text) {
        try {
            complaints.log(text);
        } catch (Throwable e) {
            // out of memory even for a line: the next message is worth more
        }
    }

    private void close(List<Inlet> all) {
        all.forEach(inlet -> inlet.socket().close());
        try {
            selector.close();
        } catch (IOException e) {
            complain("selector: " + e);
        }
    }

    /** Sends what was handed over before, closes the sockets and ends the thread; waits at most a second. */
    @Override
    public void close() {
        if (!thread.isAlive()) {
            close(inlets);
            return;
        }
        execute(() -> stopping = true);
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
