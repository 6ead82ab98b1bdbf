package dev.assay.source.metadata;

/** A sidecar or manifest that cannot be understood; the message names file and line. */
final class BadMetadata extends Exception {

    BadMetadata(String message) {
        super(message);
    }

    BadMetadata(String message, Throwable cause) {
        super(message, cause);
    }
}
