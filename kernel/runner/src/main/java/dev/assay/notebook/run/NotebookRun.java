package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.kernel.KernelSpec;
import dev.assay.notebook.kernel.KernelStartException;
import dev.assay.notebook.kernel.RunningKernel;
import dev.assay.notebook.kernel.StartingKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
 * the outputs they had then, and the values published in these. A cell is good if it went well then, and neither it nor any code before it was changed.
 *
 * <pre>{@code
 * RunResult result = NotebookRun.of(notebook, spec, Path.of("out.ipynb"), RunOptions.in(folder)).run();
 * }</pre>
 */
public final class NotebookRun {
    /** What a file says until the run is over: where this process is killed, it goes on saying it. */
    private static final String RUNNING = "running";

    private final KernelSpec spec;
    private final RunOptions options;
    private final Draft draft;
    private final Published published;
    private final Saver saver;
    private final CellSequence cells;
    private @Nullable StartingKernel starting;
    private boolean ahead;
    private boolean abandoned;
    private UnaryOperator<String> rewriting;

    private NotebookRun(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        this.spec = spec;
        this.options = options;
        this.draft = new Draft(notebook, spec.name() + " " + spec.language(), options.earlier());
        this.rewriting = options.secrets()::scrubbed;
        this.published = new Published(new LogLines(options.log(), rewriting));
        this.saver = new Saver(file, draft, text -> rewriting.apply(text));
        this.cells = new CellSequence(draft, published, saver, options);
    }

    /**
     * Prepares a run.
     *
     * @param file where the notebook is written
     */
    public static NotebookRun of(Notebook notebook, KernelSpec spec, Path file, RunOptions options) {
        return new NotebookRun(notebook, spec, file, options);
    }

    /**
     * Begins to start the kernel, so that {@link #run} finds it ready; {@link #abandon} it if it is not run after all.
     *
     * @param over done when it has answered, or will not
     * @return false if that was begun before, or nobody wants it any more; then {@code over} is never done
     */
    synchronized boolean warm(Runnable over) {
        boolean begun = begin(over);
        ahead |= begun;
        return begun;
    }

    private synchronized boolean begin(Runnable over) {
        if (starting != null || abandoned) {
            return false;
        }
        starting = StartingKernel.begin(options.launcher(), spec, options.folder(), over);
        return true;
    }

    /** Ends a kernel that waits for this run; none is started for it any more. */
    synchronized void abandon() {
        abandoned = true;
        if (starting != null) {
            starting.abandon();
        }
    }

    /** What comes of it if it is not run, since somebody ended all runs; the file stays as it is. */
    RunResult notRun() {
        return new RunResult(saver.notebook(), Outcome.interrupted(0), 0, Map.of(), Duration.ZERO);
    }

    private synchronized StartingKernel kernel() {
        begin(() -> {});
        return Objects.requireNonNull(starting);
    }

    /**
     * Waits for the kernel. That one started ahead died while nobody used it, or did not start beside those that ran, is no
     * outcome of this notebook: it gets another.
     */
    private RunningKernel takeKernel() throws KernelStartException, InterruptedException {
        if (!isAhead()) {
            return kernel().take();
        }
        try {
            RunningKernel waited = kernel().take();
            if (waited.isAlive()) {
                return waited;
            }
            waited.close();
        } catch (KernelStartException e) {
            // in its own turn it may
        }
        synchronized (this) {
            starting = null;
        }
        return kernel().take();
    }

    private synchronized boolean isAhead() {
        return ahead;
    }

    /** Runs it; once. */
    public RunResult run() {
        return run(() -> {});
    }

    /**
     * Runs it; once.
     *
     * @param answered done when its kernel has answered, before the first cell
     */
    RunResult run(Runnable answered) {
        long start = System.nanoTime();
        Instant began = Instant.now();
        Outcome outcome =
                outcome(answered).rewritten(options.secrets()::scrubbed); // a kernel may die with one on its lips
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
        return new RunResult(saver.last(), saved, cells.executed(), values(), took);
    }

    private Outcome save(Outcome outcome, Instant began, Duration took) {
        draft.record(record(outcome, began, took));
        try {
            saver.saveLast();
            return outcome;
        } catch (IOException e) {
            Outcome unsaved = outcome.isOk() ? cells.cannotSave(e) : outcome.unsaved(saver.why(e));
            draft.record(record(unsaved, began, took));
            saver.saveWhatFits();
            return unsaved;
        }
    }

    private Map<String, JsonNode> values() {
        UnaryOperator<String> scrub = options.secrets()::scrubbed;
        Texts texts = new Texts(scrub);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        published.values().forEach((name, value) -> values.put(scrub.apply(name), texts.of(value)));
        return values;
    }

    private Outcome outcome(Runnable answered) {
        try {
            begin(() -> {}); // it starts while the file is written for the first time
            draft.record(JsonNodeFactory.instance.objectNode().put("status", RUNNING));
            saver.save();
            try (RunningKernel kernel = takeKernel()) {
                answered.run();
                draft.describe(kernel, spec);
                return in(kernel);
            }
        } catch (KernelStartException e) {
            return Outcome.kernelWouldNotStart(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return cells.cannotSave(e);
        } catch (InterruptedException e) {
            return Outcome.interrupted(cells.current());
        } finally {
            abandon();
        }
    }

    private Outcome in(RunningKernel kernel) throws IOException, InterruptedException {
        Events events = Events.of(kernel);
        Outcome outcome = cells.run(kernel, events);
        if (outcome.kind() == Outcome.Kind.INTERRUPTED || outcome.kind() == Outcome.Kind.KERNEL_DIED) {
            kernel.kill();
        } else {
            kernel.end();
            cells.takeLast(kernel, events);
        }
        return outcome;
    }

    private ObjectNode record(Outcome outcome, Instant began, Duration took) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("status", outcome.status());
        if (outcome.cell() > 0) {
            record.put("cell", outcome.cell());
        }
        if (!outcome.isOk()) {
            record.put("reason", outcome.reason(rewriting));
        }
        if (options.keepsVolatile()) {
            record.put("started", began.toString()).put("seconds", took.toMillis() / 1000.0);
        }
        return record;
    }
}
