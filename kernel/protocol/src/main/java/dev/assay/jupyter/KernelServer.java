package dev.assay.jupyter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel. Shell, stdin and iopub share a thread, so that their messages leave in the order in which they
 * were handed over; control and heartbeat have their own and answer whatever the others do. Forged, garbled and truncated
 * messages are dropped with a line in the log.
 */
public final class KernelServer implements AutoCloseable {
    /** Messages that wait for a slow listener before ZeroMQ drops some. */
    private static final int HIGH_WATER = 100_000;

    private static final int LINGER_MILLIS = 1000;
    private static final int MAX_TOPIC = 256;
    private static final long LISTENER_MILLIS = 1000;

    private final ConnectionFile requested;
    private final Complaints complaints;
    private final ZContext context;
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final SocketLoop main;
    private final SocketLoop control;
    private final SocketLoop heartbeat;
    private final WireFormat wire;
    private final Author author;
    private final CountDownLatch listened = new CountDownLatch(1);

    /**
     * Listens on the given ports and no others. Nothing is received before {@link #start}.
     *
     * @throws IOException if a port is taken or the address is none of this machine; its message names both
     */
    public KernelServer(ConnectionFile file, Author author, Complaints complaints) throws IOException {
        this.requested = file;
        this.complaints = complaints;
        this.context = LastingThread.context(complaints);
        this.author = author;
        this.wire = new WireFormat(file.signer());
        this.main = new SocketLoop("shell", complaints);
        this.control = new SocketLoop("control", complaints);
        this.heartbeat = new SocketLoop("heartbeat", complaints);
        try {
            for (Channel channel : Channel.values()) {
                sockets.put(channel, bind(channel));
            }
        } catch (IOException e) {
            context.close();
            throw e;
        }
    }

    private ZMQ.Socket bind(Channel channel) throws IOException {
        ZMQ.Socket socket = context.createSocket(channel == Channel.IOPUB ? SocketType.XPUB : SocketType.ROUTER);
        socket.setLinger(LINGER_MILLIS);
        socket.setSndHWM(HIGH_WATER);
        socket.setMaxMsgSize(WireFormat.MAX_FRAME);
        socket.setMsgAllocator(new CarefulAllocator(complaints));
        socket.setIPv6(requested.ip().contains(":"));
        if (channel == Channel.IOPUB) {
            socket.setXpubVerbose(true);
        } else {
            socket.setRouterHandover(true);
        }
        String where = requested.endpoint(channel);
        try {
            socket.bind(where);
            return socket;
        } catch (ZMQException e) {
            String why = e.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode() ? "the port is taken" : reason(e);
            throw new IOException("cannot listen on " + where + " for " + channel.key() + ": " + why, e);
        } catch (RuntimeException e) {
            throw new IOException("cannot listen on " + where + " for " + channel.key() + ": " + reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** The connection as it is, with the ports that were left open filled in. */
    public ConnectionFile connection() {
        Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
        sockets.forEach((channel, socket) -> {
            String endpoint = socket.getLastEndpoint();
            ports.put(channel, Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)));
        });
        return requested.withPorts(ports);
    }

    /**
     * Begins to receive. The receiver is called with messages of shell and stdin on one thread and of control on another; it must
     * not block.
     */
    public void start(BiConsumer<Channel, Message> receiver) throws IOException {
        main.add(socket(Channel.SHELL), frames -> receiver.accept(Channel.SHELL, wire.decode(frames)));
        main.add(socket(Channel.STDIN), frames -> receiver.accept(Channel.STDIN, wire.decode(frames)));
        main.add(socket(Channel.IOPUB), this::subscribed);
        control.add(socket(Channel.CONTROL), frames -> receiver.accept(Channel.CONTROL, wire.decode(frames)));
        ZMQ.Socket echo = socket(Channel.HEARTBEAT);
        heartbeat.add(echo, frames -> heartbeat.send(echo, frames));
        main.start();
        control.start();
        heartbeat.start();
    }

    private ZMQ.Socket socket(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        if (socket == null) {
            throw new IllegalStateException(channel + " is not bound");
        }
        return socket;
    }

    /** Tells a new listener that it hears from now on (JEP 65), so that it need not send requests until one is echoed. */
    private void subscribed(List<byte[]> frames) {
        byte[] event = frames.get(0);
        if (event.length == 0 || event[0] != 1 || event.length > MAX_TOPIC) {
            return;
        }
        listened.countDown();
        byte[] topic = Arrays.copyOfRange(event, 1, event.length);
        ObjectNode content = Json.object();
        content.put("subscription", new String(topic, StandardCharsets.UTF_8));
        send(Channel.IOPUB, author.write(List.of(topic), "iopub_welcome", Json.object(), content));
    }

    /**
     * Waits until somebody listens to iopub, a second at most, and once. A frontend connects its channels one by one, and where the
     * kernel did not listen yet, each again a tenth of a second or two later: its first cell may come before it hears. What is
     * published then is lost, also the {@code idle} that consoles wait for without end.
     */
    public void awaitListener() {
        try {
            if (listened.getCount() > 0 && !listened.await(LISTENER_MILLIS, TimeUnit.MILLISECONDS)) {
                listened.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends from any thread; shell, stdin and iopub keep the order of the calls of one thread. */
    public void send(Channel channel, Message message) {
        List<byte[]> frames = wire.encode(message);
        (channel == Channel.CONTROL ? control : main).send(socket(channel), frames);
    }

    /** Messages of shell, stdin and iopub that are to leave together, for one thread's use; closed, none is held back. */
    public Held held() {
        return new Held();
    }

    /** Says when messages may wait for each other: each that leaves alone wakes two threads here and one at the other end. */
    public final class Held implements AutoCloseable {
        private boolean holds;

        private Held() {}

        /** From now on messages wait, whoever sends them; for moments only. */
        public void hold() {
            if (!holds) {
                holds = true;
                main.hold();
            }
        }

        /** All that waits leaves now. */
        public void release() {
            if (holds) {
                holds = false;
                main.release();
            }
        }

        @Override
        public void close() {
            release();
        }
    }

    /** Runs on the shell's thread after everything that had reached the shell when this was called was received. */
    public void afterReceived(Runnable task) {
        main.executeAfterReceived(task);
    }

    /** Sends what was handed over, then closes everything; returns after about two seconds at most. */
    @Override
    public void close() {
        main.close();
        control.close();
        heartbeat.close();
        LastingThread.close(context);
    }
}
