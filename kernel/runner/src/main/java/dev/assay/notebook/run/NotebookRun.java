package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelStartException;
import dev.assay.notebook.kernel.RunningKernel;
import dev.assay.notebook.kernel.StartingKernel;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a notebook from its first cell to its last in a new kernel. The file is written before and after each cell and at the end
 * however that comes about, so that it always says how far the run came. Old outputs are removed first, but of cells tagged
 * {@code skip-execution}; a failing cell ends the run unless it is tagged {@code raises-exception}. Cells tagged
 * {@code remove_cell}, {@code remove_input} or {@code remove_output} are run and kept: those tags speak of exports.
 *
 * <p>A run that goes on from an earlier one executes its good cells again, since what they did to the kernel is gone, but keeps
 * the outputs they had then. A cell is good if it went well then, and neither it nor any code before it was changed.
 *
 * <pre>{@code
 * RunResult result = NotebookRun.of(notebook, spec, Path.of("out.ipynb"), RunOptions.in(folder)).run();
 * }</pre>
 */
public final class NotebookRun {
    private final KernelSpec spec;
    private final RunOptions options;
    private final Draft draft;
    private final Published published;
    private final Saver saver;
    private final Progress progress;
    private @Nullable StartingKernel starting;
    private boolean abandoned;
    private UnaryOperator<String> rewriting;
    private int executed;
    private int current;

    private NotebookRun(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        this.spec = spec;
        this.options = options;
        this.draft = new Draft(notebook, spec.name() + " " + spec.language(), options.earlier());
        this.rewriting = options.secrets()::scrubbed;
        this.published = new Published(new LogLines(options.log(), rewriting));
        this.progress = new Progress(options.progress());
        this.saver = new Saver(file, () -> draft.notebook(rewriting));
    }

    /**
     * Prepares a run.
     *
     * @param file where the notebook is written
     */
    public static NotebookRun of(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        return new NotebookRun(notebook, spec, file, options);
    }

    /** Begins to start the kernel, so that {@link #run} finds it ready; {@link #abandon} it if it is not run after all. */
    public synchronized void warm() {
        if (starting == null && !abandoned) {
            starting = StartingKernel.begin(options.launcher(), spec, options.folder());
        }
    }

    /** Ends a kernel that waits for this run; none is started for it any more. */
    public synchronized void abandon() {
        abandoned = true;
        if (starting != null) {
            starting.abandon();
        }
    }

    /** What comes of it if it is not run, since somebody ended all runs; the file stays as it is. */
    RunResult notRun() {
        return new RunResult(draft.notebook(rewriting), Outcome.interrupted(0), 0, Map.of(), Duration.ZERO);
    }

    private synchronized StartingKernel kernel() {
        warm();
        return Objects.requireNonNull(starting);
    }

