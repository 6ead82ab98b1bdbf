package dev.assay.kernel.maven;

/** It could not be resolved; the message says what, from where, and why, for the person who asked. */
public final class MavenFailure extends Exception {
    MavenFailure(String message) {
        super(message);
    }

    MavenFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
