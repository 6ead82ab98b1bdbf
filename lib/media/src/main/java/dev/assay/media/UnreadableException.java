package dev.assay.media;

import java.io.IOException;

/** A file, or a part of it, that cannot be read; the message says what was expected and what was found. */
final class UnreadableException extends IOException {

    private final String reason;

    UnreadableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message, which is always there. */
    String reason() {
        return reason;
    }
}
