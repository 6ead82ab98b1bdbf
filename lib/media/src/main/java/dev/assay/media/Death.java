package dev.assay.media;

import dev.assay.source.MediaFacts;

/** How a worker ended before it had answered. */
enum Death {
    /** A fault of native code, or whatever else ends a process from within. */
    CRASHED("expected an answer, found that reading the file crashes the process that reads it"),
    /** Time ran out, and the native code did not notice. */
    HUNG("expected an answer within the time limit, found none"),
    /** The worker's memory passed the limit. */
    GREW("expected a file that can be read within the memory limit, found that it takes more"),
    /** Somebody else stopped it, again and again. */
    STOPPED("expected an answer, found that the process that reads was stopped from outside, several times");

    /** Exit codes by which a worker tells how it ended. */
    static final int HUNG_EXIT = 71;

    static final int GREW_EXIT = 72;
    /** Java's own, with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int HEAP_EXIT = 3;

    /** Killed by signal 9, which native code does not send itself. */
    static final int STOPPED_EXIT = 128 + 9;

    private static final int INTERRUPT = 128 + 2;
    private static final int TERMINATE = 128 + 15;

    private final String reason;

    Death(String reason) {
        this.reason = reason;
    }

    /** The reason that stands in the file's row. */
    String reason() {
        return reason;
    }

    /** The row of the file. A crash and a want of memory come back with the same bytes; the others may not. */
    MediaFacts facts() {
        return this == CRASHED || this == GREW ? MediaFacts.unreadable(reason) : MediaFacts.unreadableNow(reason);
    }

    /** What an exit code says. */
    static Death of(int exit) {
        return switch (exit) {
            case HUNG_EXIT -> HUNG;
            case GREW_EXIT, HEAP_EXIT -> GREW;
            case INTERRUPT, STOPPED_EXIT, TERMINATE -> STOPPED;
            default -> CRASHED;
        };
    }
}
