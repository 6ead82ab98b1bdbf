package dev.assay.notebook.run;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a run ended.
 *
 * @param cell the one that ended it, numbered from 1 among all cells of the notebook that was written; 0 where none did
 * @param words for the last line
 */
public record Outcome(Kind kind, int cell, String words) {
    /** In code points, of what an error says. */
    private static final int LONGEST = 200;
    /** In code points, of what is written into a notebook, for which there is room whatever comes. */
    static final int LONGEST_REASON = 500;

    /** What happened. */
    public enum Kind {
        /** Every cell ran, or failed where its tag {@code raises-exception} allows it to. */
        OK("Ok", "ok"),
        /** A cell failed. */
        CELL_FAILED("CellFailed", "failed"),
        /** A cell took longer than it may; it was interrupted. */
        TIMED_OUT("TimedOut", "timed_out"),
        /** All cells together took longer than they may; this one was interrupted. */
        OUT_OF_TIME("OutOfTime", "timed_out"),
        /** The kernel's process ended within a cell. */
        KERNEL_DIED("KernelDied", "kernel_died"),
        /** There was no kernel to run anything. */
        KERNEL_WOULD_NOT_START("KernelWouldNotStart", "kernel_would_not_start"),
        /** The notebook could not be written: a run that nobody can read is not gone on with. */
        CANNOT_SAVE("CannotSave", "cannot_save"),
        /** Whoever started the run wanted its end. */
        INTERRUPTED("Interrupted", "interrupted");

        private final String title;
        private final String status;

        Kind(String title, String status) {
            this.title = title;
            this.status = status;
        }

        /** What it is called as an error in the notebook. */
        String title() {
            return title;
        }
    }

    /** The word for machines. */
    public String status() {
        return kind.status;
    }

    /** Whether all went well. */
    public boolean isOk() {
        return kind == Kind.OK;
    }

    /** Its words as they are written into the notebook, each text of which is rewritten. */
    String reason(UnaryOperator<String> rewriting) {
        return beginning(rewriting.apply(words), LONGEST_REASON);
    }

    /** With its words rewritten. */
    Outcome rewritten(UnaryOperator<String> rewriting) {
        return new Outcome(kind, cell, rewriting.apply(words));
    }

    /**
     * Of a notebook that could not be written at the end either.
     *
     * @param why the file's name and the reason
     */
    Outcome unsaved(String why) {
        return kind == Kind.CANNOT_SAVE ? this : new Outcome(kind, cell, words + "; cannot save " + why);
    }

    static Outcome ok() {
        return new Outcome(Kind.OK, 0, "done");
    }

    /**
     * A cell failed.
     *
     * @param name the error's class
     * @param value its message
     */
    static Outcome cellFailed(int cell, String name, String value) {
        String why = onOneLine(name) + (value.isBlank() ? "" : ": " + onOneLine(value));
        return new Outcome(Kind.CELL_FAILED, cell, "cell " + cell + " failed: " + why);
    }

    static Outcome timedOut(int cell, Duration limit) {
        return new Outcome(Kind.TIMED_OUT, cell, "cell " + cell + " took longer than " + seconds(limit));
    }

    static Outcome outOfTime(int cell, Duration limit) {
        String words = "the run took longer than " + seconds(limit) + ", in cell " + cell;
        return new Outcome(Kind.OUT_OF_TIME, cell, words);
    }

    /**
     * The kernel's process ended.
     *
     * @param exitCode of the process; above 128 the number of a signal and 128
     * @param lastWords what it printed past its cells; empty text if nothing
     */
    static Outcome kernelDied(int cell, int exitCode, String lastWords) {
        String words = "the kernel died in cell " + cell + " with exit code " + exitCode;
        return new Outcome(Kind.KERNEL_DIED, cell, words + (lastWords.isEmpty() ? "" : ": " + lastWords));
    }

    static Outcome kernelWouldNotStart(String why) {
        return new Outcome(Kind.KERNEL_WOULD_NOT_START, 0, why);
    }

    /**
     * The notebook could not be written.
     *
     * @param why the file's name and the reason
     */
    static Outcome cannotSave(int cell, String why) {
        return new Outcome(Kind.CANNOT_SAVE, cell, "cannot save " + why);
    }

    /**
     * Somebody ended it.
     *
     * @param cell 0 before the first
     */
    static Outcome interrupted(int cell) {
        String words = cell == 0 ? "interrupted before the first cell" : "interrupted in cell " + cell;
        return new Outcome(Kind.INTERRUPTED, cell, words);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    /** A compiler's second line is the one that names what it did not find. */
    private static String onOneLine(String text) {
        String line = text.strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("; "))
                .replaceAll("\\s+", " ");
        return beginning(line, LONGEST);
    }

    private static String beginning(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
