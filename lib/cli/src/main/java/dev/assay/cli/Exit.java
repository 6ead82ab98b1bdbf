package dev.assay.cli;

/** What an exit code says; see the contract in the README. */
final class Exit {

    /** Done; the verdict is FEASIBLE or WITH RESERVATIONS. */
    static final int DONE = 0;
    /** Our failure. */
    static final int FAILURE = 1;
    /** Wrong usage; a root, plan or inventory that cannot be read. */
    static final int USAGE = 2;
    /** The answer is no. */
    static final int NO = 3;

    private Exit() {}
}
