package dev.assay.assembly.server;

import static dev.assay.assembly.server.ServedKernel.SOON;
import static dev.assay.assembly.server.ServedKernel.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Author;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked beside cells: completion, comms, history. */
class QuestionTest {
    @AutoClose
    private final ServedKernel kernel;

    QuestionTest(@TempDir Path history) throws Exception {
        kernel = ServedKernel.start(history);
    }

    @Test
    void helpsWhileACellRuns() throws Exception {
        Exchange cell = kernel.client().execute("sleep");
        assertThat(cell.next(SOON)).isNotNull();
        Exchange completion =
                kernel.ask("complete_request", Json.object().put("code", "p😀r").put("cursor_pos", 3));
        JsonNode found = completion.reply(SOON).content();

        assertThat(found.path("matches").get(0).asText()).isEqualTo("prınt");
        assertThat(found.path("cursor_end").asInt()).as("code points").isEqualTo(3);
        JsonNode typed =
                found.path("metadata").path("_jupyter_types_experimental").get(0);
        assertThat(typed.path("type").asText()).isEqualTo("function");
        assertThat(typed.path("start").asInt()).isEqualTo(0);
        assertThat(kernel.ask(
                                "inspect_request",
                                Json.object()
                                        .put("code", "x")
                                        .put("cursor_pos", 1)
                                        .put("detail_level", 1))
                        .reply(SOON)
                        .content()
                        .path("data")
                        .path("text/plain")
                        .asText())
                .isEqualTo("x at 1 detail 1");
        assertThat(kernel.ask("is_complete_request", Json.object().put("code", "if {"))
                        .reply(SOON)
                        .content()
                        .toString())
                .isEqualTo("{\"status\":\"incomplete\",\"indent\":\"    \"}");
        assertThat(cell.reply()).isNotDone();

        kernel.client().interrupt().reply(SOON);
        assertThat(cell.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");
    }

    @Test
    void isBusyAgainAfterHelpBesideARunningCell() throws Exception {
        BlockingQueue<Message> states = new LinkedBlockingQueue<>();
        Exchange cell = kernel.client().execute("sleep");
        cell.next(SOON); // busy
        cell.next(SOON); // the input: busy is told to nobody any more
        kernel.client().onOutput(message -> {
            if (message.type().equals("status")) {
                states.add(message);
            }
        });
        kernel.ask("is_complete_request", Json.object().put("code", "x")).untilIdle(SOON);

        assertThat(state(states)).isEqualTo("busy");
        assertThat(state(states)).isEqualTo("idle");
        Message again = states.poll(10, TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.parentId()).isEqualTo(cell.request().header().id());
        kernel.client().interrupt().untilIdle(SOON);
        List<Message> rest = cell.untilIdle(SOON);
        assertThat(rest.get(rest.size() - 1).content().path("execution_state").asText())
                .isEqualTo("idle");
    }

    @Test
    void survivesAnErrorInCompletion() throws Exception {
        assertThat(status(kernel.ask("complete_request", Json.object().put("code", "throw"))))
                .isEqualTo("error");
        assertThat(status(kernel.ask("complete_request", Json.object().put("code", "p"))))
                .isEqualTo("ok");
    }

    @Test
    void carriesComms() throws Exception {
        kernel.ask("comm_open", Json.object().put("comm_id", "c1").put("target_name", "widget"))
                .untilIdle(SOON);
        assertThat(kernel.ask("comm_info_request", Json.object())
                        .reply(SOON)
                        .content()
                        .path("comms")
                        .toString())
                .isEqualTo("{\"c1\":{\"target_name\":\"widget\"}}");
        assertThat(kernel.ask("comm_info_request", Json.object().put("target_name", "other"))
                        .reply(SOON)
                        .content()
                        .path("comms")
                        .isEmpty())
                .isTrue();
        Exchange message = kernel.ask("comm_msg", Json.object().put("comm_id", "c1"));
        assertThat(message.untilIdle(SOON)).extracting(Message::type).containsExactly("status", "comm_msg", "status");
        Exchange cell = kernel.client().execute("comm comm_open");
        assertThat(cell.untilIdle(SOON)).extracting(Message::type).contains("comm_open");
        kernel.ask("comm_close", Json.object().put("comm_id", "c1")).untilIdle(SOON);
        assertThat(kernel.evaluator().comms).isEmpty();
    }

    /** The scripted comm sends back what it gets. */
    @Test
    void carriesBuffersAndMetadataOfCommsBothWays() throws Exception {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, -1};
        Message sent = new Author("test")
                .message(
                        "comm_msg",
                        Json.read("{\"comm_id\":\"c1\",\"data\":{\"paths\":[[\"value\"]]}}"
                                .getBytes(StandardCharsets.UTF_8)))
                .withMetadata(Json.object().put("version", "2.1.0"))
                .withBuffers(List.of(picture, new byte[0]));

        List<Message> published = kernel.client().send(Channel.SHELL, sent).untilIdle(SOON);

        Message back = published.get(1);
        assertThat(back.type()).isEqualTo("comm_msg");
        assertThat(back.buffers()).containsExactly(picture, new byte[0]);
        assertThat(back.metadata().path("version").asText()).isEqualTo("2.1.0");
        assertThat(back.content().toString()).isEqualTo("{\"comm_id\":\"c1\",\"data\":{\"paths\":[[\"value\"]]}}");
    }

    @Test
    void remembersCells() throws Exception {
        for (String code : List.of("value ab", "value b", "value ab", "fail c")) {
            kernel.client().execute(code).untilIdle(SOON);
        }

        assertThat(kernel.history("tail", "n", 2).path("history").toString())
                .isEqualTo("[[1,3,\"value ab\"],[1,4,\"fail c\"]]");
        ObjectNode search = Json.object().put("hist_access_type", "search").put("pattern", "value *b");
        assertThat(kernel.ask("history_request", search.put("unique", true))
                        .reply(SOON)
                        .content()
                        .path("history")
                        .toString())
                .isEqualTo("[[1,2,\"value b\"],[1,3,\"value ab\"]]");
        ObjectNode range = Json.object().put("hist_access_type", "range").put("session", 0);
        assertThat(kernel.ask(
                                "history_request",
                                range.put("start", 2).put("stop", 3).put("output", true))
                        .reply(SOON)
                        .content()
                        .path("history")
                        .toString())
                .isEqualTo("[[1,2,[\"value b\",\"b\"]]]");
        assertThat(status(kernel.ask("history_request", Json.object().put("hist_access_type", "all"))))
                .isEqualTo("error");
    }

    private static String state(BlockingQueue<Message> states) throws InterruptedException {
        Message message = states.poll(10, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message.content().path("execution_state").asText();
    }
}
