package dev.assay.jupyter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The frontend's end of a connection, to a kernel in any language. Safe for use from several threads.
 *
 * <pre>{@code
 * try (KernelClient client = KernelClient.connect(ConnectionFile.read(path))) {
 *     client.awaitReady(Duration.ofSeconds(10));
 *     Exchange cell = client.execute("1 + 1");
 *     List<Message> outputs = cell.untilIdle(Duration.ofSeconds(60));
 *     String status = cell.reply(Duration.ofSeconds(1)).content().path("status").asText();
 * }
 * }</pre>
 */
public final class KernelClient implements AutoCloseable {
    /**
     * When a connection that has not shaken hands is made anew; long enough for a kernel that hardly gets a processor. JeroMQ 0.6.0
     * forgets one now and then, 0.7 % of them here: where the selector still holds the cancelled key of the attempt to connect, the
     * handshake gets none, and nothing is read or written until something else changes on that thread. The four beside it nearly
     * always do that; where none does, JeroMQ waits for 30 seconds.
     *
     * @see <a href="https://github.com/zeromq/jeromq/pull/1022">JeroMQ 1022</a>
     */
    private static final int HANDSHAKE_MILLIS = 3000;

    private final Author author = new Author("assay");
    private final ZContext context;
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Long> beats = new LinkedBlockingQueue<>();
    private final CountDownLatch heard = new CountDownLatch(1);
    private final SocketLoop loop;
    private final WireFormat wire;
    private volatile Consumer<Message> outputs = message -> {};
    private volatile Runnable outputsOver = () -> {};
    private volatile Consumer<Message> questions = message -> {};
    private long lastBeat;

    private KernelClient(ConnectionFile file) throws IOException {
        wire = new WireFormat(file.signer());
        Complaints complaints = new Complaints(System.err);
        context = LastingThread.context(complaints);
        loop = new SocketLoop("client", complaints);
        for (Channel channel : Channel.values()) {
            ZMQ.Socket socket = context.createSocket(channel == Channel.IOPUB ? SocketType.SUB : SocketType.DEALER);
            socket.setLinger(0);
            socket.setHWM(0);
            socket.setReconnectIVL(10);
            socket.setReconnectIVLMax(200);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            socket.setIPv6(file.ip().contains(":"));
            if (channel == Channel.IOPUB) {
                socket.subscribe(new byte[0]);
                socket.setEventHook(
                        event -> loop.executeAfterReceived(() -> outputsOver.run()), ZMQ.EVENT_DISCONNECTED);
            } else {
                socket.setIdentity(author.session().getBytes(StandardCharsets.US_ASCII));
            }
            sockets.put(channel, socket);
            loop.add(socket, frames -> received(channel, frames));
        }
    }

    /** Connects; the kernel need not listen yet. */
    public static KernelClient connect(ConnectionFile file) throws IOException {
        KernelClient client = new KernelClient(file);
        client.connectTo(file);
        return client;
    }

    /**
     * A client for a kernel that has yet to choose its ports: all that takes time is done before they are known.
     *
     * @param file with the address and the key
     */
    public static KernelClient unconnected(ConnectionFile file) throws IOException {
        KernelClient client = new KernelClient(file);
        var unused = client.wire.encode(client.author.message("kernel_info_request", Json.object()));
        return client;
    }

    /** Connects an unconnected one, once. */
    public void connectTo(ConnectionFile file) {
        sockets.forEach((channel, socket) -> socket.connect(file.endpoint(channel)));
        loop.start();
    }

    /** Where everything on iopub goes, also what belongs to no exchange; called on the client's thread, must not block. */
    public void onOutput(Consumer<Message> listener) {
        outputs = listener;
    }

    /**
     * Done when iopub is cut off, as it is by the kernel's end, and all that it had sent was heard; called on the client's
     * thread, must not block. The connection is sought again: what a kernel that lives says then is heard, too.
     */
    public void onOutputOver(Runnable listener) {
        outputsOver = listener;
    }

    /** Where {@code input_request}s go, to be answered with {@link #answer}; called on the client's thread, must not block. */
    public void onQuestion(Consumer<Message> listener) {
        questions = listener;
    }

