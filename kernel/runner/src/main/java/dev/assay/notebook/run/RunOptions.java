package dev.assay.notebook.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a notebook is run.
 *
 * @param folder where the kernel works
 * @param cellLimit how long a cell may take
 * @param startLimit from the start of the kernel until it answers
 * @param progress told in words which cell begins, and how long it took
 */
public record RunOptions(Path folder, Duration cellLimit, Duration startLimit, Consumer<String> progress) {
    private static final Duration UNLIMITED = Duration.ofDays(10_000);

    /** In a folder; a minute to start, no other limits, nobody told. */
    public static RunOptions in(Path folder) {
        return new RunOptions(folder, UNLIMITED, Duration.ofMinutes(1), words -> {});
    }

    /** With a limit for each cell. */
    public RunOptions withCellLimit(Duration limit) {
        return new RunOptions(folder, limit, startLimit, progress);
    }

    /** With somebody told. */
    public RunOptions withProgress(Consumer<String> listener) {
        return new RunOptions(folder, cellLimit, startLimit, listener);
    }
}
