package dev.assay.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cells print comes out as it was printed, in its order, with the cell that printed it. */
@Timeout(60)
@ExtendWith(TakenStreams.class)
class PrintingTest {
    private static final MimeBundle SHOWN = new MimeBundle(Map.of("text/plain", new TextNode("shown")), Map.of());

    @AutoClose
    private final CellSession session = new CellSession();

    private final Recorded recorded = new Recorded();

    @Test
    void printsWhatAPrintStreamPrints() throws Exception {
        recorded.cell(session, false, () -> {
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
        assertThat(recorded.events).as("18 prints, sent together").hasSizeLessThan(6);
    }

    @Test
    void keepsCharactersThatAreWrittenInPieces() throws Exception {
        byte[] bytes = "aé€😀z".getBytes(StandardCharsets.UTF_8);
        recorded.cell(session, false, () -> {
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
        recorded.cell(session, false, () -> {
            System.out.print('\uD83D');
            Thread.sleep(120);
            System.out.print('\uDE00');
        });
        assertThat(recorded.events).containsExactly("out:😀");
    }

    @Test
    void replacesWhatIsNoUtf8AndWhatIsCutAtTheEnd() throws Exception {
        recorded.cell(session, false, () -> {
            System.out.write(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82}, 0, 5);
        });
        assertThat(recorded.out()).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void keepsTheOrderOfTextErrorsAndDisplays() throws Exception {
        recorded.cell(session, false, () -> {
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
        recorded.cell(session, false, () -> {
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
        recorded.cell(session, false, () -> {
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
        assertThat(recorded.out())
                .as("sent, as the cell that waited for it is over")
                .isEqualTo("late\n");
        assertThat(next.events).isEmpty();
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
}
