package dev.assay.kernel.magic;

/** A magic was misused, or could not do what it was asked; the message is for the person before the notebook. */
public final class MagicError extends RuntimeException {
    private final int line;

    /** Without a place: whoever ran the magic knows it. */
    public MagicError(String message) {
        this(message, 0);
    }

    /** @param line of the cell, from 1; 0 where only the caller knows it */
    public MagicError(String message, int line) {
        super(message);
        this.line = line;
    }

    public MagicError(String message, Throwable cause) {
        super(message, cause);
        this.line = 0;
    }

    /** The line of the cell, from 1, or 0 for the line of the magic that was run. */
    public int line() {
        return line;
    }
}
