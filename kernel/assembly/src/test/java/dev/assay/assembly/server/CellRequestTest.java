package dev.assay.assembly.server;

import static dev.assay.assembly.server.ServedKernel.SOON;
import static dev.assay.assembly.server.ServedKernel.execute;
import static dev.assay.assembly.server.ServedKernel.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a frontend receives for the cells it sends. */
class CellRequestTest {
    @AutoClose
    private final ServedKernel kernel;

    CellRequestTest(@TempDir Path history) throws Exception {
        kernel = ServedKernel.start(history);
    }

    @Test
    void framesACellWithBusyAndIdle() throws Exception {
        Exchange cell = kernel.client().execute("print a\nerr b\ndisplay c\nvalue d");
        List<Message> published = cell.untilIdle(SOON);

        assertThat(published)
                .extracting(Message::type)
                .containsExactly(
                        "status", "execute_input", "stream", "stream", "display_data", "execute_result", "status");
        assertThat(published).allSatisfy(message -> assertThat(message.parent())
                .isEqualTo(cell.request().header().json()));
        assertThat(published.get(1).content().path("code").asText()).startsWith("print a");
        assertThat(published.get(2).content().toString()).isEqualTo("{\"name\":\"stdout\",\"text\":\"a\"}");
        assertThat(published.get(3).content().path("name").asText()).isEqualTo("stderr");
        assertThat(published.get(5).content().path("execution_count").asInt()).isEqualTo(1);
        ObjectNode reply = cell.reply(SOON).content();
        assertThat(reply.path("status").asText()).isEqualTo("ok");
        assertThat(reply.path("execution_count").asInt()).isEqualTo(1);
        assertThat(reply.path("payload").isArray()).isTrue();
        assertThat(reply.path("user_expressions").isObject()).isTrue();
    }

    @Test
    void publishesOneErrorForAFailure() throws Exception {
        Exchange cell = kernel.client().execute("print before\nfail no");

        assertThat(cell.untilIdle(SOON))
                .extracting(Message::type)
                .containsExactly("status", "execute_input", "stream", "error", "status");
        ObjectNode reply = cell.reply(SOON).content();
        assertThat(reply.path("status").asText()).isEqualTo("error");
        assertThat(reply.path("ename").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(reply.path("evalue").asText()).isEqualTo("no");
        assertThat(reply.path("traceback").get(0).asText()).isEqualTo("at line 1");
    }

    @Test
    void survivesAnEvaluatorThatThrows() throws Exception {
        assertThat(kernel.client()
                        .execute("error deep")
                        .reply(SOON)
                        .content()
                        .path("ename")
                        .asText())
                .isEqualTo("java.lang.StackOverflowError");
        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void keepsASilentCellSilent() throws Exception {
        Exchange cell = kernel.send(execute("print a\nvalue b").put("silent", true));

        assertThat(cell.untilIdle(SOON)).extracting(Message::type).containsExactly("status", "status");
        assertThat(status(cell)).isEqualTo("ok");
        assertThat(kernel.send(execute("fail x").put("silent", true)).untilIdle(SOON))
                .extracting(Message::type)
                .containsExactly("status", "status");
        assertThat(kernel.client()
                        .execute("number")
                        .reply(SOON)
                        .content()
                        .path("execution_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void countsOnlyWhatIsStored() throws Exception {
        Exchange unstored = kernel.send(execute("value a").put("store_history", false));
        unstored.reply(SOON);
        Exchange stored = kernel.client().execute("value b");

        assertThat(stored.reply(SOON).content().path("execution_count").asInt()).isEqualTo(1);
        assertThat(kernel.history("tail").findValuesAsText("input")).isEmpty();
        assertThat(kernel.history("tail").path("history").toString()).isEqualTo("[[1,1,\"value b\"]]");
    }

    @Test
    void evaluatesUserExpressions() throws Exception {
        ObjectNode content = execute("value a");
        content.putObject("user_expressions").put("good", "value 3").put("bad", "fail y");
        JsonNode values = kernel.send(content).reply(SOON).content().path("user_expressions");

        assertThat(values.path("good").toString())
                .isEqualTo("{\"status\":\"ok\",\"data\":{\"text/plain\":\"3\"},\"metadata\":{}}");
        assertThat(values.path("bad").path("status").asText()).isEqualTo("error");
        assertThat(values.path("bad").path("evalue").asText()).isEqualTo("y");
    }

    @Test
    void abortsWhatWaitsBehindAFailure() throws Exception {
        Exchange failing = kernel.client().execute("pause 200\nfail x");
        List<Exchange> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(kernel.client().execute("print never"));
        }
        Exchange info = kernel.client().send(Channel.SHELL, "kernel_info_request", Json.object());

        assertThat(status(failing)).isEqualTo("error");
        Exchange after = kernel.client().execute("value 1");
        for (Exchange cell : waiting) {
            assertThat(cell.untilIdle(SOON)).extracting(Message::type).containsExactly("status", "status");
            ObjectNode reply = cell.reply(SOON).content();
            assertThat(reply.path("status").asText()).isEqualTo("error");
            assertThat(reply.path("ename").asText()).isEqualTo("Aborted");
            assertThat(reply.path("traceback").isArray()).isTrue();
        }
        assertThat(status(info)).isEqualTo("ok");
        assertThat(status(after)).as("sent after the failure was seen").isEqualTo("ok");
        assertThat(after.reply(SOON).content().path("execution_count").asInt()).isEqualTo(2);
    }

    @Test
    void goesOnWhereToldTo() throws Exception {
        kernel.send(execute("pause 100\nfail x").put("stop_on_error", false));

        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void updatesAndClearsDisplays() throws Exception {
        List<Message> published = kernel.client()
                .execute("show a\nupdate b\nclear wait\ndisplay c")
                .untilIdle(SOON);

        assertThat(published
                        .get(2)
                        .content()
                        .path("transient")
                        .path("display_id")
                        .asText())
                .isEqualTo("shown");
        assertThat(published.get(3).type()).isEqualTo("update_display_data");
        assertThat(published
                        .get(3)
                        .content()
                        .path("transient")
                        .path("display_id")
                        .asText())
                .isEqualTo("shown");
        assertThat(published.get(4).content().toString()).isEqualTo("{\"wait\":true}");
        assertThat(published.get(5).content().path("transient").isEmpty()).isTrue();
    }

    @Test
    void attributesLateOutputToItsCell() throws Exception {
        Exchange first = kernel.client().execute("later hello");
        first.untilIdle(SOON);
        Exchange second = kernel.client().execute("value 1");
        second.untilIdle(SOON);

        kernel.evaluator().background.countDown();

        Message late = first.next(SOON);
        assertThat(late).isNotNull();
        assertThat(late.content().path("text").asText()).isEqualTo("hello");
    }
}
