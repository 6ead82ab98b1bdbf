package dev.assay.media;

import dev.assay.source.MediaFacts;
import java.io.IOException;

/** A file, or a part of it, that cannot be read; the message says what was expected and what was found. */
final class UnreadableException extends IOException {

    private final String reason;
    private final boolean lasting;

    UnreadableException(String reason) {
        this(reason, true);
    }

    private UnreadableException(String reason, boolean lasting) {
        super(reason);
        this.reason = reason;
        this.lasting = lasting;
    }

    /** What the file's bytes are not to blame for: another try may end otherwise. */
    static UnreadableException now(String reason) {
        return new UnreadableException(reason, false);
    }

    /** The row of a file that could not be read. */
    MediaFacts facts() {
        return lasting ? MediaFacts.unreadable(reason) : MediaFacts.unreadableNow(reason);
    }

    /** The message, which is always there. */
    String reason() {
        return reason;
    }
}
