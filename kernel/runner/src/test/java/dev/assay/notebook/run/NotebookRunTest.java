package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.cell;
import static dev.assay.notebook.run.ScriptedRun.run;
import static dev.assay.notebook.run.ScriptedRun.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kernel that misbehaves in every way, in a process of its own: each end has its name, and the file says it. */
@Timeout(120)
final class NotebookRunTest {
    @TempDir
    private Path folder;

    private RunOptions options = RunOptions.in(Path.of("."));

    @BeforeEach
    void inTheFolder() {
        options = RunOptions.in(folder);
    }

    @Test
    void outputsGoToTheirCellsAndTheFileHoldsThem() throws IOException {
        RunResult result = run(
                folder,
                options,
                "print one\nprint two\nshow a before\nprint three",
                "update a after\nclear wait",
                "print old\nclear wait\nprint new",
                "print gone\nclear now\nshow b b",
                "publish verdict FEASIBLE\npublish items 3");
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(result.cells()).isEqualTo(5);
        assertThat(texts(result.notebook(), 0)).containsExactly("stdout: one\ntwo", "after", "stdout: three");
        assertThat(texts(result.notebook(), 1)).isEmpty();
        assertThat(texts(result.notebook(), 2)).containsExactly("stdout: new");
        assertThat(texts(result.notebook(), 3)).containsExactly("b");
        assertThat(ScriptedRun.values(result)).hasToString("{items=3, verdict=FEASIBLE}");
        assertThat(Notebook.read(folder.resolve("out.ipynb"))).isEqualTo(result.notebook());
    }

    @Test
    void lateOutputGoesToTheCellThatCausedIt() {
        RunResult result = run(folder, options, "later 150 late\nprint soon", "sleep 600\nprint other");
        assertThat(texts(result.notebook(), 0)).containsExactly("stdout: soon\nlate");
        assertThat(texts(result.notebook(), 1)).containsExactly("stdout: other");
    }

    @Test
    void whatComesUntilTheKernelIsGoneIsKept() {
        RunResult result = run(folder, options, "later 0 last");
        assertThat(texts(result.notebook(), 0)).containsExactly("stdout: last");
    }

    @Test
    void theWholeRunHasALimitToo() {
        RunResult result =
                run(folder, options.withTotalLimit(Duration.ofMillis(2500)), "sleep 400", "hang", "print never");
        assertThat(result.outcome()).isEqualTo(Outcome.outOfTime(2, Duration.ofMillis(2500)));
        assertThat(texts(result.notebook(), 1)).contains("OutOfTime: the run took longer than 2.5 s, in cell 2");
    }

