package dev.assay.notebook.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.kernel.KernelLauncher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class BatchTest {
    @TempDir
    private Path folder;

    private final KernelLauncher launcher = new KernelLauncher(Duration.ofMinutes(1));
    private final Map<Integer, RunResult> results = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void eachRunsOnceWhateverComesOfTheOthers(int atOnce) {
        run(atOnce, "normal", "print 0", "fail E e", "die 3", "print 3", "print 4");
        assertThat(results.values())
                .extracting(result -> result.outcome().status())
                .containsExactly("ok", "failed", "kernel_died", "ok", "ok");
        assertThat(ScriptedRun.texts(notebook(4), 0)).containsExactly("stdout: 4");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void whoWantsTheEndGetsItFromAll() throws InterruptedException {
        Thread batch = new Thread(() -> run(2, "normal", "print a\nhang", "print b\nhang", "print c"));
        batch.start();
        while (ProcessHandle.current().descendants().count() < 3 && batch.isAlive()) {
            Thread.sleep(20);
        }
        batch.interrupt();
        batch.join();
        assertThat(results.values()).allMatch(result -> result.outcome().kind() == Outcome.Kind.INTERRUPTED);
        assertThat(results).hasSize(3);
        assertThat(ProcessHandle.current().descendants())
                .as("nor of the kernel that was never used, since the process may end now")
                .isEmpty();
    }

    /** One that nobody waits for would slow those that somebody does; that it comes then is what the test above waits for. */
    @Test
    void noKernelIsStartedAheadWhileThoseInUseStart() throws InterruptedException {
        KernelLauncher impatient = new KernelLauncher(Duration.ofSeconds(2));
        List<NotebookRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(scripted("print", "silent", i, impatient, words -> {}));
        }
        Thread batch = new Thread(() -> Batch.run(runs, 2, (result, i) -> results.put(i, result)));
        batch.start();
        long most = 0;
        while (batch.isAlive()) {
            most = Math.max(most, ProcessHandle.current().descendants().count());
            Thread.sleep(5);
        }
        assertThat(most).isEqualTo(2);
        assertThat(results.values())
                .hasSize(3)
                .allMatch(result -> result.outcome().kind() == Outcome.Kind.KERNEL_WOULD_NOT_START);
    }

    /** As many as run find their kernel ready when those that run are over; more would only hold memory. */
    @Test
    void asManyKernelsWaitAsRun() throws InterruptedException {
        Thread batch = new Thread(() -> run(2, "normal", "hang", "hang", "hang", "hang", "hang", "hang"));
        batch.start();
        while ((ProcessHandle.current().descendants().count() < 4 || isStarting()) && batch.isAlive()) {
            Thread.sleep(20); // the last to start would have begun a fifth
        }
        assertThat(ProcessHandle.current().descendants()).hasSize(4);
        batch.interrupt();
        batch.join();
        assertThat(results).hasSize(6);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    /** It may have had no room beside those that ran. */
    @Test
    void aKernelThatDoesNotStartAheadIsStartedOnceMoreInItsTurn() {
        Path flag = folder.resolve("flag");
        List<NotebookRun> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(scripted("sleep 500", i < 2 ? "normal" : "once:" + flag, i, launcher, words -> {}));
        }
        Batch.run(runs, 2, (result, i) -> results.put(i, result));
        assertThat(results.values()).allMatch(result -> result.outcome().isOk()).hasSize(4);
        assertThat(flag).exists();
    }

    /** Whoever frees memory takes what does nothing. */
    @Test
    void aKernelThatDiesWhileItWaitsCostsNoNotebook() throws InterruptedException {
        NotebookRun run = scripted("print c", 0, words -> {});
        run.warm(() -> {});
        while (isStarting()) {
            Thread.sleep(5);
        }
        List<ProcessHandle> waiting = ProcessHandle.current().descendants().toList();
        assertThat(waiting).hasSize(1);
        waiting.get(0).destroyForcibly();
        waiting.get(0).onExit().join();
        Batch.run(List.of(run), 1, (result, i) -> results.put(i, result));
        assertThat(results.values()).allMatch(result -> result.outcome().isOk()).hasSize(1);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    /** Ports that were free a moment before are the trap: kernels that are given theirs, a hundred starts, eight at once. */
    @Test
    @Tag("heavy")
    @Timeout(900)
    void aHundredStartsShareNoPort() {
        run(
                8,
                "given-ports",
                IntStream.range(0, 100).mapToObj(i -> "print " + i).toArray(String[]::new));
        assertThat(results.values()).allMatch(result -> result.outcome().isOk());
        for (int i = 0; i < 100; i++) {
            assertThat(ScriptedRun.texts(notebook(i), 0)).containsExactly("stdout: " + i);
        }
    }

    /** A fault of whoever is told must not pass for a run that went well. */
    @Test
    void whatTheListenerThrowsComesOutWhenTheOthersAreOver() {
        List<NotebookRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(scripted("print " + i, i, words -> {}));
        }
        assertThatThrownBy(() -> Batch.run(runs, 2, (result, i) -> {
                    if (i == 0) {
                        throw new IllegalArgumentException("no report");
                    }
                    results.put(i, result);
                }))
                .hasMessageContaining("no report");
        assertThat(results.keySet()).containsExactlyInAnyOrder(1, 2);
    }

    /** A fault of ours in one of them must not pass for a batch that went well, nor keep the others from their end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatARunThrowsComesOutWhenTheOthersAreOver(int atOnce) {
        List<NotebookRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean faulty = i == 0;
            runs.add(scripted("print " + i, i, words -> {
                if (faulty) {
                    throw new IllegalStateException("a fault");
                }
            }));
        }
        assertThatThrownBy(() -> Batch.run(runs, atOnce, (result, i) -> results.put(i, result)))
                .hasMessageContaining("notebook 1 of 3")
                .hasMessageContaining("a fault");
        assertThat(results.keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(results.values()).allMatch(result -> result.outcome().isOk());
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static boolean isStarting() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("assay-kernel-start"));
    }

    private NotebookRun scripted(String cell, int i, Consumer<String> progress) {
        return scripted(cell, "normal", i, launcher, progress);
    }

    private NotebookRun scripted(String cell, String word, int i, KernelLauncher by, Consumer<String> progress) {
        return NotebookRun.of(
                ScriptedRun.notebook(cell),
                ScriptedKernel.spec(word),
                folder.resolve("out" + i + ".ipynb"),
                RunOptions.in(folder).withLauncher(by).withProgress(progress));
    }

    private Notebook notebook(int i) {
        return requireNonNull(results.get(i)).notebook();
    }

    private void run(int atOnce, String word, String... cells) {
        List<NotebookRun> runs = new ArrayList<>();
        for (String cell : cells) {
            runs.add(scripted(cell, word, runs.size(), launcher, words -> {}));
        }
        Batch.run(runs, atOnce, (result, i) -> results.put(i, result));
    }
}
