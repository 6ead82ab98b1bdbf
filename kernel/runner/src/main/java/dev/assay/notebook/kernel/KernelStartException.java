package dev.assay.notebook.kernel;

import java.io.IOException;

/** A kernel that is not there, does not start or does not answer. The message says why, with the last words of its process. */
public final class KernelStartException extends IOException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public KernelStartException(String message) {
        super(message);
    }

    KernelStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
