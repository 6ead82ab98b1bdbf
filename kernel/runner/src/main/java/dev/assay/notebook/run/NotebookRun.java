package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import dev.assay.notebook.kernel.KernelLauncher;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelStartException;
import dev.assay.notebook.kernel.RunningKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Runs a notebook from its first cell to its last in a new kernel. The file is written before and after each cell and at the end
 * however that comes about, so that it always says how far the run came. Old outputs are removed first, but of cells tagged
 * {@code skip-execution}; a failing cell ends the run unless it is tagged {@code raises-exception}.
 *
 * <pre>{@code
 * RunResult result = NotebookRun.of(notebook, spec, Path.of("out.ipynb"), RunOptions.in(folder)).run();
 * }</pre>
 */
public final class NotebookRun {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final KernelSpec spec;
    private final RunOptions options;
    private final List<Cell> cells;
    private final List<CellOutputs> outputs = new ArrayList<>();
    private final Published published = new Published();
    private final Saver saver;
    private Notebook frame;
    private int executed;
    private int current;

    private NotebookRun(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        this.spec = spec;
        this.options = options;
        this.cells = notebook.cells();
        this.frame = notebook.withMetadata(notebook.metadata().without("assay"));
        cells.forEach(cell -> outputs.add(new CellOutputs()));
        this.saver = new Saver(file, this::notebook);
    }

    /**
     * Prepares a run.
     *
     * @param file where the notebook is written
     */
    public static NotebookRun of(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        return new NotebookRun(notebook, spec, file, options);
    }

    /** Runs it; once. */
    public RunResult run() {
        long start = System.nanoTime();
        Outcome outcome = outcome();
        frame = frame.withMetadata(frame.metadata().with("assay", record(outcome)));
        boolean interrupted = Thread.interrupted(); // else the file could not be written
        try {
            saver.save();
        } catch (IOException e) {
            outcome = outcome instanceof Outcome.Ok ? new Outcome.CannotSave(current, reason(e)) : outcome;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new RunResult(notebook(), outcome, executed, published.values(), took);
    }

    private Outcome outcome() {
        try {
            saver.save();
            try (RunningKernel kernel = new KernelLauncher(options.startLimit()).start(spec, options.folder())) {
                describe(kernel);
                return each(kernel, Events.of(kernel));
            }
        } catch (KernelStartException e) {
            return new Outcome.KernelWouldNotStart(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome.CannotSave(current, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted(current);
        }
    }

    /** What the file says about the kernel: what the kernel says about itself. */
    private void describe(RunningKernel kernel) {
        Fields metadata = frame.metadata();
        if (kernel.info().path("language_info") instanceof ObjectNode language) {
            metadata = metadata.with("language_info", language);
        }
        if (!metadata.has("kernelspec")) {
            metadata = metadata.with(
                    "kernelspec",
                    NODES.objectNode()
                            .put("display_name", spec.displayName())
                            .put("language", spec.language())
                            .put("name", spec.name()));
        }
        frame = frame.withMetadata(metadata);
    }

    private Outcome each(RunningKernel kernel, Events events) throws IOException, InterruptedException {
        for (int i = 0; i < cells.size(); i++) {
            if (runs(cells.get(i))) {
                current = i + 1;
                Outcome outcome = one(i, new CellExecution(kernel, events, published, saver));
                if (!(outcome instanceof Outcome.Ok)) {
                    mark(i, outcome);
                    return outcome;
                }
            }
        }
        return new Outcome.Ok();
    }

    private Outcome one(int i, CellExecution execution) throws IOException, InterruptedException {
        saver.saveIfDue();
        String title = "cell " + (i + 1) + "/" + cells.size() + "  " + Titles.of(cells, i);
        options.progress().accept(title);
        long start = System.nanoTime();
        CellOutputs cell = outputs.get(i);
        executed++;
        Outcome outcome = execution.run(i + 1, cells.get(i).source(), cell, options.cellLimit());
        options.progress().accept(String.format(Locale.ROOT, "%s  %.1f s", title, (System.nanoTime() - start) / 1e9));
        saver.changed();
        saver.saveIfDue();
        boolean failed = execution.replied("error");
        boolean mayFail = cells.get(i).tags().contains("raises-exception");
        return outcome instanceof Outcome.Ok && failed && !mayFail ? failed(i + 1, cell) : outcome;
    }

    private static Outcome failed(int number, CellOutputs cell) {
        return cell.failure()
                .<Outcome>map(failure -> new Outcome.CellFailed(number, failure.name(), failure.value()))
                .orElseGet(() -> new Outcome.CellFailed(number, "the kernel said so", "without an error"));
    }

    /** What no kernel can say about itself stands in the cell, too, for whoever opens the notebook. */
    private void mark(int i, Outcome outcome) {
        if (outcome instanceof Outcome.TimedOut || outcome instanceof Outcome.KernelDied) {
            String name = outcome.getClass().getSimpleName();
            outputs.get(i).add(new Output.Failure(name, outcome.words(), List.of(name + ": " + outcome.words())));
        }
    }

    private static ObjectNode record(Outcome outcome) {
        ObjectNode record = NODES.objectNode().put("status", outcome.status());
        if (outcome.cell() > 0) {
            record.put("cell", outcome.cell()).put("reason", outcome.words());
        }
        return NODES.objectNode().set("run", record);
    }

    private static boolean runs(Cell cell) {
        return cell instanceof Cell.Code && !cell.source().isBlank() && !isSkipped(cell);
    }

    private static boolean isSkipped(Cell cell) {
        return cell.tags().contains("skip-execution");
    }

    private Notebook notebook() {
        List<Cell> now = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            now.add(
                    cells.get(i) instanceof Cell.Code code && !isSkipped(code)
                            ? code.withResult(count(i), outputs.get(i).outputs())
                            : cells.get(i));
        }
        return frame.withCells(now);
    }

    private OptionalInt count(int i) {
        return outputs.get(i).count();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
