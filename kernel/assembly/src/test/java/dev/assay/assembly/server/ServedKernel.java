package dev.assay.assembly.server;

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
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A kernel that evaluates scripts, on real sockets, and a frontend that is connected to it. */
record ServedKernel(
        ScriptedEvaluator evaluator,
        NotebookKernel server,
        KernelClient client,
        BlockingQueue<Message> questions,
        Complaints complaints)
        implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    static ServedKernel start(Path history) throws Exception {
        Complaints complaints =
                new Complaints(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        ScriptedEvaluator evaluator = new ScriptedEvaluator();
        NotebookKernel server =
                NotebookKernel.start(ConnectionFile.local(), () -> evaluator, Optional.of(history), complaints);
        KernelClient client = KernelClient.connect(server.connection());
        BlockingQueue<Message> questions = new LinkedBlockingQueue<>();
        client.onQuestion(questions::add);
        client.awaitReady(SOON);
        return new ServedKernel(evaluator, server, client, questions, complaints);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    Exchange ask(String type, ObjectNode content) {
        return client.send(Channel.SHELL, type, content);
    }

    Exchange send(ObjectNode content) {
        return ask("execute_request", content);
    }

    ObjectNode history(String access, Object... more) throws Exception {
        ObjectNode content = Json.object().put("hist_access_type", access);
        for (int i = 0; i + 1 < more.length; i += 2) {
            content.put((String) more[i], (Integer) more[i + 1]);
        }
        return ask("history_request", content).reply(SOON).content();
    }

    static ObjectNode execute(String code) {
        return Json.object().put("code", code);
    }

    static String status(Exchange exchange) throws Exception {
        return exchange.reply(SOON).content().path("status").asText();
    }

    static String result(Exchange cell) throws Exception {
        return cell.untilIdle(SOON).stream()
                .filter(message -> message.type().equals("execute_result"))
                .map(message ->
                        message.content().path("data").path("text/plain").asText())
                .findFirst()
                .orElseThrow();
    }
}
