package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.cell;
import static dev.assay.notebook.run.ScriptedRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Good cells are run again but left as they are; from the first changed one on all is new. */
@Timeout(120)
final class ResumeTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void goesOnBehindTheLastGoodCell() throws IOException {
        RunResult failed =
                run(null, cell("a", "x = one\nprint first"), text("# A"), cell("b", "fail E e"), cell("c", "say x"));
        assertThat(failed.outcome().cell()).isEqualTo(3);
        RunResult mended = run(
                saved(),
                cell("a", "x = one\nprint first"),
                text("# Another"),
                cell("b", "print mended"),
                cell("c", "say x"));
        assertThat(mended.outcome().kind()).isEqualTo(Outcome.Kind.OK);
        assertThat(texts(mended.notebook(), 0)).containsExactly("stdout: first");
        assertThat(texts(mended.notebook(), 2)).containsExactly("stdout: mended");
        assertThat(texts(mended.notebook(), 3)).containsExactly("stdout: one");
        assertThat(told).anyMatch(line -> line.startsWith("cell 1/4") && line.endsWith("  again"));
        assertThat(told).noneMatch(line -> line.startsWith("cell 3/4") && line.endsWith("again"));
    }

    /** Outputs of then, not of now: shown by a cell whose output is another each time. */
    @Test
    void aGoodCellKeepsWhatItLeftThen() throws IOException {
        RunResult first = run(null, cell("a", "print then\nshow d then"), cell("b", "print x"));
        Notebook edited = edited(first.notebook());
        edited.write(folder.resolve("out.ipynb"));
        RunResult again = run(saved(), cell("a", "print then\nshow d then"), cell("b", "print y\nupdate d now"));
        assertThat(texts(again.notebook(), 0)).containsExactly("stdout: by hand", "now");
        assertThat(texts(again.notebook(), 1)).containsExactly("stdout: y");
    }

    /** What is told of a run is what its file shows. */
    @Test
    void aGoodCellPublishesWhatItDidThen() throws IOException {
        RunResult first = run(
                null, cell("a", "publish v then\npublish w then"), cell("b", "publish x then"), cell("c", "print c"));
        edited(first.notebook()).write(folder.resolve("out.ipynb"));
        RunResult again = run(
                saved(),
                cell("a", "publish v then\npublish w then"),
                cell("b", "publish x then"),
                cell("c", "publish w now\npublish y now"));
        assertThat(ScriptedRun.values(again)).hasToString("{v=by hand, w=now, x=then, y=now}");
        assertThat(texts(again.notebook(), 0)).containsExactly("v = by hand", "w = by hand");
    }

    @Test
    void aChangedCellMakesAllBehindItNew() throws IOException {
        run(null, cell("a", "print a"), cell("b", "print b"), cell("c", "print c"));
        told.clear();
        run(saved(), cell("a", "print a"), cell("b", "print other"), cell("c", "print c"));
        assertThat(told.stream().filter(line -> line.endsWith("again"))).hasSize(1);
        told.clear();
        run(saved(), cell("a", "print a"), cell("b", "print other"), cell("c", "print c"));
        assertThat(told.stream().filter(line -> line.endsWith("again"))).hasSize(3);
    }

    /** Other tools clear outputs and leave metadata: who resumes then would have a notebook that is done and shows nothing. */
    @Test
    void aCellThatSomebodyClearedIsRunAgain() throws IOException {
        run(null, cell("a", "print a"), cell("b", "print b"));
        List<Cell> cleared = new ArrayList<>();
        for (Cell cell : saved().cells()) {
            cleared.add(((Cell.Code) cell).withResult(OptionalInt.empty(), List.of()));
        }
        RunResult again = run(saved().withCells(cleared), cell("a", "print a"), cell("b", "print b"));
        assertThat(texts(again.notebook(), 0)).containsExactly("stdout: a");
        assertThat(texts(again.notebook(), 1)).containsExactly("stdout: b");
    }

    @Test
    void aCellThatMayFailIsGoodAndKeepsItsErrorOnce() throws IOException {
        run(null, cell("a", "fail Meant yes", "raises-exception"), cell("b", "print b"));
        RunResult again = run(saved(), cell("a", "fail Meant yes", "raises-exception"), cell("b", "print b"));
        assertThat(texts(again.notebook(), 0)).containsExactly("Meant: yes");
        assertThat(again.outcome().kind()).isEqualTo(Outcome.Kind.OK);
    }

    @Test
    void aLinkDependsOnKernelAndAllCodeBefore() {
        String link = links("k", "a", "b");
        assertThat(links("k", "a", "b")).isEqualTo(link);
        assertThat(links("other", "a", "b")).isNotEqualTo(link);
        assertThat(links("k", "a2", "b")).isNotEqualTo(link);
        assertThat(links("k", "ab", "")).isNotEqualTo(links("k", "a", "b"));
    }

    private static String links(String kernel, String first, String second) {
        Chain chain = new Chain(kernel);
        chain.next(first);
        return chain.next(second);
    }

    private static Notebook edited(Notebook notebook) {
        Cell.Code first = (Cell.Code) notebook.cells().get(0);
        var outputs = first.outputs().stream()
                .map(new Texts(text -> text.replace("then", "by hand"))::of)
                .toList();
        List<Cell> cells = new ArrayList<>(notebook.cells());
        cells.set(0, first.withResult(first.executionCount(), outputs));
        return notebook.withCells(cells);
    }

    private static Cell text(String source) {
        return new Cell.Markdown("t", Fields.none(), source);
    }

    private Notebook saved() throws IOException {
        return Notebook.read(folder.resolve("out.ipynb"));
    }

    private RunResult run(@Nullable Notebook earlier, Cell... cells) {
        RunOptions options = RunOptions.in(folder).withProgress(told::add);
        return NotebookRun.of(
                        Notebook.of(Fields.none(), Arrays.asList(cells)),
                        ScriptedKernel.spec("normal"),
                        folder.resolve("out.ipynb"),
                        earlier == null ? options : options.resuming(earlier))
                .run();
    }
}
