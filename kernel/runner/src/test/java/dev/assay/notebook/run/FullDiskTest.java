package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.cell;
import static dev.assay.notebook.run.ScriptedRun.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks that cannot be saved, or not as they are: the run ends, and the file says so where it can. */
@Timeout(120)
final class FullDiskTest {
    private static final String NO_ROOM = "stderr: [what the cell showed had no room, and is not kept]";

    @TempDir
    private Path folder;

    private RunOptions options = RunOptions.in(Path.of("."));

    @BeforeEach
    void inTheFolder() {
        options = RunOptions.in(folder);
    }

    @Test
    void aFileThatCannotBeWrittenEndsTheRunBeforeItBegins() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("a file"), "");
        RunResult result = NotebookRun.of(
                        ScriptedRun.notebook("print on"),
                        ScriptedKernel.spec("normal"),
                        noFolder.resolve("out.ipynb"),
                        options)
                .run();
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CANNOT_SAVE);
        assertThat(result.outcome().words()).matches("cannot save out\\.ipynb: [^/]+");
        assertThat(result.cells()).isZero();
    }

    /** What fills the disk is left out, so that the file can say what happened. */
    @Test
    void aDiskThatIsFullEndsTheRunAndTheFileSaysSo() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            // The last cell: whether it is saved at its end, or the run at its own, hangs on how long saves take.
            RunResult result = on(file, "print on", "print more\nmany 20 4096");
            assertThat(result.outcome()).isEqualTo(Outcome.cannotSave(2, "out.ipynb: out of disk space"));
            assertThat(result.cells()).isEqualTo(2);
            Notebook written = Notebook.read(file);
            assertThat(texts(written, 0)).containsExactly("stdout: on");
            assertThat(texts(written, 1))
                    .containsExactly(NO_ROOM, "CannotSave: cannot save out.ipynb: out of disk space");
            assertThat(written.metadata().object("assay").object("run").text("status"))
                    .isEqualTo("cannot_save");
            assertThat(texts(result.notebook(), 1))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("stdout: more");
            assertThat(written.cells().get(0).metadata().has("assay")).isTrue();
            assertThat(written.cells().get(1).metadata().has("assay")).isFalse(); // --resume runs it again
            assertThat(beside(file)).containsExactly(file);
        }
    }

    @Test
    void whereNothingHasRoomWhatWasSavedStands() throws IOException {
        try (FileSystem disk = disk(6 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            String wide = "print on\n" + "file /nowhere\n".repeat(250);
            RunResult result = on(file, wide);
            assertThat(result.outcome()).isEqualTo(Outcome.cannotSave(1, "out.ipynb: out of disk space"));
            assertThat(texts(Notebook.read(file), 0)).isEmpty();
            assertThat(beside(file)).containsExactly(file);
        }
    }

    @Test
    void aFailureThatCannotBeSavedSaysBoth() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            RunResult result = on(file, "many 20 4096\nfail Broken text");
            assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CELL_FAILED);
            assertThat(result.outcome().words())
                    .isEqualTo("cell 1 failed: Broken: text; cannot save out.ipynb: out of disk space");
            assertThat(texts(Notebook.read(file), 0)).containsExactly(NO_ROOM, "Broken: text");
        }
    }

    /** Saves that take long are few: what fills the disk may be found only cells later. */
    @Test
    void whereTheDiskWasFilledByAnEarlierCellThatOneIsNamed() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            Draft draft = new Draft(ScriptedRun.notebook("a", "b", "c", "d"), "", Optional.empty());
            Saver saver = new Saver(file, draft, UnaryOperator.identity());
            CellSequence cells =
                    new CellSequence(draft, new Published(new LogLines(line -> {}, text -> text)), saver, options);
            print(draft, 0, "on");
            saver.save();
            print(draft, 1, "x".repeat(80 << 10));
            draft.good(2); // without a word
            print(draft, 3, "late");

            IOException full = catchThrowableOfType(IOException.class, saver::save);
            assertThat(cells.cannotSave(full)).isEqualTo(Outcome.cannotSave(2, "out.ipynb: out of disk space"));
            saver.saveWhatFits();

            Notebook written = Notebook.read(file);
            assertThat(texts(written, 0)).containsExactly("stdout: on");
            assertThat(texts(written, 1))
                    .containsExactly(NO_ROOM, "CannotSave: cannot save out.ipynb: out of disk space");
            assertThat(texts(written, 2)).isEmpty();
            assertThat(texts(written, 3)).containsExactly(NO_ROOM);
            assertThat(written.cells())
                    .extracting(cell -> cell.metadata().has("assay"))
                    .containsExactly(true, false, true, false);
            assertThat(texts(saver.last(), 3)).containsExactly("stdout: late"); // what is exported is whole
        }
    }

    private static void print(Draft draft, int cell, String text) {
        draft.outputs(cell).stream("stdout", text);
        draft.good(cell);
    }

    /** What an earlier run left in the file is not lost by one that cannot even begin. */
    @Test
    void whatAnEarlierRunLeftStands() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            on(file, "many 5 4096");
            byte[] before = Files.readAllBytes(file);
            long free = Files.getFileStore(file).getUsableSpace();
            Files.write(disk.getPath("other").toAbsolutePath(), new byte[(int) free - (6 << 10)]);
            RunResult result = NotebookRun.of(
                            ScriptedRun.notebook("many 5 4096"),
                            ScriptedKernel.spec("normal"),
                            file,
                            options.resuming(Notebook.read(file)))
                    .run();
            assertThat(result.outcome()).isEqualTo(Outcome.cannotSave(0, "out.ipynb: out of disk space"));
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    private static List<Path> beside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(requireNonNull(file.getParent()))) {
            return files.toList();
        }
    }

    private static FileSystem disk(long bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(512)
                .setMaxSize(bytes)
                .build());
    }

    private RunResult on(Path file, String... sources) {
        return NotebookRun.of(ScriptedRun.notebook(sources), ScriptedKernel.spec("normal"), file, options)
                .run();
    }
}
