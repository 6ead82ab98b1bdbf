package dev.assay.assembly.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelClient;
import dev.assay.jupyter.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookKernelTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path history;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Complaints complaints = new Complaints(new PrintStream(log, true, StandardCharsets.UTF_8));
    private final ScriptedEvaluator evaluator = new ScriptedEvaluator();
    private final BlockingQueue<Message> questions = new LinkedBlockingQueue<>();
    private NotebookKernel kernel;
    private KernelClient client;

    @BeforeEach
    void start() throws Exception {
        kernel = NotebookKernel.start(ConnectionFile.local(), () -> evaluator, Optional.of(history), complaints);
        client = KernelClient.connect(kernel.connection());
        client.onQuestion(questions::add);
        client.awaitReady(SOON);
    }

    @AfterEach
    void stop() {
        client.close();
        kernel.close();
    }

    @Test
    void tellsWhatItIsBeforeThereIsASession() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (NotebookKernel slow = NotebookKernel.start(
                        ConnectionFile.local(),
                        () -> {
                            awaitQuietly(never);
                            return evaluator;
                        },
                        Optional.empty(),
                        complaints);
                KernelClient other = KernelClient.connect(slow.connection())) {
            ObjectNode info = other.awaitReady(SOON);

            assertThat(info.path("status").asText()).isEqualTo("ok");
            assertThat(info.path("protocol_version").asText()).isEqualTo("5.4");
            assertThat(info.path("language_info").path("name").asText()).isEqualTo("java");
            assertThat(info.path("language_info").path("file_extension").asText())
                    .isEqualTo(".jshell");

            Exchange cell = other.execute("value 1");
            assertThat(cell.next(SOON)).isNotNull();
            other.interrupt().reply(SOON);
            assertThat(cell.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");
            never.countDown();
            assertThat(status(other.execute("value 1"))).isEqualTo("ok");
        }
    }

    @Test
    void answersWithAnErrorWhereTheSessionDoesNotStart() throws Exception {
        try (NotebookKernel broken = NotebookKernel.start(
                        ConnectionFile.local(),
                        () -> {
                            throw new StackOverflowError("no stack");
                        },
                        Optional.empty(),
                        complaints);
                KernelClient other = KernelClient.connect(broken.connection())) {
            other.awaitReady(SOON);
            ObjectNode reply = other.execute("value 1").reply(SOON).content();

            assertThat(reply.path("ename").asText()).isEqualTo("SessionFailed");
            assertThat(reply.path("evalue").asText()).contains("no stack");
        }
    }

    @Test
    void framesACellWithBusyAndIdle() throws Exception {
        Exchange cell = client.execute("print a\nerr b\ndisplay c\nvalue d");
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
        Exchange cell = client.execute("print before\nfail no");

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
        assertThat(client.execute("error deep")
                        .reply(SOON)
                        .content()
                        .path("ename")
                        .asText())
                .isEqualTo("java.lang.StackOverflowError");
        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void keepsASilentCellSilent() throws Exception {
        Exchange cell = send(execute("print a\nvalue b").put("silent", true));

        assertThat(cell.untilIdle(SOON)).extracting(Message::type).containsExactly("status", "status");
        assertThat(status(cell)).isEqualTo("ok");
        assertThat(send(execute("fail x").put("silent", true)).untilIdle(SOON))
                .extracting(Message::type)
                .containsExactly("status", "status");
        assertThat(client.execute("number")
                        .reply(SOON)
                        .content()
                        .path("execution_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void countsOnlyWhatIsStored() throws Exception {
        Exchange unstored = send(execute("value a").put("store_history", false));
        unstored.reply(SOON);
        Exchange stored = client.execute("value b");

        assertThat(stored.reply(SOON).content().path("execution_count").asInt()).isEqualTo(1);
        assertThat(history("tail").findValuesAsText("input")).isEmpty();
        assertThat(history("tail").path("history").toString()).isEqualTo("[[1,1,\"value b\"]]");
    }

    @Test
    void evaluatesUserExpressions() throws Exception {
        ObjectNode content = execute("value a");
        content.putObject("user_expressions").put("good", "value 3").put("bad", "fail y");
        JsonNode values = send(content).reply(SOON).content().path("user_expressions");

        assertThat(values.path("good").toString())
                .isEqualTo("{\"status\":\"ok\",\"data\":{\"text/plain\":\"3\"},\"metadata\":{}}");
        assertThat(values.path("bad").path("status").asText()).isEqualTo("error");
        assertThat(values.path("bad").path("evalue").asText()).isEqualTo("y");
    }

    @Test
    void abortsWhatWaitsBehindAFailure() throws Exception {
        Exchange failing = client.execute("pause 200\nfail x");
        List<Exchange> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(client.execute("print never"));
        }
        Exchange info = client.send(Channel.SHELL, "kernel_info_request", Json.object());

        assertThat(status(failing)).isEqualTo("error");
        Exchange after = client.execute("value 1");
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
        send(execute("pause 100\nfail x").put("stop_on_error", false));

        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void updatesAndClearsDisplays() throws Exception {
        List<Message> published =
                client.execute("show a\nupdate b\nclear wait\ndisplay c").untilIdle(SOON);

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
        Exchange first = client.execute("later hello");
        first.untilIdle(SOON);
        Exchange second = client.execute("value 1");
        second.untilIdle(SOON);

        evaluator.background.countDown();

        Message late = first.next(SOON);
        assertThat(late).isNotNull();
        assertThat(late.content().path("text").asText()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({"input, false", "password, true"})
    void asksForInput(String command, boolean password) throws Exception {
        Exchange cell = send(execute(command + " Name?").put("allow_stdin", true));
        Message question = questions.poll(10, TimeUnit.SECONDS);
        assertThat(question).isNotNull();
        assertThat(question.content().path("prompt").asText()).isEqualTo("Name?");
        assertThat(question.content().path("password").asBoolean()).isEqualTo(password);
        assertThat(question.parentId()).isEqualTo(cell.request().header().id());

        client.answer(question, "Ada");

        assertThat(result(cell)).isEqualTo("Ada");
    }

    @Test
    void refusesInputWhereTheFrontendTakesNone() throws Exception {
        ObjectNode reply = client.execute("input x").reply(SOON).content();

        assertThat(reply.path("ename").asText()).isEqualTo("java.io.IOException");
        assertThat(reply.path("evalue").asText()).contains("takes no input");
    }

    @Test
    void interruptsInputAndForgetsLateAnswers() throws Exception {
        Exchange first = send(execute("input old?").put("allow_stdin", true));
        Message old = questions.poll(10, TimeUnit.SECONDS);
        assertThat(old).isNotNull();
        client.interrupt().reply(SOON);
        assertThat(first.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");

        Exchange second = send(execute("input new?").put("allow_stdin", true));
        Message question = questions.poll(10, TimeUnit.SECONDS);
        assertThat(question).isNotNull();
        client.answer(old, "late");
        client.answer(question, "in time");

        assertThat(result(second)).isEqualTo("in time");
    }

    @Test
    void helpsWhileACellRuns() throws Exception {
        Exchange cell = client.execute("sleep");
        assertThat(cell.next(SOON)).isNotNull();
        Exchange completion =
                ask("complete_request", Json.object().put("code", "p😀r").put("cursor_pos", 3));
        JsonNode found = completion.reply(SOON).content();

        assertThat(found.path("matches").get(0).asText()).isEqualTo("prınt");
        assertThat(found.path("cursor_end").asInt()).as("code points").isEqualTo(3);
        JsonNode typed =
                found.path("metadata").path("_jupyter_types_experimental").get(0);
        assertThat(typed.path("type").asText()).isEqualTo("function");
        assertThat(typed.path("start").asInt()).isEqualTo(0);
        assertThat(ask(
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
        assertThat(ask("is_complete_request", Json.object().put("code", "if {"))
                        .reply(SOON)
                        .content()
                        .toString())
                .isEqualTo("{\"status\":\"incomplete\",\"indent\":\"    \"}");
        assertThat(cell.reply()).isNotDone();

        client.interrupt().reply(SOON);
        assertThat(cell.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");
    }

    @Test
    void isBusyAgainAfterHelpBesideARunningCell() throws Exception {
        BlockingQueue<Message> states = new LinkedBlockingQueue<>();
        Exchange cell = client.execute("sleep");
        cell.next(SOON); // busy
        cell.next(SOON); // the input: busy is told to nobody any more
        client.onOutput(message -> {
            if (message.type().equals("status")) {
                states.add(message);
            }
        });
        ask("is_complete_request", Json.object().put("code", "x")).untilIdle(SOON);

        assertThat(state(states)).isEqualTo("busy");
        assertThat(state(states)).isEqualTo("idle");
        Message again = states.poll(10, TimeUnit.SECONDS);
        assertThat(again).isNotNull();
        assertThat(again.parentId()).isEqualTo(cell.request().header().id());
        client.interrupt().untilIdle(SOON);
        List<Message> rest = cell.untilIdle(SOON);
        assertThat(rest.get(rest.size() - 1).content().path("execution_state").asText())
                .isEqualTo("idle");
    }

    @Test
    void survivesAnErrorInCompletion() throws Exception {
        assertThat(status(ask("complete_request", Json.object().put("code", "throw"))))
                .isEqualTo("error");
        assertThat(status(ask("complete_request", Json.object().put("code", "p"))))
                .isEqualTo("ok");
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
            Exchange exchange = client.send(channel, type, Json.object());

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
            Exchange exchange = send(Json.read(content.getBytes(StandardCharsets.UTF_8)));

            assertThat(exchange.reply(SOON).content().path("ename").asText()).isEqualTo("BadRequest");
            exchange.untilIdle(SOON);
        }
        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
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
            client.send(channels[random.nextInt(3)], types[random.nextInt(types.length)], content)
                    .close();
        }
        assertThat(status(client.execute("value 1"))).isIn("ok", "error");
        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void carriesComms() throws Exception {
        ask("comm_open", Json.object().put("comm_id", "c1").put("target_name", "widget"))
                .untilIdle(SOON);
        assertThat(ask("comm_info_request", Json.object())
                        .reply(SOON)
                        .content()
                        .path("comms")
                        .toString())
                .isEqualTo("{\"c1\":{\"target_name\":\"widget\"}}");
        assertThat(ask("comm_info_request", Json.object().put("target_name", "other"))
                        .reply(SOON)
                        .content()
                        .path("comms")
                        .isEmpty())
                .isTrue();
        Exchange message = ask("comm_msg", Json.object().put("comm_id", "c1"));
        assertThat(message.untilIdle(SOON)).extracting(Message::type).containsExactly("status", "comm_msg", "status");
        Exchange cell = client.execute("comm comm_open");
        assertThat(cell.untilIdle(SOON)).extracting(Message::type).contains("comm_open");
        ask("comm_close", Json.object().put("comm_id", "c1")).untilIdle(SOON);
        assertThat(evaluator.comms).isEmpty();
    }

    @Test
    void remembersCells() throws Exception {
        for (String code : List.of("value ab", "value b", "value ab", "fail c")) {
            client.execute(code).untilIdle(SOON);
        }

        assertThat(history("tail", "n", 2).path("history").toString())
                .isEqualTo("[[1,3,\"value ab\"],[1,4,\"fail c\"]]");
        ObjectNode search = Json.object().put("hist_access_type", "search").put("pattern", "value *b");
        assertThat(ask("history_request", search.put("unique", true))
                        .reply(SOON)
                        .content()
                        .path("history")
                        .toString())
                .isEqualTo("[[1,2,\"value b\"],[1,3,\"value ab\"]]");
        ObjectNode range = Json.object().put("hist_access_type", "range").put("session", 0);
        assertThat(ask("history_request", range.put("start", 2).put("stop", 3).put("output", true))
                        .reply(SOON)
                        .content()
                        .path("history")
                        .toString())
                .isEqualTo("[[1,2,[\"value b\",\"b\"]]]");
        assertThat(status(ask("history_request", Json.object().put("hist_access_type", "all"))))
                .isEqualTo("error");
    }

    @Test
    void keepsItsLawsUnderLoad() throws Exception {
        Random random = new Random(1);
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            exchanges.add(
                    switch (random.nextInt(5)) {
                        case 0 -> ask("kernel_info_request", Json.object());
                        case 1 -> client.send(Channel.CONTROL, "comm_info_request", Json.object());
                        case 2 -> ask("complete_request", Json.object().put("code", "a"));
                        default -> client.execute("print " + i + "\nprint x\nvalue " + i);
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

    @Test
    void endsInTimeThoughACellRunsForever() throws Exception {
        Exchange cell = client.execute("spin");
        cell.next(SOON);
        long start = System.nanoTime();
        Exchange shutdown = client.shutdown(true);

        ObjectNode reply = shutdown.reply(SOON).content();
        assertThat(reply.path("restart").asBoolean()).isTrue();
        assertThat(reply.path("status").asText()).isEqualTo("ok");
        assertThat(shutdown.untilIdle(SOON))
                .extracting(Message::type)
                .containsExactly("status", "shutdown_reply", "status");
        assertThat(kernel.awaitEnd()).isTrue();
        kernel.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void doesNotSeeAnotherKernelOfTheProcess() throws Exception {
        ScriptedEvaluator second = new ScriptedEvaluator();
        try (NotebookKernel other =
                        NotebookKernel.start(ConnectionFile.local(), () -> second, Optional.of(history), complaints);
                KernelClient another = KernelClient.connect(other.connection())) {
            another.awaitReady(SOON);
            Exchange sleeping = client.execute("sleep");
            sleeping.next(SOON);
            another.interrupt().reply(SOON);
            assertThat(result(another.execute("value 2"))).isEqualTo("2");
            assertThat(sleeping.reply()).isNotDone();
            client.interrupt().reply(SOON);
            sleeping.reply(SOON);
        }
        assertThatThrownBy(() -> client.execute("value 1").reply(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void ignoresAnInterruptBetweenCells() throws Exception {
        client.interrupt().reply(SOON);

        assertThat(status(client.execute("value 1"))).isEqualTo("ok");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String state(BlockingQueue<Message> states) throws InterruptedException {
        Message message = states.poll(10, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message.content().path("execution_state").asText();
    }

    private static String result(Exchange cell) throws Exception {
        return cell.untilIdle(SOON).stream()
                .filter(message -> message.type().equals("execute_result"))
                .map(message ->
                        message.content().path("data").path("text/plain").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String status(Exchange exchange) throws Exception {
        return exchange.reply(SOON).content().path("status").asText();
    }

    private ObjectNode history(String access, Object... more) throws Exception {
        ObjectNode content = Json.object().put("hist_access_type", access);
        for (int i = 0; i + 1 < more.length; i += 2) {
            content.put((String) more[i], (Integer) more[i + 1]);
        }
        return ask("history_request", content).reply(SOON).content();
    }

    private Exchange ask(String type, ObjectNode content) {
        return client.send(Channel.SHELL, type, content);
    }

    private Exchange send(ObjectNode content) {
        return ask("execute_request", content);
    }

    private static ObjectNode execute(String code) {
        return Json.object().put("code", code);
    }
}
