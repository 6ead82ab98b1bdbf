package dev.assay.notebook.run;

import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.kernel.KernelLauncher;
import dev.assay.notebook.parameter.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a notebook is run.
 *
 * @param folder where the kernel works
 * @param launcher starts the kernel; one for all runs of a process, so that no two get the same ports
 * @param cellLimit how long a cell may take
 * @param totalLimit how long all cells may take together
 * @param earlier what the run before left, to go on from its last good cell; empty to begin anew
 * @param secrets given to the kernel and scrubbed from all it says
 * @param keepsVolatile whether what differs from run to run stays as it is, see {@link ScrubRule}
 * @param progress told in words which cell is over and how long it took
 * @param log told what cells print, line by line
 */
public record RunOptions(
        Path folder,
        KernelLauncher launcher,
        Duration cellLimit,
        Duration totalLimit,
        Optional<Notebook> earlier,
        Secrets secrets,
        boolean keepsVolatile,
        Consumer<String> progress,
        Consumer<String> log) {
    private static final Duration UNLIMITED = Duration.ofDays(10_000);

    /** In a folder; a minute for the kernel to start, no other limits, nobody told. */
    public static RunOptions in(Path folder) {
        return new RunOptions(
                folder,
                new KernelLauncher(Duration.ofMinutes(1)),
                UNLIMITED,
                UNLIMITED,
                Optional.empty(),
                Secrets.none(),
                false,
                words -> {},
                line -> {});
    }

    /** With somebody else who starts kernels. */
    public RunOptions withLauncher(KernelLauncher other) {
        return new RunOptions(folder, other, cellLimit, totalLimit, earlier, secrets, keepsVolatile, progress, log);
    }

    /** With a limit for each cell. */
    public RunOptions withCellLimit(Duration limit) {
        return new RunOptions(folder, launcher, limit, totalLimit, earlier, secrets, keepsVolatile, progress, log);
    }

    /** With a limit for all cells together. */
    public RunOptions withTotalLimit(Duration limit) {
        return new RunOptions(folder, launcher, cellLimit, limit, earlier, secrets, keepsVolatile, progress, log);
    }

    /** Going on after the last good cell of a run before. */
    public RunOptions resuming(Notebook before) {
        return new RunOptions(
                folder, launcher, cellLimit, totalLimit, Optional.of(before), secrets, keepsVolatile, progress, log);
    }

    /** With secrets. */
    public RunOptions withSecrets(Secrets others) {
        return new RunOptions(folder, launcher, cellLimit, totalLimit, earlier, others, keepsVolatile, progress, log);
    }

    /** With outputs as they come. */
    public RunOptions keepingVolatile() {
        return new RunOptions(folder, launcher, cellLimit, totalLimit, earlier, secrets, true, progress, log);
    }

    /** With somebody told how far the run is. */
    public RunOptions withProgress(Consumer<String> listener) {
        return new RunOptions(folder, launcher, cellLimit, totalLimit, earlier, secrets, keepsVolatile, listener, log);
    }

    /** With somebody told what cells print. */
    public RunOptions withLog(Consumer<String> listener) {
        return new RunOptions(
                folder, launcher, cellLimit, totalLimit, earlier, secrets, keepsVolatile, progress, listener);
    }
}
