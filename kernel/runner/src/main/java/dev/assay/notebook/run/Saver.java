package dev.assay.notebook.run;

import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Saves the notebook whenever something changed, but spends no more than a fifth of the time with it: where a save took long, as
 * with a hundred megabytes of outputs, the next one comes four times as long after it.
 */
final class Saver {
    private static final int SHARE = 4;
    private static final Duration AUTOSAVE = Duration.ofSeconds(5);

    private final Path file;
    private final Supplier<Notebook> notebook;
    private long lastEnd = System.nanoTime();
    private long lastTook;
    private boolean changed = true;
    private Notebook last = Notebook.of(Fields.none(), List.of());

    Saver(Path file, Supplier<Notebook> notebook) {
        this.file = file;
        this.notebook = notebook;
    }

    /** What was written last, or should have been. */
    Notebook last() {
        return last;
    }

    /** What the file is called. */
    String name() {
        return String.valueOf(file.getFileName());
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

    void save() throws IOException {
        long start = System.nanoTime();
        last = notebook.get();
        last.write(file);
        lastEnd = System.nanoTime();
        lastTook = lastEnd - start;
        changed = false;
    }
}
