package dev.assay.generation;

/**
 * What a split will hold.
 *
 * @param split its name
 * @param real real clips
 * @param fake fake clips
 */
public record SplitTotals(String split, long real, long fake) {

    /** Fakes to one real clip. */
    public double fakesPerReal() {
        return (double) fake / real;
    }
}
