package dev.assay.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cells read from System.in. */
@Timeout(60)
@ExtendWith(TakenStreams.class)
class ReadingTest {
    @AutoClose
    private final CellSession session = new CellSession();

    private final Recorded recorded = new Recorded();

    @Test
    void asksForInputLineByLine() throws Exception {
        recorded.answers.add("Ada 😀");
        recorded.answers.add("");
        recorded.answers.add("\u0004");
        recorded.answers.add("again");
        recorded.cell(session, true, () -> {
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
        recorded.cell(session, true, () -> {
            assertThat(System.in.available()).isZero();
            assertThat(System.in.read()).isEqualTo('a');
            assertThat(System.in.available()).isEqualTo(2);
            assertThat(System.in.readNBytes(2)).containsExactly('b', '\n');
        });
        assertThat(recorded.events).containsExactly("input");
    }

    @Test
    void saysThatThereIsNoInput() throws Exception {
        recorded.cell(session, false, () -> {
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
}
