package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SaverTest {
    @TempDir
    private Path folder;

    private final AtomicInteger saves = new AtomicInteger();

    @Test
    void savesWhatChangedAndNothingElse() throws IOException {
        Saver saver = saver(0);
        saver.saveIfDue();
        saver.saveIfDue();
        assertThat(saves).hasValue(1);
        saver.changed();
        Thread.onSpinWait();
        saver.save();
        assertThat(saves).hasValue(2);
        assertThat(ScriptedRun.texts(Notebook.read(folder.resolve("a.ipynb")), 0))
                .containsExactly("stdout: on");
    }

    /** A hundred cells with a save of 50 ms each would spend their time with saving. */
    @Test
    void slowSavesAreFew() throws IOException {
        Saver saver = saver(50);
        saver.save();
        for (int i = 0; i < 100; i++) {
            saver.changed();
            saver.saveIfDue();
        }
        assertThat(saves).hasValueLessThan(10);
    }

    @Test
    void leavesNothingBeside() throws IOException {
        saver(0).save();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.ipynb"));
        }
    }

    /** Of a cell that has printed; a rewriting is asked once for each text that is saved. */
    private Saver saver(long millis) {
        Draft draft = new Draft(ScriptedRun.notebook("print on"), "", Optional.empty());
        draft.outputs(0).stream("stdout", "on");
        return new Saver(folder.resolve("a.ipynb"), draft, text -> {
            saves.incrementAndGet();
            long end = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return text;
        });
    }
}
