package dev.assay.notebook.run;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Saves the notebook whenever something changed, but spends no more than a fifth of the time with it: where a save took long, as
 * with a hundred megabytes of outputs, the next one comes four times as long after it.
 */
final class Saver {
    private static final int SHARE = 4;
    private static final Duration AUTOSAVE = Duration.ofSeconds(5);

    private static final Output NO_ROOM =
            new Output.Stream("stderr", "[what the cell showed had no room, and is not kept]\n");

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

    /**
     * Writes it without what one cell showed, but for how it failed, where all of it has no room; {@link #last} is whole.
     *
     * @param cell counted from 0
     */
    void saveWithout(int cell) throws IOException {
        last = notebook.get();
        List<Cell> cells = new ArrayList<>(last.cells());
        if (cells.get(cell) instanceof Cell.Code code) {
            List<Output> kept = new ArrayList<>(List.of(NO_ROOM));
            code.outputs().stream().filter(Output.Failure.class::isInstance).forEach(kept::add);
            cells.set(cell, code.withResult(code.executionCount(), kept));
        }
        last.withCells(cells).write(file);
    }
}
