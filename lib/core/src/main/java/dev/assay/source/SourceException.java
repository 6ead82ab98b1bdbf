package dev.assay.source;

/**
 * What a user named cannot be used: a root that is no folder, two roots with one name, a rules or overrides file that
 * does not say what it should. The message says what was expected, what was found, and where.
 */
public final class SourceException extends RuntimeException {

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
