package dev.assay.kernel.session;

/** Thrown inside a cell that was interrupted; an error, so that {@code catch (Exception e)} does not swallow it. */
final class CellStopped extends Error {
    private static final long serialVersionUID = 1L;

    CellStopped() {
        super("the cell was interrupted", null, false, false);
    }
}