    /** Sends a request on {@link Channel#SHELL} or {@link Channel#CONTROL}. */
    public Exchange send(Channel channel, String type, ObjectNode content) {
        return send(channel, author.message(type, content));
    }

    /** The same with a message of the caller's making. */
    public Exchange send(Channel channel, Message request) {
        String id = request.header().id();
        Exchange exchange = new Exchange(request, () -> exchanges.remove(id));
        exchanges.put(id, exchange);
        write(channel, request);
        return exchange;
    }

    /** Runs a cell that may not ask for input, and stops the queue if it fails. */
    public Exchange execute(String code) {
        ObjectNode content = Json.object();
        content.put("code", code);
        content.put("silent", false);
        content.put("store_history", true);
        content.set("user_expressions", Json.object());
        content.put("allow_stdin", false);
        content.put("stop_on_error", true);
        return send(Channel.SHELL, "execute_request", content);
    }

    /** Stops the running cell of a kernel whose {@code interrupt_mode} is {@code message}. */
    public Exchange interrupt() {
        return send(Channel.CONTROL, "interrupt_request", Json.object());
    }

    /** Asks the kernel to end. */
    public Exchange shutdown(boolean restart) {
        return send(Channel.CONTROL, "shutdown_request", Json.object().put("restart", restart));
    }

    /** Answers an {@code input_request}. */
    public void answer(Message question, String value) {
        write(Channel.STDIN, author.reply(question, "input_reply", Json.object().put("value", value)));
    }

    /**
     * Waits until requests are answered and outputs heard; the content of {@code kernel_info_reply}. Kernels that send
     * {@code iopub_welcome} need one request, others are asked until an echo of it is heard on iopub.
     *
     * @throws TimeoutException if the kernel does not answer in time
     */
    public ObjectNode awaitReady(Duration deadline) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + deadline.toNanos();
        ObjectNode info = null;
        while (info == null || heard.getCount() > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(
                        info == null ? "no answer after " + deadline : "nothing on iopub after " + deadline);
            }
            try (Exchange exchange = send(Channel.SHELL, "kernel_info_request", Json.object())) {
                Duration patience = info == null ? Duration.ofNanos(left) : Duration.ofMillis(200);
                info = exchange.reply(patience).content();
                heard.await(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                info = null; // asked again until the deadline
            }
        }
        return info;
    }

    /** Whether the heartbeat comes back in time. */
    public synchronized boolean beats(Duration deadline) throws InterruptedException {
        long number = ++lastBeat;
        beats.clear();
        ZMQ.Socket socket = socket(Channel.HEARTBEAT);
        loop.send(socket, List.of(new byte[0], Long.toString(number).getBytes(StandardCharsets.US_ASCII)));
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Long back = beats.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (back == null || back == number) {
                return back != null;
            }
        }
    }

    private void write(Channel channel, Message message) {
        Message unaddressed = new Message(
                List.of(),
                message.header(),
                message.parent(),
                message.metadata(),
                message.content(),
                message.buffers());
        sendRaw(channel, wire.encode(unaddressed));
    }

    /** Frames as they are, for tests of what a kernel does with them. */
    void sendRaw(Channel channel, List<byte[]> frames) {
        loop.send(socket(channel), frames);
    }

    private ZMQ.Socket socket(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        if (socket == null) {
            throw new IllegalStateException(channel + " is not connected");
        }
        return socket;
    }

    private void received(Channel channel, List<byte[]> frames) throws MalformedMessageException {
        if (channel == Channel.HEARTBEAT) {
            beats.add(number(frames.get(frames.size() - 1)));
            return;
        }
        Message message = wire.decode(frames);
        Exchange exchange = exchanges.get(message.parentId());
        switch (channel) {
            case IOPUB -> {
                heard.countDown();
                if (exchange != null) {
                    exchange.published(message);
                }
                outputs.accept(message);
            }
            case STDIN -> questions.accept(message);
            default -> {
                if (exchange != null) {
                    exchange.replied(message);
                }
            }
        }
    }

    private static long number(byte[] beat) {
        try {
            return Long.parseLong(new String(beat, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Disconnects; the kernel lives on. */
    @Override
    public void close() {
        loop.close();
        LastingThread.close(context);
        exchanges.values().forEach(exchange -> exchange.abandoned("the client was closed"));
    }
}
