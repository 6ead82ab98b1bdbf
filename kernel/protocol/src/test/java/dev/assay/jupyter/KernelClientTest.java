package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Complaints complaints = new Complaints(System.err);
    private final Author author = new Author("kernel");

    @Test
    void connectsToAKernelThatListensLater() throws Exception {
        ConnectionFile file = ConnectionFile.local().withFreePorts();
        try (KernelClient client = KernelClient.connect(file);
                KernelServer server = listening(file)) {
            client.awaitReady(SOON);
            assertThat(server.connection()).isEqualTo(file);
        }
    }

    /** As ZeroMQ leaves one of its own now and then: connected, and no word of the handshake said on either side. */
    @ParameterizedTest
    @EnumSource(names = {"SHELL", "IOPUB"})
    void connectsAgainWhereAConnectionStaysSilent(Channel channel) throws Exception {
        try (KernelServer server = listening(ConnectionFile.local());
                FirstUnheard door = new FirstUnheard(server.connection().port(channel))) {
            Map<Channel, Integer> ports = new EnumMap<>(server.connection().ports());
            ports.put(channel, door.port());
            try (KernelClient client = KernelClient.connect(server.connection().withPorts(ports))) {
                client.awaitReady(SOON);
                assertThat(client.beats(SOON)).isTrue();
            }
            assertThat(door.came).hasSizeGreaterThan(1);
        }
    }

    private KernelServer listening(ConnectionFile file) throws IOException {
        KernelServer server = new KernelServer(file, author, complaints);
        server.start((channel, request) ->
                server.send(channel, author.reply(request, "kernel_info_reply", request.content())));
        return server;
    }

    /** Leads to a port, but lets who comes first wait before a closed door. */
    private static final class FirstUnheard implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int port;
        /** Kept: one that nobody holds is closed by the collector. */
        final List<Socket> came = new CopyOnWriteArrayList<>();

        FirstUnheard(int port) throws IOException {
            this.port = port;
            daemon(this::open);
        }

        int port() {
            return door.getLocalPort();
        }

        private void open() throws IOException {
            while (true) {
                Socket guest = door.accept();
                came.add(guest);
                if (came.size() > 1) {
                    Socket host = new Socket(InetAddress.getLoopbackAddress(), port);
                    daemon(() -> guest.getInputStream().transferTo(host.getOutputStream()));
                    daemon(() -> host.getInputStream().transferTo(guest.getOutputStream()));
                }
            }
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // the test is over
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
