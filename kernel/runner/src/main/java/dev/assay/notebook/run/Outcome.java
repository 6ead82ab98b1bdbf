package dev.assay.notebook.run;

import java.time.Duration;
import java.util.stream.Collectors;

/** How a run ended. Cells are numbered from 1, among all cells of the notebook that was written. */
public sealed interface Outcome {
    /** In code points, of what an error says. */
    int LONGEST = 200;

    /** In words, for the last line. */
    String words();

    /** The word for machines. */
    String status();

    /** The number of the cell that ended the run; 0 where none did. */
    default int cell() {
        return 0;
    }

    /** Every cell ran, or failed where its tag {@code raises-exception} allows it to. */
    record Ok() implements Outcome {
        @Override
        public String words() {
            return "done";
        }

        @Override
        public String status() {
            return "ok";
        }
    }

    /**
     * A cell failed.
     *
     * @param name the error's class
     * @param value its message
     */
    record CellFailed(int cell, String name, String value) implements Outcome {
        @Override
        public String words() {
            return "cell " + cell + " failed: " + name + (value.isBlank() ? "" : ": " + onOneLine(value));
        }

        @Override
        public String status() {
            return "failed";
        }
    }

    /** A cell took longer than it may; it was interrupted. */
    record TimedOut(int cell, Duration limit) implements Outcome {
        @Override
        public String words() {
            return "cell " + cell + " took longer than " + limit.toMillis() / 1000.0 + " s";
        }

        @Override
        public String status() {
            return "timed_out";
        }
    }

    /** All cells together took longer than they may; this one was interrupted. */
    record OutOfTime(int cell, Duration limit) implements Outcome {
        @Override
        public String words() {
            return "the run took longer than " + limit.toMillis() / 1000.0 + " s, in cell " + cell;
        }

        @Override
        public String status() {
            return "timed_out";
        }
    }

    /**
     * The kernel's process ended within a cell.
     *
     * @param exitCode of the process; above 128 the number of a signal and 128
     * @param lastWords what it printed past its cells; empty text if nothing
     */
    record KernelDied(int cell, int exitCode, String lastWords) implements Outcome {
        @Override
        public String words() {
            return "the kernel died in cell " + cell + " with exit code " + exitCode
                    + (lastWords.isEmpty() ? "" : ": " + lastWords);
        }

        @Override
        public String status() {
            return "kernel_died";
        }
    }

    /** There was no kernel to run anything. */
    record KernelWouldNotStart(String why) implements Outcome {
        @Override
        public String words() {
            return why;
        }

        @Override
        public String status() {
            return "kernel_would_not_start";
        }
    }

    /**
     * The notebook could not be written: a run that nobody can read is not gone on with.
     *
     * @param why the file's name and the reason
     */
    record CannotSave(int cell, String why) implements Outcome {
        @Override
        public String words() {
            return "cannot save " + why;
        }

        @Override
        public String status() {
            return "cannot_save";
        }
    }

    /** Whoever started the run wanted its end. */
    record Interrupted(int cell) implements Outcome {
        @Override
        public String words() {
            return cell == 0 ? "interrupted before the first cell" : "interrupted in cell " + cell;
        }

        @Override
        public String status() {
            return "interrupted";
        }
    }

    /** A compiler's second line is the one that names what it did not find. */
    private static String onOneLine(String text) {
        String line = text.strip()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("; "))
                .replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
