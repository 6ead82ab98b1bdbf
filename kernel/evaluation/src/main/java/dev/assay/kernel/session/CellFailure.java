package dev.assay.kernel.session;

/** Carries how code failed that a cell evaluated, through the code that asked for it. */
public final class CellFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Evaluation.Broken broken;

    public CellFailure(Evaluation.Broken broken) {
        super(broken.failure().name() + ": " + broken.failure().message(), broken.cause());
        this.broken = broken;
    }

    /** The failure as the cell itself would have had it. */
    public Evaluation.Broken broken() {
        return broken;
    }
}
