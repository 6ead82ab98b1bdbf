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

    /**
     * Quotas within all bands that cost least, with a share of the distance to the expected table in the price.
     *
     * @param distance what a unit of chi-square is worth in units of cost; 0 for the cheapest quotas
     */
    long @Nullable [] cheapest(Bands bands, Costs costs, double[] expected, double distance);

    /** The most items that the upper ends of the bands let through. */
    long most(Bands bands);

    /** The word for how this method proves. */
    String proof();
}
