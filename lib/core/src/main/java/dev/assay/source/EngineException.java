package dev.assay.source;

/** The engine that reads media cannot work, whatever the file: its processes do not start, its libraries are missing. */
public final class EngineException extends RuntimeException {

    public EngineException(String message) {
        super(message);
    }
}
