package dev.assay.assembly.server;

import static dev.assay.assembly.server.ServedKernel.SOON;
import static dev.assay.assembly.server.ServedKernel.result;
import static dev.assay.assembly.server.ServedKernel.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.KernelClient;
import dev.assay.jupyter.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel starts, shares its process, and ends. */
class KernelLifeTest {
    @AutoClose
    private final ServedKernel kernel;

    private final Path history;

    KernelLifeTest(@TempDir Path history) throws Exception {
        this.history = history;
        kernel = ServedKernel.start(history);
    }

    @Test
    void tellsWhatItIsBeforeThereIsASession() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (NotebookKernel slow = NotebookKernel.start(
                        ConnectionFile.local(),
                        () -> {
                            awaitQuietly(never);
                            return kernel.evaluator();
                        },
                        Optional.empty(),
                        kernel.complaints());
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
                        kernel.complaints());
                KernelClient other = KernelClient.connect(broken.connection())) {
            other.awaitReady(SOON);
            ObjectNode reply = other.execute("value 1").reply(SOON).content();

            assertThat(reply.path("ename").asText()).isEqualTo("SessionFailed");
            assertThat(reply.path("evalue").asText()).contains("no stack");
        }
    }

    @Test
    void endsInTimeThoughACellRunsForever() throws Exception {
        Exchange cell = kernel.client().execute("spin");
        cell.next(SOON);
        long start = System.nanoTime();
        Exchange shutdown = kernel.client().shutdown(true);

        ObjectNode reply = shutdown.reply(SOON).content();
        assertThat(reply.path("restart").asBoolean()).isTrue();
        assertThat(reply.path("status").asText()).isEqualTo("ok");
        assertThat(shutdown.untilIdle(SOON))
                .extracting(Message::type)
                .containsExactly("status", "shutdown_reply", "status");
        assertThat(kernel.server().awaitEnd()).isTrue();
        kernel.server().close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoInterruptsItsThreadsDoesNotEndIt() {
        Thread.currentThread().interrupt();
        kernel.server().end();
        assertThat(kernel.server().awaitEnd()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void doesNotSeeAnotherKernelOfTheProcess() throws Exception {
        ScriptedEvaluator second = new ScriptedEvaluator();
        try (NotebookKernel other = NotebookKernel.start(
                        ConnectionFile.local(), () -> second, Optional.of(history), kernel.complaints());
                KernelClient another = KernelClient.connect(other.connection())) {
            another.awaitReady(SOON);
            Exchange sleeping = kernel.client().execute("sleep");
            sleeping.next(SOON);
            another.interrupt().reply(SOON);
            assertThat(result(another.execute("value 2"))).isEqualTo("2");
            assertThat(sleeping.reply()).isNotDone();
            assertThatThrownBy(() -> sleeping.reply(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            kernel.client().interrupt().reply(SOON);
            sleeping.reply(SOON);
        }
        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    @Test
    void ignoresAnInterruptBetweenCells() throws Exception {
        kernel.client().interrupt().reply(SOON);

        assertThat(status(kernel.client().execute("value 1"))).isEqualTo("ok");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
