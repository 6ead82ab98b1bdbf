package dev.assay.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Exchange;
import dev.assay.notebook.ScriptedKernel;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class KernelLauncherTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"normal", "given-ports"})
    void startsAKernelAndLeavesNothingOfIt(String word) throws Exception {
        long pid;
        try (RunningKernel kernel = new KernelLauncher(SOON).start(ScriptedKernel.spec(word), folder)) {
            pid = kernel.pid();
            try (Exchange cell = kernel.client().execute("print there")) {
                assertThat(cell.untilIdle(SOON))
                        .anyMatch(message -> message.type().equals("stream"));
            }
            assertThat(kernel.info().at("/language_info/name").asText()).isEqualTo("java");
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** What a cell started would else run on, and nobody knows of it. */
    @Test
    void whatCellsStartedEndsWithTheKernel() throws Exception {
        long started;
        try (RunningKernel kernel = new KernelLauncher(SOON).start(ScriptedKernel.spec("normal"), folder)) {
            try (Exchange cell = kernel.client().execute("start 60000")) {
                started = cell.untilIdle(SOON).stream()
                        .filter(message -> message.type().equals("stream"))
                        .mapToLong(message -> Long.parseLong(
                                message.content().path("text").asText().strip()))
                        .findFirst()
                        .orElseThrow();
            }
            assertThat(ProcessHandle.of(started)).isPresent();
        }
        for (int i = 0;
                i < 100
                        && ProcessHandle.of(started)
                                .filter(ProcessHandle::isAlive)
                                .isPresent();
                i++) {
            Thread.sleep(50); // a signal sent is not yet a death
        }
        assertThat(ProcessHandle.of(started).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "silent"})
    void whoAbandonsAKernelThatStartsFindsNothingOfItLeft(String word) throws Exception {
        StartingKernel starting =
                StartingKernel.begin(new KernelLauncher(SOON), ScriptedKernel.spec(word), folder, () -> {});
        while (ProcessHandle.current().descendants().findAny().isEmpty()) {
            Thread.sleep(5);
        }
        Thread.currentThread().interrupt();
        starting.abandon();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(Thread.interrupted()).as("it still stands").isTrue();
    }

    /** An interrupt gets lost where a library swallows it: a single one would leave whoever abandons waiting for a minute. */
    @Test
    void aStartThatDoesNotHearItsFirstInterruptsIsToldAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        StartingKernel starting = StartingKernel.begin(
                () -> {
                    begun.countDown();
                    for (int i = 0; i < 100 && heard.get() < 3; i++) {
                        try {
                            Thread.sleep(100);
                        } catch (InterruptedException e) {
                            heard.incrementAndGet();
                        }
                    }
                    throw new InterruptedException();
                },
                () -> {});
        begun.await();
        long start = System.nanoTime();
        starting.abandon();
        assertThat(heard).hasValue(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    /** Ctrl-C may come again while what it asked for is under way. */
    @Test
    void whoAbandonsIsNotKeptFromItByBeingInterruptedAgainAndAgain() throws Exception {
        StartingKernel starting =
                StartingKernel.begin(new KernelLauncher(SOON), ScriptedKernel.spec("silent"), folder, () -> {});
        while (ProcessHandle.current().descendants().findAny().isEmpty()) {
            Thread.sleep(5);
        }
        AtomicBoolean stands = new AtomicBoolean();
        Thread abandoning = new Thread(() -> {
            starting.abandon();
            stands.set(Thread.currentThread().isInterrupted());
        });
        abandoning.start();
        while (abandoning.isAlive()) {
            abandoning.interrupt();
            Thread.sleep(1);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(stands).as("its interrupt").isTrue();
    }

    /** Python's debugger warns on every start: no reason why a cell ended its kernel an hour later. */
    @Test
    void whatWasSaidBeforeItWasReadyIsNotItsLastWord() throws Exception {
        LastWords words = new LastWords(new ByteArrayInputStream("a warning\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(words.settled().text()).isEqualTo("a warning");
        words.forget();
        assertThat(words.text()).isEmpty();
    }

    @Test
    void aKilledKernelIsToldAtOnce() throws Exception {
        try (RunningKernel kernel = new KernelLauncher(SOON).start(ScriptedKernel.spec("normal"), folder)) {
            ProcessHandle.of(kernel.pid()).orElseThrow().destroyForcibly();
            assertThat(kernel.exit().get()).isEqualTo(137);
        }
    }

    @Test
    void aKernelThatNeverListensIsGivenUp() {
        assertThatThrownBy(() -> new KernelLauncher(Duration.ofSeconds(2)).start(ScriptedKernel.spec("silent"), folder))
                .isInstanceOf(KernelStartException.class)
                .hasMessageContaining("does not listen after 2 s");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        KernelSpec spec = new KernelSpec("k", "K", "java", List.of("/no/such/program"), Map.of(), false, true);
        assertThatThrownBy(() -> new KernelLauncher(SOON).start(spec, folder))
                .isInstanceOf(KernelStartException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void givesNoPortTwice() throws Exception {
        Ports ports = new Ports();
        var first = ports.fill(ConnectionFile.local());
        var second = ports.fill(ConnectionFile.local());
        assertThat(first.ports().values())
                .doesNotContainAnyElementsOf(second.ports().values());
        for (int port : first.ports().values()) {
            new ServerSocket(port).close();
        }
    }
}
