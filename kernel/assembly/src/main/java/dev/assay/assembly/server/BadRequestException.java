package dev.assay.assembly.server;

/** A signed message whose content is not what its type asks for. */
final class BadRequestException extends Exception {
    BadRequestException(String message) {
        super(message);
    }
}