    @Test
    void whoWantsTheEndGetsItWithTheNotebookSaved() throws Exception {
        AtomicReference<RunResult> result = new AtomicReference<>();
        List<String> log = new CopyOnWriteArrayList<>();
        Thread run =
                new Thread(() -> result.set(run(folder, options.withLog(log::add), "print on\nhang", "print never")));
        run.start();
        while (run.isAlive() && log.isEmpty()) {
            Thread.sleep(20);
        }
        long start = System.nanoTime();
        run.interrupt();
        run.join();
        assertThat(requireNonNull(result.get()).outcome()).isEqualTo(Outcome.interrupted(1));
        assertThat(texts(Notebook.read(folder.resolve("out.ipynb")), 0))
                .containsExactly("stdout: on", "KeyboardInterrupt: stopped", "Interrupted: interrupted in cell 1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(kernels()).isEmpty();
    }

    @Test
    void whoWantsTheEndWhileTheKernelStartsGetsItToo() throws Exception {
        AtomicReference<RunResult> result = new AtomicReference<>();
        Thread run = new Thread(() -> result.set(kernel("silent", ScriptedRun.notebook("print never"))));
        run.start();
        while (run.isAlive() && kernels().findAny().isEmpty()) {
            Thread.sleep(5);
        }
        while (run.isAlive()) {
            run.interrupt(); // again and again, as an impatient user does
            Thread.sleep(20);
        }
        assertThat(requireNonNull(result.get()).outcome()).isEqualTo(Outcome.interrupted(0));
        assertThat(kernels()).isEmpty();
        assertThat(Notebook.read(folder.resolve("out.ipynb"))
                        .metadata()
                        .object("assay")
                        .object("run")
                        .text("status"))
                .isEqualTo("interrupted");
    }

    @Test
    void eachCellIsToldOfInOneLineAndItsTextLineByLine() {
        List<String> told = new ArrayList<>();
        List<String> log = new ArrayList<>();
        run(folder, options.withProgress(told::add).withLog(log::add), "// First\nprint a\nprint b", "fail E e");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).matches("cell 1/2  First  \\d+\\.\\d s");
        assertThat(told.get(1)).matches("cell 2/2  fail E e  \\d+\\.\\d s  failed");
        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void whatIsNeitherAgreedNorExpectedHarmsNothing() {
        RunResult result = run(folder, options, "garbage\nprint fine", "print on");
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(texts(result.notebook(), 0)).contains("stdout: fine");
        assertThat(texts(result.notebook(), 1)).containsExactly("stdout: on");
    }

    /** A process that is killed cannot say it any more. */
    @Test
    void aFileSaysThatItsRunIsNotOver() {
        RunResult result = run(folder, options, "file " + folder.resolve("out.ipynb"));
        assertThat(texts(result.notebook(), 0).get(0)).contains("\"status\": \"running\"");
        assertThat(status(result)).isEqualTo("ok");
    }

    /** A file that Jupyter reads has texts there, or lists of their lines; and JSON in order, so that reports of both are equal. */
    @Test
    void whatShouldBeATextIsMadeOne() throws IOException {
        RunResult result = run(folder, options, "show a before\nodd a");
        Output.Shown shown = (Output.Shown)
                ((Cell.Code) result.notebook().cells().get(0)).outputs().get(0);
        assertThat(shown.data())
                .hasToString("{\"image/png\":\"5\",\"text/plain\":\"one\\ntwo\",\"text/latex\":\"[1,\\\"a\\\"]\","
                        + "\"application/json\":{\"a\":{\"c\":3,\"d\":2},\"b\":1}}");
        assertThat(Notebook.read(folder.resolve("out.ipynb"))).isEqualTo(result.notebook());
    }

    @Test
    void aFailingCellEndsTheRunUnlessItMayFail() {
        Notebook notebook = Notebook.of(
                Fields.none(),
                List.of(
                        cell("a", "fail Meant yes", "raises-exception"),
                        cell("b", "die 9", "skip-execution"),
                        cell("c", "fail Other no\nprint never"),
                        cell("d", "print never")));
        RunResult result = kernel("normal", notebook);
        assertThat(result.outcome()).isEqualTo(Outcome.cellFailed(3, "Other", "no"));
        assertThat(texts(result.notebook(), 0)).containsExactly("Meant: yes");
        assertThat(texts(result.notebook(), 2)).containsExactly("Other: no");
        assertThat(texts(result.notebook(), 3)).isEmpty();
        assertThat(status(result)).isEqualTo("failed");
    }

    @Test
    void whatTheCompilerMissesStandsInTheLastLine() {
        String value = "cannot find symbol\n  symbol:   variable a\n";
        assertThat(Outcome.cellFailed(2, "CompilationError", value).words())
                .isEqualTo("cell 2 failed: CompilationError: cannot find symbol; symbol: variable a");
        assertThat(Outcome.cellFailed(2, "E", " \n").words()).isEqualTo("cell 2 failed: E");
        assertThat(Outcome.cellFailed(2, "E", "😀".repeat(300)).words())
                .isEqualTo("cell 2 failed: E: " + "😀".repeat(200) + "…");
    }

    /** What is cut from reports is run all the same, and kept: later cells need it. */
    @Test
    void whatIsRemovedFromReportsIsRunAndKept() {
        Notebook notebook = Notebook.of(
                Fields.none(),
                List.of(
                        cell("a", "print one", "remove_cell"),
                        cell("b", "print two", "remove_input"),
                        cell("c", "print three", "remove_output")));
        RunResult result = kernel("normal", notebook);
        assertThat(result.cells()).isEqualTo(3);
        assertThat(texts(result.notebook(), 0)).containsExactly("stdout: one");
        assertThat(texts(result.notebook(), 2)).containsExactly("stdout: three");
    }

    @Test
    void aCellThatAsksIsToldThatNobodyIsThere() {
        RunResult result = run(folder, options, "ask");
        assertThat(result.outcome()).isEqualTo(Outcome.cellFailed(1, "StdinNotImplementedError", "allow_stdin false"));
    }

    @Test
    void aSlowCellIsInterrupted() {
        RunResult result = run(folder, options.withCellLimit(Duration.ofMillis(1500)), "print on\nhang", "print never");
        assertThat(result.outcome()).isEqualTo(Outcome.timedOut(1, Duration.ofMillis(1500)));
        assertThat(texts(result.notebook(), 0))
                .containsExactly("stdout: on", "KeyboardInterrupt: stopped", "TimedOut: cell 1 took longer than 1.5 s");
        assertThat(status(result)).isEqualTo("timed_out");
    }

    @Test
    void aCellThatCannotBeInterruptedEndsWithItsKernel() {
        RunResult result = run(folder, options.withCellLimit(Duration.ofMillis(300)), "deaf");
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.TIMED_OUT);
        assertThat(kernels()).isEmpty();
    }

