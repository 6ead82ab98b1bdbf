package dev.assay.assembly.server;

import static dev.assay.assembly.server.ServedKernel.SOON;
import static dev.assay.assembly.server.ServedKernel.execute;
import static dev.assay.assembly.server.ServedKernel.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Message;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that ask the person in front of the notebook. */
class InputRequestTest {
    @AutoClose
    private final ServedKernel kernel;

    InputRequestTest(@TempDir Path history) throws Exception {
        kernel = ServedKernel.start(history);
    }

    @ParameterizedTest
    @CsvSource({"input, false", "password, true"})
    void asksForInput(String command, boolean password) throws Exception {
        Exchange cell = kernel.send(execute(command + " Name?").put("allow_stdin", true));
        Message question = kernel.questions().poll(10, TimeUnit.SECONDS);
        assertThat(question).isNotNull();
        assertThat(question.content().path("prompt").asText()).isEqualTo("Name?");
        assertThat(question.content().path("password").asBoolean()).isEqualTo(password);
        assertThat(question.parentId()).isEqualTo(cell.request().header().id());

        kernel.client().answer(question, "Ada");

        assertThat(result(cell)).isEqualTo("Ada");
    }

    @Test
    void refusesInputWhereTheFrontendTakesNone() throws Exception {
        ObjectNode reply = kernel.client().execute("input x").reply(SOON).content();

        assertThat(reply.path("ename").asText()).isEqualTo("java.io.IOException");
        assertThat(reply.path("evalue").asText()).contains("takes no input");
    }

    @Test
    void interruptsInputAndForgetsLateAnswers() throws Exception {
        Exchange first = kernel.send(execute("input old?").put("allow_stdin", true));
        Message old = kernel.questions().poll(10, TimeUnit.SECONDS);
        assertThat(old).isNotNull();
        kernel.client().interrupt().reply(SOON);
        assertThat(first.reply(SOON).content().path("ename").asText()).isEqualTo("KeyboardInterrupt");

        Exchange second = kernel.send(execute("input new?").put("allow_stdin", true));
        Message question = kernel.questions().poll(10, TimeUnit.SECONDS);
        assertThat(question).isNotNull();
        kernel.client().answer(old, "late");
        kernel.client().answer(question, "in time");

        assertThat(result(second)).isEqualTo("in time");
    }
}
