package dev.assay.generation;

/** A catalogue of generators that was read but does not say what it must. */
public final class CatalogueException extends RuntimeException {

    private final int line;

    CatalogueException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
        this.line = line;
    }

    /** The line of the problem, from 1. */
    public int line() {
        return line;
    }
}
