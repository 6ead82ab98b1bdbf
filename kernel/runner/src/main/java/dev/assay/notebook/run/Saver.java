package dev.assay.notebook.run;

import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Unwritable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Saves the notebook whenever something changed, but spends no more than a fifth of the time with it: where a save took long, as
 * with a hundred megabytes of outputs, the next one comes four times as long after it.
 */
final class Saver {
    private static final int SHARE = 4;
    private static final Duration AUTOSAVE = Duration.ofSeconds(5);

    private final Path file;
    private final Draft draft;
    private final UnaryOperator<String> rewriting;
    private long lastEnd = System.nanoTime();
    private long lastTook;
    private boolean changed = true;
    private Notebook last = Notebook.of(Fields.none(), List.of());
    private @Nullable Notebook held;

    /** @param rewriting of every text that is saved */
    Saver(Path file, Draft draft, UnaryOperator<String> rewriting) {
        this.file = file;
        this.draft = draft;
        this.rewriting = rewriting;
    }

    /** As it is now, saved or not. */
    Notebook notebook() {
        return draft.notebook(rewriting);
    }

    /** What was written last, or should have been. */
    Notebook last() {
        return last;
    }

    void changed() {
        changed = true;
    }

    /** At the border of a cell. */
    void saveIfDue() throws IOException {
        if (changed && System.nanoTime() - lastEnd >= SHARE * lastTook) {
            save();
        }
    }

    /** Within a cell. */
    void autosave() throws IOException {
        if (System.nanoTime() - lastEnd >= AUTOSAVE.toNanos()) {
            saveIfDue();
        }
    }

    /** With room for how the run ends. */
    void save() throws IOException {
        save(SpareRoom::save);
    }

    /** For good. */
    void saveLast() throws IOException {
        save((to, notebook) -> notebook.write(to));
    }

    private interface Way {
        void save(Path file, Notebook notebook) throws IOException;
    }

    private void save(Way way) throws IOException {
        long start = System.nanoTime();
        last = notebook();
        way.save(file, last);
        held = last.withCells(List.of());
        draft.saved();
        lastEnd = System.nanoTime();
        lastTook = lastEnd - start;
        changed = false;
    }

    /**
     * Where there is no room for all, writes what the file held before and how the run ended, so that it says what became of the
     * rest; {@link #last} is whole. If that has no room either, how the run ended is written into the file as it is.
     */
    void saveWhatFits() {
        last = notebook();
        draft.backToSaved();
        Notebook fits = notebook();
        try {
            fits.write(file);
        } catch (IOException e) {
            saveInPlace(fits);
        }
    }

    private void saveInPlace(Notebook fits) {
        try {
            if (held != null) {
                SpareRoom.write(file, held, fits);
            }
        } catch (IOException e) {
            return; // what was saved before stands
        }
    }

    /** The file's name and the reason. Its name alone: what is written into a notebook is to be the same on every machine. */
    String why(IOException e) {
        return file.getFileName() + ": " + Unwritable.words(e);
    }
}
