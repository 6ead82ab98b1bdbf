package dev.assay.jupyter;

/** What arrived is no message, or nobody who knows the key sent it. */
final class MalformedMessageException extends Exception {
    MalformedMessageException(String message) {
        super(message);
    }
}
