package dev.assay.assembly.server;

import static dev.assay.assembly.server.ServedKernel.SOON;
import static dev.assay.assembly.server.ServedKernel.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, each request is answered, in its frame, and the kernel lives on. */
class HostileRequestTest {
    @AutoClose
    private final ServedKernel kernel;

    HostileRequestTest(@TempDir Path history) throws Exception {
        kernel = ServedKernel.start(history);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel_info_request",
                "connect_request",
                "comm_info_request",
                "history_request",
                "interrupt_request",
                "complete_request",
                "inspect_request",
                "is_complete_request",
                "execute_request",
                "create_subshell_request",
                "list_subshell_request",
                "debug_request",
                "nonsense_request"
            })
    void repliesWithAStatusOnShellAndControl(String type) throws Exception {
        for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
            Exchange exchange = kernel.client().send(channel, type, Json.object());

            assertThat(exchange.reply(SOON).type()).isEqualTo(type.replace("_request", "_reply"));
            assertThat(status(exchange)).isIn("ok", "error");
            List<Message> published = exchange.untilIdle(SOON);
            assertThat(published.get(0).content().path("execution_state").asText())
                    .isEqualTo("busy");
        }
    }

    @Test
    void refusesContentOfTheWrongKind() throws Exception {
        for (String content : List.of(
                "{\"code\":1}",
                "{}",
                "{\"code\":\"value 1\",\"silent\":\"yes\"}",
                "{\"code\":\"value 1\",\"allow_stdin\":[]}")) {
            Exchange exchange = kernel.send(Json.read(content.getBytes(StandardCharsets.UTF_8)));

            assertThat(exchange.reply(SOON).content().path("ename").asText()).isEqualTo("BadRequest");
            exchange.untilIdle(SOON);
        }
        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void survivesSignedNonsense() throws Exception {
        Random random = new Random(7);
        String[] types = {
            "execute_request",
            "complete_request",
            "inspect_request",
            "is_complete_request",
            "history_request",
            "comm_info_request",
            "comm_open",
            "comm_msg",
            "comm_close",
            "input_reply",
            "debug_request",
            "x",
            "interrupt_request"
        };
        String[] values = {"null", "-1", "1e9", "\"\"", "\"x\"", "[]", "{}", "true", "99999999999", "\"\\ud800\""};
        String[] names = {
            "code",
            "cursor_pos",
            "silent",
            "hist_access_type",
            "n",
            "session",
            "pattern",
            "comm_id",
            "data",
            "value",
            "user_expressions",
            "target_name"
        };
        for (int i = 0; i < 2000; i++) {
            ObjectNode content = Json.object();
            for (int k = random.nextInt(5); k > 0; k--) {
                String value = "{\"v\":" + values[random.nextInt(values.length)] + "}";
                content.set(
                        names[random.nextInt(names.length)],
                        Json.read(value.getBytes(StandardCharsets.UTF_8)).get("v"));
            }
            Channel[] channels = {Channel.SHELL, Channel.CONTROL, Channel.STDIN};
            kernel.client()
                    .send(channels[random.nextInt(3)], types[random.nextInt(types.length)], content)
                    .close();
        }
        assertThat(status(kernel.client().execute("value 1"))).isIn("ok", "error");
        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void keepsItsLawsUnderLoad() throws Exception {
        Random random = new Random(1);
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            exchanges.add(
                    switch (random.nextInt(5)) {
                        case 0 -> kernel.ask("kernel_info_request", Json.object());
                        case 1 -> kernel.client().send(Channel.CONTROL, "comm_info_request", Json.object());
                        case 2 -> kernel.ask("complete_request", Json.object().put("code", "a"));
                        default -> kernel.client().execute("print " + i + "\nprint x\nvalue " + i);
                    });
        }
        for (Exchange exchange : exchanges) {
            String id = exchange.request().header().id();
            List<Message> published = exchange.untilIdle(Duration.ofSeconds(60));
            assertThat(exchange.reply(SOON).parentId()).isEqualTo(id);
            assertThat(published.get(0).content().path("execution_state").asText())
                    .isEqualTo("busy");
            List<String> types = published.stream()
                    .map(Message::type)
                    .filter(type -> !type.equals("status"))
                    .toList();
            assertThat(types).isIn(List.of(), List.of("execute_input", "stream", "stream", "execute_result"));
            assertThat(published)
                    .allSatisfy(message -> assertThat(message.parentId()).isEqualTo(id));
        }
    }
}
