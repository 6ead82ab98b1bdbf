package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class KernelServerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Complaints complaints = new Complaints(new PrintStream(log, true, StandardCharsets.UTF_8));
    private final Author author = new Author("kernel");
    private final BlockingQueue<Message> stdin = new LinkedBlockingQueue<>();
    private KernelServer server;
    private KernelClient client;

    @BeforeEach
    void start() throws IOException {
        server = new KernelServer(ConnectionFile.local(), author, complaints);
        server.start(this::answer);
        client = KernelClient.connect(server.connection());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** Replies to any request with its content, between busy and idle. */
    private void answer(Channel channel, Message request) {
        if (request.content().has("fail")) {
            throw new StackOverflowError("asked for");
        }
        if (channel == Channel.STDIN) {
            stdin.add(request);
            return;
        }
        status(request, "busy");
        server.send(channel, author.reply(request, "echo_reply", request.content()));
        status(request, "idle");
    }

    private void status(Message request, String state) {
        server.send(
                Channel.IOPUB,
                author.publication(
                        request.header().json(), "status", Json.object().put("execution_state", state)));
    }

    @Test
    void answersOnShellAndControl() throws Exception {
        client.awaitReady(SOON);
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
            try (Exchange exchange =
                    client.send(channel, "echo_request", Json.object().put("x", "ğ😀"))) {
                Message reply = exchange.reply(SOON);

                assertThat(reply.content().path("x").textValue()).isEqualTo("ğ😀");
                assertThat(reply.parentId())
                        .isEqualTo(exchange.request().header().id());
                assertThat(exchange.untilIdle(SOON))
                        .extracting(message ->
                                message.content().path("execution_state").asText())
                        .containsExactly("busy", "idle");
            }
        }
    }

    @Test
    void welcomesListeners() throws Exception {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        client.onOutput(heard::add);
        try (KernelClient second = KernelClient.connect(server.connection())) {
            Message welcome = heard.poll(10, TimeUnit.SECONDS);

            assertThat(welcome).isNotNull();
            assertThat(welcome.type()).isEqualTo("iopub_welcome");
            assertThat(welcome.parent()).isEmpty();
            assertThat(welcome.content().path("subscription").asText("?")).isEmpty();
            second.awaitReady(SOON);
        }
    }

    @Test
    void theEndOfOutputsComesBehindAllOfThem() throws Exception {
        BlockingQueue<Message> heard = published();
        AtomicInteger before = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        client.onOutputOver(() -> {
            before.set(heard.size());
            over.countDown();
        });
        for (int i = 0; i < 5_000; i++) {
            publish("x".repeat(1_000));
        }
        server.close();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(before).hasValue(5_000);
    }

    @Test
    void whatIsHeldLeavesTogetherAndInOrder() throws Exception {
        BlockingQueue<Message> heard = published();
        for (int i = 0; i < 20; i++) {
            KernelServer.Held held = server.held();
            try (held) {
                held.hold();
                held.hold(); // one release is enough
                publish("a" + i);
                publish("b" + i);
                held.release();
                assertThat(heard(heard)).isEqualTo("a" + i);
                assertThat(heard(heard)).isEqualTo("b" + i);
                held.release();
                publish("c" + i);
                assertThat(heard(heard)).isEqualTo("c" + i);
                held.hold();
                publish("d" + i);
            }
            assertThat(heard(heard)).isEqualTo("d" + i);
        }
    }

    /** What is published from now on, without what the handshake leaves behind. */
    private BlockingQueue<Message> published() throws Exception {
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        client.awaitReady(SOON);
        client.onOutput(message -> {
            if (message.type().equals("stream")) {
                heard.add(message);
            }
        });
        return heard;
    }

    private static String heard(BlockingQueue<Message> messages) throws InterruptedException {
        Message message = messages.poll(10, TimeUnit.SECONDS);
        return message == null ? "nothing" : message.content().path("text").asText();
    }

    private void publish(String text) {
        server.send(
                Channel.IOPUB,
                author.publication(Json.object(), "stream", Json.object().put("text", text)));
    }

    @Test
    void asksAndIsAnswered() throws Exception {
        BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
        client.onQuestion(asked::add);
        Exchange exchange = client.send(Channel.SHELL, "echo_request", Json.object());
        Message request = exchange.reply(SOON);
        byte[] identity = exchange.request().header().session().getBytes(StandardCharsets.US_ASCII);
        assertThat(request.identities()).isEmpty();
        Message question = null;
        // A router drops what is meant for a peer that has not shaken hands yet, and that stdin has, nobody can ask.
        for (int i = 0; i < 100 && question == null; i++) {
            server.send(
                    Channel.STDIN,
                    author.write(
                            List.of(identity),
                            "input_request",
                            exchange.request().header().json(),
                            Json.object().put("prompt", "name?")));
            question = asked.poll(200, TimeUnit.MILLISECONDS);
        }
        assertThat(question).isNotNull();
        client.answer(question, "me");

        Message answer = stdin.poll(10, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.content().path("value").textValue()).isEqualTo("me");
        assertThat(answer.parentId()).isEqualTo(question.header().id());
    }

    @Test
    void beats() throws Exception {
        assertThat(client.beats(SOON)).isTrue();
        server.close();
        assertThat(client.beats(Duration.ofMillis(100))).isFalse();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<Channel, Integer> ports = new EnumMap<>(ConnectionFile.local().ports());
            ports.put(Channel.STDIN, taken.getLocalPort());
            ConnectionFile file = ConnectionFile.local().withPorts(ports);

            assertThatThrownBy(() -> new KernelServer(file, author, complaints))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on tcp://127.0.0.1:" + taken.getLocalPort()
                            + " for stdin: the port is taken");
        }
    }

    @Test
    void saysThatAnAddressIsNotHere() {
        ConnectionFile elsewhere =
                new ConnectionFile("203.0.113.7", ConnectionFile.local().ports(), "");

        assertThatThrownBy(() -> new KernelServer(elsewhere, author, complaints))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on tcp://203.0.113.7:* for shell: ");
    }

    @Test
    void listensOnTheGivenPortsOfLoopbackOnly() throws IOException {
        List<Integer> ours = Listening.ofThisProcess();
        Assumptions.assumeFalse(ours.isEmpty(), "no /proc/net/tcp here");

        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(server.connection().ports().values());
    }

    @Test
    void survivesAnErrorInItsReceiver() throws Exception {
        client.awaitReady(SOON);
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
            client.send(channel, "echo_request", Json.object().put("fail", true));
        }

        assertAlive();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("survived java.lang.StackOverflowError");
    }

    @Test
    void keepsTheOrderOfOneThreadUnderLoad() throws Exception {
        client.awaitReady(SOON);
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            exchanges.add(client.send(i % 3 == 0 ? Channel.CONTROL : Channel.SHELL, "echo_request", Json.object()));
        }
        for (Exchange exchange : exchanges) {
            assertThat(exchange.untilIdle(SOON))
                    .extracting(
                            message -> message.content().path("execution_state").asText())
                    .containsExactly("busy", "idle");
            assertThat(exchange.reply(SOON).parentId())
                    .isEqualTo(exchange.request().header().id());
        }
    }

    @Test
    void sendsWhileThreadsAreInterrupted() throws Exception {
        client.awaitReady(SOON);
        Exchange exchange = client.send(Channel.SHELL, "echo_request", Json.object());
        exchange.untilIdle(SOON);
        Thread cell = new Thread(() -> {
            for (int i = 0; i < 2000; i++) {
                Thread.currentThread().interrupt();
                status(exchange.request(), i == 1999 ? "idle" : "busy");
            }
        });
        cell.start();

        assertThat(exchange.untilIdle(SOON)).hasSize(2000);
    }

    @Test
    void survivesGarbledAndForgedMessages() throws Exception {
        garble(5_000);
    }

    @Tag("heavy")
    @Test
    void survivesAHundredThousandGarbledMessagesOnEveryChannel() throws Exception {
        garble(100_000);
    }

    private void garble(int messages) throws Exception {
        client.awaitReady(SOON);
        Random random = new Random(11);
        WireFormat right = new WireFormat(server.connection().signer());
        try (ZContext context = new ZContext(1)) {
            ZMQ.Socket listener = context.createSocket(SocketType.XSUB);
            listener.setSndHWM(0);
            listener.connect(server.connection().endpoint(Channel.IOPUB));
            for (Channel channel : Channel.values()) {
                for (int i = 1; i <= messages; i++) {
                    if (channel == Channel.IOPUB) {
                        listener.send(Garble.frames(right, author, random).get(0));
                    } else {
                        client.sendRaw(channel, Garble.frames(right, author, random));
                    }
                    if (i % 1000 == 0) {
                        Garble.connectRaw(server.connection().port(channel), random);
                        assertAlive();
                    }
                }
            }
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines().count())
                .as("lines in the log stay few")
                .isLessThan(200);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .doesNotContain(server.connection().key());
    }

    @Test
    void survivesConnectionsThatSpeakSomethingElse() throws Exception {
        client.awaitReady(SOON);
        Random random = new Random(3);
        for (Channel channel : Channel.values()) {
            for (int i = 0; i < 20; i++) {
                Garble.connectRaw(server.connection().port(channel), random);
            }
        }
        assertAlive();
    }

    /** Thirty times 60 MB is more than this test's memory: the error comes in ZeroMQ's own thread. */
    @Tag("heavy")
    @Test
    void survivesPeersThatAnnounceMoreThanThereIsMemory() throws Exception {
        client.awaitReady(SOON);
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            peers.add(Garble.announce(server.connection().port(Channel.SHELL), 60 << 20));
        }
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!log.toString(StandardCharsets.UTF_8).contains("no memory for a frame") && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("no memory for a frame of 62914560 bytes");
        assertAlive();
        for (Socket peer : peers) {
            peer.close();
        }
        assertAlive();
    }

    @Test
    void runsBesideAnother() throws Exception {
        KernelServer other = new KernelServer(ConnectionFile.local(), new Author("other"), complaints);
        other.start((channel, message) -> {});
        other.close();
        client.awaitReady(SOON);

        assertAlive();
    }

    private void assertAlive() throws InterruptedException, TimeoutException, IOException {
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
            try (Exchange exchange = client.send(channel, "echo_request", Json.object())) {
                assertThat(exchange.reply(SOON).type()).isEqualTo("echo_reply");
                exchange.untilIdle(SOON);
            }
        }
        assertThat(client.beats(SOON)).isTrue();
        stdin.clear();
        client.send(Channel.STDIN, "input_reply", Json.object());
        assertThat(stdin.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
}
