package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a cell does, an interrupt ends it, and the session goes on. */
@Timeout(60)
class InterruptTest {
    /** Of what stops by itself; the rest is given up after two seconds. Generous, for busy machines. */
    private static final Duration AT_ONCE = Duration.ofMillis(1900);

    private final Notebook notebook = Notebook.plain();

    @BeforeEach
    void state() {
        notebook.run("int before = 42; int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(60_000);",
                "System.in.read();",
                "while (true) {}",
                "do { } while (true);",
                "double s = 0; for (;;) { s += Math.sqrt(s * 1.5 + 2); }",
                "long t = 0; for (int r = 0; r < 2_000_000_000; r++) for (int i = 0; i < 2_000_000_000; i++) t += i ^ r;",
                "new java.util.concurrent.LinkedBlockingQueue<String>().take();",
                "IntStream.range(0, Integer.MAX_VALUE).parallel().filter(i -> { long q = i;"
                        + " for (int j = 0; j < 100_000; j++) q = q * 31 + j; return q == 7; }).count();",
                "fib(90);",
                "while (true) { try { Thread.sleep(10_000); } catch (Throwable t) { } }",
                "while (true) { try { while (true) {} } catch (Throwable t) { } }",
                "CompletableFuture.runAsync(() -> { while (true) {} }).join();",
                "synchronized (List.class) { List.class.wait(); }",
                "java.nio.channels.ServerSocketChannel.open().bind(null).accept();",
                "class Slow { public String toString() { while (true) {} } }\nString.valueOf(new Slow());",
            })
    void stops(String code) throws InterruptedException {
        Notebook.Interrupted interrupted = notebook.interrupt("System.out.println(\"started\");\n" + code);
        assertThat(interrupted.outcome()).startsWith("KeyboardInterrupt: cell 2 was interrupted");
        assertThat(interrupted.outcome()).doesNotContain("background");
        assertThat(interrupted.took()).isLessThan(AT_ONCE);
        assertThat(notebook.run("before")).isEqualTo("42");
        assertThat(notebook.run("fib(10)")).isEqualTo("55");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var server = new java.net.ServerSocket(0);"
                        + " new java.net.Socket(server.getInetAddress(), server.getLocalPort()).getInputStream().read();",
                "Object held = new Object(); var ready = new CountDownLatch(1);"
                        + " var holder = new Thread(() -> { synchronized (held) { ready.countDown();"
                        + " try { Thread.sleep(6_000); } catch (InterruptedException e) { } } });"
                        + " holder.start(); ready.await();"
                        + " synchronized (held) { before++; }",
            })
    void givesUpWhatCannotBeStopped(String code) throws InterruptedException {
        Notebook.Interrupted interrupted = notebook.interrupt("System.out.println(\"started\");\n" + code);
        assertThat(interrupted.outcome()).startsWith("KeyboardInterrupt");
        assertThat(interrupted.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(notebook.run("before")).isEqualTo("42");
    }

    @Test
    void endsARunOfUnwovenCode() throws InterruptedException {
        Notebook.Interrupted interrupted = notebook.interrupt("System.out.println(\"started\");\n"
                + "LongStream.range(0, 20_000_000_000L).parallel().map(Math::abs).sum()");
        assertThat(interrupted.outcome()).startsWith("KeyboardInterrupt");
        assertThat(interrupted.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(notebook.run("before")).isEqualTo("42");
    }

    @Test
    void whatARendererDoesCanBeInterrupted() throws InterruptedException {
        Notebook.Interrupted interrupted = notebook.interrupt("class Loop { public String toString() {"
                + " System.out.println(\"started\"); System.out.flush(); while (true) {} } }\nnew Loop()");
        assertThat(interrupted.outcome()).startsWith("KeyboardInterrupt");
    }

    @Test
    void statementsAfterTheInterruptedOneDoNotRun() throws InterruptedException {
        notebook.interrupt(
                "int own;\nSystem.out.println(\"started\");\n"
                        + "try { Thread.sleep(60_000); } catch (InterruptedException e) { before = 1; }\nint next = before = 2;");
        assertThat(notebook.run("before")).isEqualTo("1");
    }

    @Test
    void anInterruptBetweenCellsDoesNothing() {
        notebook.kernel().interrupt();
        assertThat(notebook.run("Thread.sleep(5); before")).isEqualTo("42");
    }

    @Test
    void anotherSessionIsNotStopped() throws Exception {
        try (Notebook other = Notebook.plain()) {
            other.run("volatile int ticks; Thread ticking = new Thread(() -> { while (true) { ticks++; } });"
                    + " ticking.setDaemon(true); ticking.start();");
            notebook.interrupt("System.out.println(\"started\");\nwhile (true) {}");
            assertThat(other.run("int then = ticks; Thread.sleep(50); ticking.isAlive() && ticks != then"))
                    .isEqualTo("true");
        }
    }
}
