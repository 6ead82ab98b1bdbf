package dev.assay.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Outputs.Stream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cells that print much, and frontends that do not read it. */
@Timeout(60)
@ExtendWith(TakenStreams.class)
class FloodTest {
    @AutoClose
    private final CellSession session = new CellSession();

    private final Recorded recorded = new Recorded();

    @Test
    void dropsAFloodAndSaysHowMuch() throws Exception {
        session.outputLimit(1_000);
        recorded.cell(session, false, () -> {
            for (int i = 0; i < 10_000; i++) {
                System.out.println("123456789");
            }
        });
        assertThat(recorded.out()).hasSize(1_000);
        assertThat(recorded.err())
                .contains("printed 1,000 characters")
                .contains("%outputlimit 10000")
                .contains("99,000 characters were dropped")
                .containsOnlyOnce("Output limit");
    }

    @Test
    void eachCellHasItsOwnLimit() throws Exception {
        session.outputLimit(1_000);
        String line = "x".repeat(900);
        recorded.cell(session, false, () -> System.out.print(line));
        recorded.cell(session, false, () -> System.out.print(line));
        assertThat(recorded.out()).hasSize(1_800);
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void alternatingStreamsMakeFewMessages() throws Exception {
        recorded.cell(session, false, () -> {
            for (int i = 0; i < 100_000; i++) {
                System.out.println(i);
                System.err.println(-i);
            }
        });
        assertThat(recorded.out().lines()).hasSize(100_000).endsWith("99999");
        assertThat(recorded.err().lines()).hasSize(100_000).endsWith("-99999");
        assertThat(recorded.events.size()).isLessThan(5_000);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        recorded.cell(session, false, () -> {
            Thread[] threads = new Thread[8];
            for (int t = 0; t < threads.length; t++) {
                String line = String.valueOf((char) ('a' + t)).repeat(50);
                threads[t] = new Thread(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        System.out.println(line);
                    }
                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        });
        assertThat(recorded.out().lines())
                .hasSize(16_000)
                .allMatch(line -> line.length() == 50 && line.chars().distinct().count() == 1);
    }

    @Test
    void aFrontendThatDoesNotReadLocksNothingUp() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Recorded blocked = new Recorded() {
            @Override
            public void text(Stream stream, String text) {
                try {
                    stuck.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.text(stream, text);
            }
        };
        CellContext cell = CellContext.begin(session, 1, blocked, false);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread printer = new Thread(() -> {
            cell.run(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    System.out.println("x".repeat(1_000));
                }
                interrupted.set(true);
            });
        });
        printer.start();
        Thread.sleep(300);
        CellSession other = new CellSession();
        CellContext theirs = CellContext.begin(other, 1, recorded, false);
        theirs.run(() -> {
            System.out.println("free");
        });
        theirs.end();
        assertThat(recorded.out()).isEqualTo("free\n");
        printer.interrupt();
        printer.join(5_000);
        assertThat(interrupted).isTrue();
        stuck.countDown();
        cell.end();
        assertThat(blocked.out()).endsWith("x\n");
        other.close();
    }

    @Test
    void outputsThatThrowOrPrintDoNotEndTheCell() throws Exception {
        Recorded hostile = new Recorded() {
            @Override
            public void text(Stream stream, String text) {
                super.text(stream, text);
                System.out.print("");
                throw new IllegalStateException("no");
            }
        };
        CellContext cell = CellContext.begin(session, 1, hostile, false);
        cell.run(() -> {
            System.out.println("a");
            cell.flush();
            System.out.println("b");
        });
        cell.end();
        cell.end();
        assertThat(hostile.out()).isEqualTo("a\nb\n");
    }

    @Test
    void aMillionLinesAreCheap() throws Exception {
        session.outputLimit(1_000_000_000);
        recorded.cell(session, false, () -> {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000_000; i++) {
                System.out.println(i);
            }
            // 60 to 150 ms where this was written; the bound only catches a message or a lock hand-over a line.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        });
        assertThat(recorded.out()).hasSize(6_888_890);
        assertThat(recorded.events.size()).isLessThan(2_000);
    }
}
