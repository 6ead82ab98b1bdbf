package dev.assay.bias;

/**
 * An interval for a share.
 *
 * @param low lower end, in [0,1]
 * @param high upper end, in [0,1], not below {@code low}
 */
public record Interval(double low, double high) {

    /** Nothing is known. */
    static final Interval ALL = new Interval(0, 1);

    static Interval clipped(double low, double high) {
        return new Interval(Math.max(0, low), Math.min(1, high));
    }
}
