package dev.assay.notebook.run;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Output;
import dev.assay.notebook.kernel.RunningKernel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The cells of a notebook in one kernel, from the first to the one that ends the run, and what the draft says of each. */
final class CellSequence {
    private final Draft draft;
    private final Published published;
    private final Saver saver;
    private final RunOptions options;
    private final Progress progress;
    private int executed;
    private int current;

    CellSequence(Draft draft, Published published, Saver saver, RunOptions options) {
        this.draft = draft;
        this.published = published;
        this.saver = saver;
        this.options = options;
        this.progress = new Progress(options.progress());
    }

    /** How many were executed. */
    int executed() {
        return executed;
    }

    /** The one that runs, or ran last, counted from 1; 0 before the first. */
    int current() {
        return current;
    }

    /** How they ended; an interrupt or a failing save of the moments between two cells is thrown. */
    Outcome run(RunningKernel kernel, Events events) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.totalLimit().toNanos();
        int secretsAt = options.secrets().isEmpty() ? -1 : behindParameters();
        for (int i = 0; i < draft.cells().size(); i++) {
            if (i == secretsAt) {
                new SilentCell(options.secrets().code(kernel.spec().language())).run(kernel);
            }
            if (Draft.runs(draft.cells().get(i))) {
                current = i + 1;
                Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
                Outcome outcome = one(i, execution(kernel, events), left);
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

    /**
     * The notebook could not be saved.
     *
     * @return of the first cell that does not stand in the file as it is, since it may be the one that filled the disk
     */
    Outcome cannotSave(IOException e) {
        int first = draft.firstUnsaved().orElse(current - 1);
        Outcome outcome = Outcome.cannotSave(first + 1, saver.why(e));
        if (first >= 0) {
            draft.bad(first);
            mark(first, outcome);
        }
        return outcome;
    }

    /** Threads that cells left behind may have printed until the kernel's end. */
    void takeLast(RunningKernel kernel, Events events) throws InterruptedException {
        execution(kernel, events).takeLast();
    }

    private CellExecution execution(RunningKernel kernel, Events events) {
        return new CellExecution(kernel, events, published, saver, progress);
    }
}
