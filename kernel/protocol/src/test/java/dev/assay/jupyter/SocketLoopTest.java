package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

@Timeout(20)
final class SocketLoopTest {

    /** An interrupt may end the context first. The context waits for the loop to close its sockets. */
    @Test
    void endsWithoutAWordWhenItsContextDoes() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Complaints complaints = new Complaints(new PrintStream(log, true, StandardCharsets.UTF_8));
        ZMQ.Context context = ZMQ.context(1);
        try (SocketLoop loop = new SocketLoop("test", complaints)) {
            loop.add(context.socket(SocketType.ROUTER), frames -> {});
            loop.start();
            context.term();
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
