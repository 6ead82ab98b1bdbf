package dev.assay.cli;

/** What an exit code says; see the contract in the README. */
public final class Exit {

    /** Done; the verdict is FEASIBLE or WITH RESERVATIONS. */
    public static final int DONE = 0;
    /** Our failure. */
    public static final int FAILURE = 1;
    /** Wrong usage; a root, plan or inventory that cannot be read. */
    public static final int USAGE = 2;
    /** The answer is no. */
    public static final int NO = 3;

    private Exit() {}
}
