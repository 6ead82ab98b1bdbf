package dev.assay.assembly.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.jupyter.Complaints;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.Outcome;
import dev.assay.kernel.Outputs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt hits the cell that people see running, however far it is. */
@Timeout(20)
class SessionTest {
    private final ScriptedEvaluator evaluator = new ScriptedEvaluator();
    private final Session session =
            new Session(new Complaints(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    private final Outputs outputs = (Outputs) Proxy.newProxyInstance(
            Outputs.class.getClassLoader(), new Class<?>[] {Outputs.class}, (proxy, method, arguments) -> null);

    @BeforeEach
    void open() throws Exception {
        session.open(() -> evaluator, ready -> {});
        session.await();
    }

    private String run(String code) {
        Outcome outcome = session.execute(new Evaluator.Cell(1, code, false), outputs);
        return outcome instanceof Outcome.Failed failed ? failed.name() : "done";
    }

    @Test
    void stopsACellWhoseTurnHasComeButWhichHasNotReachedTheEvaluator() throws Exception {
        session.cellBegins();
        CompletableFuture<Void> interrupt = CompletableFuture.runAsync(session::interrupt);
        while (!session.isAsked()) {
            Thread.onSpinWait();
        }

        assertThat(run("sleep")).isEqualTo("KeyboardInterrupt");
        session.cellEnds();
        interrupt.get(10, TimeUnit.SECONDS);
    }

    @Test
    void stopsACellThatTheEvaluatorIsJustTaking() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        evaluator.entering = () -> {
            taken.countDown();
            while (!session.isAsked()) {
                Thread.onSpinWait();
            }
        };
        session.cellBegins();
        CompletableFuture<String> cell = CompletableFuture.supplyAsync(() -> run("sleep"));
        taken.await();
        session.interrupt();

        assertThat(cell.get(10, TimeUnit.SECONDS)).isEqualTo("KeyboardInterrupt");
        session.cellEnds();
    }

    @Test
    void forgetsAnInterruptBetweenCells() {
        session.interrupt();
        session.cellBegins();
        session.cellEnds();
        session.interrupt();
        session.cellBegins();

        assertThat(run("value 1")).isEqualTo("done");
    }
}
