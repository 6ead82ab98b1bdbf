package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.cell;
import static dev.assay.notebook.run.ScriptedRun.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.assay.notebook.ScriptedKernel;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(result.outcome().words()).isEqualTo("cannot save out.ipynb: a file is in the way");
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
    void whereNothingHasRoomWhatWasSavedStandsAndTheFileSaysWhy() throws IOException {
        try (FileSystem disk = disk(14 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            String wide = "print on\n" + "file /nowhere\n".repeat(250);
            RunResult result = on(file, wide);
            assertThat(result.outcome()).isEqualTo(Outcome.cannotSave(1, "out.ipynb: out of disk space"));
            assertThat(texts(Notebook.read(file), 0)).isEmpty();
            assertThat(status(file)).isEqualTo("cannot_save");
            assertThat(beside(file)).containsExactly(file);
        }
    }

    /** To the last byte, while a notebook runs: the file has room of its own for how the run ended, and for nothing else. */
    @Test
    void whereOthersFillTheDiskTheFileSaysSoInPlace() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            byte[][] running = new byte[1][];
            RunResult result = beginning(file, "print on", "print more").run(() -> {
                running[0] = bytes(file);
                fill(disk);
            });
            assertThat(result.outcome()).isEqualTo(Outcome.cannotSave(1, "out.ipynb: out of disk space"));
            Fields run = Notebook.read(file).metadata().object("assay").object("run");
            assertThat(run.text("status")).isEqualTo("cannot_save");
            assertThat(run.text("reason")).isEqualTo("cannot save out.ipynb: out of disk space");
            assertThat(run.get("cell").intValue()).isEqualTo(1);
            assertThat(bytes(file)).hasSameSizeAs(running[0]);
            assertThat(texts(Notebook.read(file), 0)).isEmpty();

            Files.delete(disk.getPath("filler").toAbsolutePath());
            assertThat(on(file, "print on", "print more").outcome().isOk()).isTrue();
            assertThat(new String(bytes(file), UTF_8)).endsWith("}\n").doesNotContain("  \n");
        }
    }

    @Test
    void whatSomebodyElseWroteMeanwhileStands() throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            byte[][] others = new byte[1][];
            RunResult result = beginning(file, "print on").run(() -> {
                others[0] = new String(bytes(file), UTF_8)
                        .replace("\"running\"", "\"theirs!\"")
                        .getBytes(UTF_8);
                write(file, others[0]);
                fill(disk);
            });
            assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CANNOT_SAVE);
            assertThat(bytes(file)).isEqualTo(others[0]);
        }
    }

    /** Whatever stands behind what is said of the run stays where it is. */
    @Test
    void moreMetadataTakeNoneOfTheRoom() throws IOException {
        try (FileSystem disk = disk(256 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            Notebook notebook = ScriptedRun.notebook("print on");
            Fields wide = notebook.metadata()
                    .with("Aä", TextNode.valueOf("\n  \"run\": {"))
                    .with("zz", TextNode.valueOf("x".repeat(100_000)));
            NotebookRun run = NotebookRun.of(notebook.withMetadata(wide), ScriptedKernel.spec("normal"), file, options);
            assertThat(run.run(() -> fill(disk)).outcome().kind()).isEqualTo(Outcome.Kind.CANNOT_SAVE);
            assertThat(status(file)).isEqualTo("cannot_save");
            assertThat(Notebook.read(file).metadata().without("assay")).isEqualTo(wide);
        }
    }

    /** An error's name and a kernel's last words may be as long as they like. */
    @ParameterizedTest
    @ValueSource(strings = {"fail %s text", "fail Broken %s"})
    void longReasonsHaveRoom(String source) throws IOException {
        try (FileSystem disk = disk(64 << 10)) {
            Path file = disk.getPath("out.ipynb").toAbsolutePath();
            RunResult result =
                    beginning(file, source.formatted("\u0001E".repeat(2500))).run(() -> fill(disk));
            assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.CELL_FAILED);
            assertThat(status(file)).isEqualTo("failed");
        }
        assertThat(new Outcome(Outcome.Kind.KERNEL_DIED, 1, "\u0001".repeat(9000)).reason(text -> text))
                .hasSize(Outcome.LONGEST_REASON + 1);
    }

    private static String status(Path file) throws IOException {
        return Notebook.read(file).metadata().object("assay").object("run").text("status");
    }

    private static void fill(FileSystem disk) {
        Path filler = disk.getPath("filler").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > 0) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return beginning(file, sources).run();
    }

    private NotebookRun beginning(Path file, String... sources) {
        return NotebookRun.of(ScriptedRun.notebook(sources), ScriptedKernel.spec("normal"), file, options);
    }
}