    /** Runs it; once. */
    public RunResult run() {
        long start = System.nanoTime();
        Instant began = Instant.now();
        Outcome outcome = outcome().rewritten(options.secrets()::scrubbed); // a kernel may die with one on its lips
        boolean interrupted =
                Thread.interrupted() || outcome.kind() == Outcome.Kind.INTERRUPTED; // else nothing is written
        if (!options.keepsVolatile()) {
            ScrubRule rule =
                    new ScrubRule(began, Instant.now(), Path.of(System.getProperty("java.io.tmpdir")), draft::says);
            rewriting = text -> rule.scrubbed(options.secrets().scrubbed(text));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Outcome saved = save(outcome, began, took);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new RunResult(saver.last(), saved, executed, values(), took);
    }

    private Outcome save(Outcome outcome, Instant began, Duration took) {
        draft.ended(record(outcome, began, took));
        try {
            saver.save();
            return outcome;
        } catch (IOException e) {
            Outcome unsaved = outcome.isOk() ? cannotSave(e) : outcome.unsaved(reason(e));
            draft.ended(record(unsaved, began, took));
            saveWithoutTheLast();
            return unsaved;
        }
    }

    /** What the cell showed that ended the run may be what has no room. */
    private void saveWithoutTheLast() {
        try {
            if (current > 0) {
                saver.saveWithout(current - 1);
            }
        } catch (IOException e) {
            return; // nothing has room: what was saved before stands
        }
    }

    private Outcome cannotSave(IOException e) {
        Outcome outcome = Outcome.cannotSave(current, reason(e));
        if (current > 0) {
            draft.bad(current - 1);
            mark(current - 1, outcome);
        }
        return outcome;
    }

    private Map<String, JsonNode> values() {
        Texts texts = new Texts(options.secrets()::scrubbed);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        published.values().forEach((name, value) -> values.put(name, texts.of(value)));
        return values;
    }

    private Outcome outcome() {
        try {
            warm(); // it starts while the file is written for the first time
            saver.save();
            try (RunningKernel kernel = kernel().take()) {
                draft.describe(kernel, spec);
                return with(kernel, Events.of(kernel));
            }
        } catch (KernelStartException e) {
            return Outcome.kernelWouldNotStart(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return cannotSave(e);
        } catch (InterruptedException e) {
            return Outcome.interrupted(current);
        } finally {
            abandon();
        }
    }

    private Outcome with(RunningKernel kernel, Events events) throws IOException, InterruptedException {
        Outcome outcome = each(kernel, events);
        if (outcome.kind() == Outcome.Kind.INTERRUPTED || outcome.kind() == Outcome.Kind.KERNEL_DIED) {
            kernel.kill();
        } else {
            kernel.end();
            // Threads that cells left behind may have printed until now.
            new CellExecution(kernel, events, published, saver, progress).takeLast();
        }
        return outcome;
    }

    private Outcome each(RunningKernel kernel, Events events) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.totalLimit().toNanos();
        int secretsAt = options.secrets().isEmpty() ? -1 : behindParameters();
        for (int i = 0; i < draft.cells().size(); i++) {
            if (i == secretsAt) {
                new SilentCell(options.secrets().code(spec.language())).run(kernel);
            }
            if (Draft.runs(draft.cells().get(i))) {
                current = i + 1;
                Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
                Outcome outcome = one(i, new CellExecution(kernel, events, published, saver, progress), left);
                if (!outcome.isOk()) {
                    mark(i, outcome);
                    return outcome;
                }
            }
        }
        return Outcome.ok();
    }

    /** Where a value that a cell gives a variable first has been given. */
    private int behindParameters() {
        int behind = 0;
        for (int i = 0; i < draft.cells().size(); i++) {
            List<String> tags = draft.cells().get(i).tags();
            if (tags.contains("parameters") || tags.contains("injected-parameters")) {
                behind = i + 1;
            }
        }
        return behind;
    }

    private Outcome one(int i, CellExecution execution, Duration left) throws IOException, InterruptedException {
        saver.saveIfDue();
        Cell cell = draft.cells().get(i);
        progress.begin("cell " + (i + 1) + "/" + draft.cells().size() + "  " + Titles.of(draft.cells(), i));
        executed++;
        CellOutputs outputs = draft.outputs(i);
        boolean last = left.compareTo(options.cellLimit()) < 0;
        Outcome outcome = execution.run(i + 1, cell.source(), outputs, last ? left : options.cellLimit());
        if (outcome.kind() == Outcome.Kind.TIMED_OUT && last) {
            outcome = Outcome.outOfTime(i + 1, options.totalLimit());
        } else if (outcome.isOk() && execution.replied("error") && !mayFail(cell)) {
            outcome = failed(i + 1, outputs);
        }
        note(i, outcome);
        return outcome;
    }

    private static boolean mayFail(Cell cell) {
        return cell.tags().contains("raises-exception");
    }

    private void note(int i, Outcome outcome) throws IOException {
        boolean good = outcome.isOk();
        if (good) {
            draft.good(i);
        } else {
            draft.bad(i);
        }
        progress.end(good ? (draft.isKept(i) ? "again" : "") : outcome.status().replace('_', ' '));
        saver.changed();
        if (good) { // else the run ends in a save, and where that fails, too, both are told
            saver.saveIfDue();
        }
    }

    private Outcome failed(int number, CellOutputs cell) {
        UnaryOperator<String> scrub = options.secrets()::scrubbed;
        return cell.failure()
                .map(failure -> Outcome.cellFailed(number, scrub.apply(failure.name()), scrub.apply(failure.value())))
                .orElseGet(() -> Outcome.cellFailed(number, "the kernel said so", "without an error"));
    }

    /** What no kernel can say about itself stands in the cell, too, for whoever opens the notebook. */
    private void mark(int i, Outcome outcome) {
        if (outcome.kind() != Outcome.Kind.CELL_FAILED) {
            String name = outcome.kind().title();
            draft.outputs(i).add(new Output.Failure(name, outcome.words(), List.of(name + ": " + outcome.words())));
        }
    }

    private ObjectNode record(Outcome outcome, Instant began, Duration took) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("status", outcome.status());
        if (outcome.cell() > 0) {
            record.put("cell", outcome.cell()).put("reason", rewriting.apply(outcome.words()));
        }
        if (options.keepsVolatile()) {
            record.put("started", began.toString()).put("seconds", took.toMillis() / 1000.0);
        }
        return record;
    }

    /** Of the file its name alone: what is written into a notebook is to be the same on every machine. */
    private String reason(IOException e) {
        String why = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return saver.name() + ": " + (why == null ? e.getClass().getSimpleName() : why);
    }
}
