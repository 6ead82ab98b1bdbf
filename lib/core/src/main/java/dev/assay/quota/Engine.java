package dev.assay.quota;

import org.jspecify.annotations.Nullable;

/** An exact method for questions of one structure. */
sealed interface Engine permits Greedy, Crossing {

    /**
     * Quotas within all bands, or null where there are none.
     *
     * @param expected the expected count of each cell, to come as close to as possible in chi-square, or null for any
     *     quotas
     */
    long @Nullable [] fill(Bands bands, double @Nullable [] expected);

    /** The most items that the upper ends of the bands let through. */
    long most(Bands bands);

    /** The word for how this method proves. */
    String proof();
}
