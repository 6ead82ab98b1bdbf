package dev.assay.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs.Stream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {
    private final CellSession session = new CellSession();
    private final Recorded recorded = new Recorded();

    @BeforeAll
    static void install() {
        Streams.install();
        Streams.install();
    }

    @AfterAll
    static void uninstall() {
        Streams.uninstall();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private interface Body {
        void run() throws Exception;
    }

    private void cell(boolean input, Body body) throws Exception {
        CellContext cell = CellContext.begin(session, 1, recorded, input);
        try {
            cell.run(body::run);
        } finally {
            cell.end();
        }
    }

    private static final MimeBundle SHOWN = new MimeBundle(Map.of("text/plain", new TextNode("shown")), Map.of());

    @Test
    void printsWhatAPrintStreamPrints() throws Exception {
        cell(false, () -> {
            System.out.print(true);
            System.out.print('c');
            System.out.print(1);
            System.out.print(2L);
            System.out.print(3.5f);
            System.out.print(4.5);
            System.out.print(new char[] {'x', 'y'});
            System.out.print((String) null);
            System.out.print((Object) null);
            System.out.println();
            System.out.println(false);
            System.out.println('d');
            System.out.println(new char[] {'z'});
            System.out.println((Object) List.of(1, 2));
            System.out.printf("%d|", 7);
            System.out.format(Locale.ROOT, "%.1f|", 1.25);
            System.out.append("abc", 1, 2).append('!').append(null).append("é\n");
        });
        assertThat(recorded.out()).isEqualTo("truec123.54.5xynullnull\nfalse\nd\nz\n[1, 2]\n7|1.3|b!nullé\n");
        assertThat(recorded.events).hasSize(1);
    }

    @Test
    void keepsCharactersThatAreWrittenInPieces() throws Exception {
        byte[] bytes = "aé€😀z".getBytes(StandardCharsets.UTF_8);
        cell(false, () -> {
            for (byte b : bytes) {
                System.out.write(b);
                Thread.sleep(60);
            }
        });
        assertThat(recorded.out()).isEqualTo("aé€😀z");
        assertThat(recorded.events.size()).isGreaterThan(1);
    }

    @Test
    void keepsSurrogatePairsThatArePrintedInHalves() throws Exception {
        cell(false, () -> {
            System.out.print('\uD83D');
            Thread.sleep(120);
            System.out.print('\uDE00');
        });
        assertThat(recorded.events).containsExactly("out:😀");
    }

    @Test
    void replacesWhatIsNoUtf8AndWhatIsCutAtTheEnd() throws Exception {
        cell(false, () -> {
            System.out.write(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82}, 0, 5);
        });
        assertThat(recorded.out()).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void keepsTheOrderOfTextErrorsAndDisplays() throws Exception {
        cell(false, () -> {
            System.out.println("one");
            System.err.println("two");
            System.out.println("three");
            CellContext cell = CellContext.current();
            assertThat(cell).isNotNull();
            if (cell != null) {
                cell.outputs().display(SHOWN, null);
                System.out.println("four");
                cell.outputs().clear(false);
                cell.outputs().text(Stream.STDOUT, "five");
            }
        });
        assertThat(recorded.events)
                .containsExactly(
                        "out:one\n",
                        "err:two\n",
                        "out:three\n",
                        "display:\"shown\"",
                        "out:four\n",
                        "clear:false",
                        "out:five");
    }

    @Test
    void sendsWithoutBeingAskedWhileTheCellRuns() throws Exception {
        cell(false, () -> {
            System.out.println("early");
            long start = System.nanoTime();
            while (recorded.events.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        });
    }

    @Test
    void aThreadPrintsToItsCellAfterTheEnd() throws Exception {
        List<Thread> late = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        cell(false, () -> {
            Thread thread = new Thread(() -> {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    return;
                }
                System.out.println("late");
            });
            thread.start();
            late.add(thread);
        });
        Recorded next = new Recorded();
        CellContext two = CellContext.begin(session, 2, next, false);
        ended.countDown();
        late.get(0).join();
        two.end();
        while (recorded.events.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(recorded.out()).isEqualTo("late\n");
        assertThat(next.events).isEmpty();
    }

    @Test
    void dropsAFloodAndSaysHowMuch() throws Exception {
        session.outputLimit(1_000);
        cell(false, () -> {
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
        cell(false, () -> System.out.print(line));
        cell(false, () -> System.out.print(line));
        assertThat(recorded.out()).hasSize(1_800);
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void alternatingStreamsMakeFewMessages() throws Exception {
        cell(false, () -> {
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
        cell(false, () -> {
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
    void sendsTheRestAlsoWhenTheEndingThreadIsInterrupted() {
        CellContext cell = CellContext.begin(session, 1, recorded, false);
        cell.outputs().text(Stream.STDOUT, "rest");
        Thread.currentThread().interrupt();
        cell.end();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(recorded.events).containsExactly("out:rest");
    }

    @Test
    void asksForInputLineByLine() throws Exception {
        recorded.answers.add("Ada 😀");
        recorded.answers.add("");
        recorded.answers.add("\u0004");
        recorded.answers.add("again");
        cell(true, () -> {
            System.out.print("Name? ");
            BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            assertThat(reader.readLine()).isEqualTo("Ada 😀");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).isNull();
            assertThat(new Scanner(System.in, StandardCharsets.UTF_8).nextLine())
                    .isEqualTo("again");
        });
        assertThat(recorded.events).startsWith("out:Name? ", "input");
    }

    @Test
    void readsSingleBytesOfALine() throws Exception {
        recorded.answers.add("ab");
        cell(true, () -> {
            assertThat(System.in.available()).isZero();
            assertThat(System.in.read()).isEqualTo('a');
            assertThat(System.in.available()).isEqualTo(2);
            assertThat(System.in.readNBytes(2)).containsExactly('b', '\n');
        });
        assertThat(recorded.events).containsExactly("input");
    }

    @Test
    void saysThatThereIsNoInput() throws Exception {
        cell(false, () -> {
            assertThatThrownBy(() -> System.in.read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("System.in cannot be read: this frontend takes no input");
            assertThatThrownBy(() -> new Scanner(System.in, StandardCharsets.UTF_8).nextLine())
                    .isInstanceOf(NoSuchElementException.class);
        });
        assertThat(recorded.err()).isEqualTo("System.in cannot be read: this frontend takes no input.\n");
    }

    @Test
    void aFrontendThatRefusesInputIsQuoted() throws Exception {
        Recorded refusing = new Recorded() {
            @Override
            public String input(String prompt, boolean password) throws IOException {
                throw new IOException("not allowed here");
            }
        };
        CellContext cell = CellContext.begin(session, 1, refusing, true);
        cell.run(() -> assertThatThrownBy(() -> System.in.read())
                .isInstanceOf(IOException.class)
                .hasMessage("System.in cannot be read: not allowed here"));
        cell.end();
        assertThat(refusing.err()).isEqualTo("System.in cannot be read: not allowed here.\n");
    }

    @Test
    void aReadCanBeInterrupted() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CellContext cell = CellContext.begin(session, 1, recorded, true);
        Thread reader = new Thread(() -> {
            try {
                cell.run(() -> System.in.read());
            } catch (IOException e) {
                thrown.set(e);
            }
        });
        reader.start();
        while (recorded.events.isEmpty()) {
            Thread.onSpinWait();
        }
        reader.interrupt();
        reader.join(TimeUnit.SECONDS.toMillis(5));
        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        cell.end();
    }

    @Test
    void aMillionLinesAreCheap() throws Exception {
        session.outputLimit(1_000_000_000);
        cell(false, () -> {
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
