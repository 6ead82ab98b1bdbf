package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.session.JavaSession;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session does when nobody wants anything of it, and that it gives way. */
@Timeout(60)
class IdleTest {
    private final Notebook notebook = Notebook.plain();
    private final JavaSession session = notebook.kernel().session();

    @AfterEach
    void close() {
        notebook.close();
    }

    private Thread running(String cell) throws InterruptedException {
        Thread thread = new Thread(() -> notebook.run(cell));
        thread.start();
        while (session.idleNanos() > 0) {
            Thread.sleep(1);
        }
        return thread;
    }

    @Test
    void theTimeCountsFromTheEndOfTheLastCell() throws Exception {
        Thread.sleep(30);
        assertThat(session.idleNanos())
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        long begin = System.nanoTime();
        Thread cell = running("Thread.sleep(300)");
        Thread.sleep(100);
        assertThat(session.idleNanos()).isZero();
        cell.join();
        assertThat(session.idleNanos())
                .isLessThan(System.nanoTime() - begin - Duration.ofMillis(250).toNanos());
    }

    @Test
    void jshellIsToldOfDeclarationsWhenNoCellRuns() throws Exception {
        notebook.run("int quiet = 1; int calm = 2;");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (session.shell().variables().count() < 2 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(session.shell().variables().map(variable -> variable.name())).containsExactly("quiet", "calm");
        assertThat(notebook.run("quiet + calm")).isEqualTo("3");
    }

    @Test
    void warmingLeavesNothingBehind() {
        session.warm();
        assertThat(session.variables()).isEmpty();
        assertThat(notebook.run("$warm1")).startsWith("CompilationError");
        assertThat(notebook.run("int $warm1 = 5; $warm1 + 1")).isEqualTo("6");
    }

    @Test
    void warmingCompilesNothingWhileACellRuns() throws Exception {
        notebook.run("int here = 1;");
        long before = session.shell().snippets().count();
        Thread cell = running("Thread.sleep(1_000)");
        session.warm();
        assertThat(session.idleNanos()).as("the cell still runs").isZero();
        assertThat(session.shell().snippets().count()).isEqualTo(before);
        cell.join();
        assertThat(notebook.run("here")).isEqualTo("1");
    }
}