    @Test
    void aDeadKernelIsNoticedAtOnce() {
        long start = System.nanoTime();
        RunResult result = run(folder, options, "print last words\ndie 5", "print never");
        assertThat(result.outcome()).isEqualTo(Outcome.kernelDied(1, 5, ""));
        assertThat(texts(result.notebook(), 0))
                .last()
                .isEqualTo("KernelDied: the kernel died in cell 1 with exit code 5");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aKernelThatForgetsToBeIdleOrToReplyIsNotWaitedForForever() {
        RunResult idle = run(folder, options, "never-idle\nprint a", "print b");
        assertThat(idle.outcome().kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(texts(idle.notebook(), 1)).containsExactly("stdout: b");
        RunResult reply = run(folder, options.withCellLimit(Duration.ofMillis(500)), "never-reply");
        assertThat(reply.outcome().kind()).isEqualTo(Outcome.Kind.TIMED_OUT);
    }

    @Test
    void aKernelThatDoesNotStartSaysWhy() {
        RunResult result = kernel("refuse", ScriptedRun.notebook("print"));
        assertThat(result.outcome())
                .isEqualTo(Outcome.kernelWouldNotStart("the kernel ended at once with exit code 7: no licence"));
        assertThat(status(result)).isEqualTo("kernel_would_not_start");
        assertThat(result.notebook().metadata().object("assay").object("run").text("reason"))
                .isEqualTo(result.outcome().words());
    }

    /** By it the next program knows what the outputs came from; validators ask that it be whole. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "5, scripted",
                "{}, scripted",
                "{\"name\": \"other\"}, scripted",
                "`{\"name\": \"python3\", \"display_name\": \"Python 3\", \"language\": \"python\"}`, scripted",
                "`{\"name\": \"other\", \"display_name\": \"Other\", \"language\": \"java\"}`, other",
                "`{\"name\": \"other\", \"display_name\": \"Other\"}`, other"
            })
    void theFileNamesAWholeKernelOfTheLanguageThatRan(String before, String after) throws IOException {
        Notebook notebook = ScriptedRun.notebook("print on");
        RunResult result = kernel(
                "normal",
                notebook.withMetadata(notebook.metadata().with("kernelspec", new ObjectMapper().readTree(before))));
        assertThat(result.notebook().metadata().object("kernelspec").text("name"))
                .isEqualTo(after);
        assertThat(result.notebook().metadata().object("kernelspec").text("display_name"))
                .isNotEmpty();
    }

    @Test
    void aHundredMegabytesOfTextAreCutAndSaidSo() throws IOException {
        RunResult result = run(folder, options, "many 1600 65536", "print on");
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(texts(result.notebook(), 0)).hasSize(2);
        assertThat(texts(result.notebook(), 0).get(1)).contains("is not kept");
        assertThat(Files.size(folder.resolve("out.ipynb"))).isBetween(60L << 20, 72L << 20);
    }

    @Test
    void theFileIsSavedWithinALongCell() throws Exception {
        Path file = folder.resolve("out.ipynb");
        Thread run = new Thread(() -> run(folder, options, "print early\nsleep 60000"));
        run.start();
        while (run.isAlive()
                && (!Files.exists(file) || texts(Notebook.read(file), 0).isEmpty())) {
            Thread.sleep(100);
        }
        assertThat(run.isAlive()).isTrue();
        assertThat(texts(Notebook.read(file), 0)).containsExactly("stdout: early");
        run.interrupt();
        run.join();
    }

    private RunResult kernel(String word, Notebook notebook) {
        return NotebookRun.of(notebook, ScriptedKernel.spec(word), folder.resolve("out.ipynb"), options)
                .run();
    }

    private String status(RunResult result) {
        return result.notebook().metadata().object("assay").object("run").text("status");
    }

    private static Stream<ProcessHandle> kernels() {
        return ProcessHandle.current().descendants();
    }
}
