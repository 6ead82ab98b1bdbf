package dev.assay.schema;

/**
 * A value that somebody asked for and that cannot be: says what was expected and what was found, and who asked can mend it.
 * A plain {@link IllegalArgumentException} may as well be a fault of ours.
 */
public final class RefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** With a message for who asked. */
    public RefusedException(String message) {
        super(message);
    }

    /** The same about a file, of which the cause tells only what is wrong in it. */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
