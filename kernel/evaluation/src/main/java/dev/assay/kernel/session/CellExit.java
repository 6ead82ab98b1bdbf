package dev.assay.kernel.session;

/** Thrown where a cell's code wanted to end the JVM, which would take the kernel along without a word. */
final class CellExit extends Error {
    private static final long serialVersionUID = 1L;

    CellExit(String call, int status) {
        super("cell called " + call + "(" + status + "): restart the kernel instead");
    }
}
