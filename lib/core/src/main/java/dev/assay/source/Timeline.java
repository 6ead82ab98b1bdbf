package dev.assay.source;

import java.util.List;

/**
 * Where a video changes scene and where it shows nothing.
 *
 * @param duration seconds that could be decoded
 * @param cuts times in seconds at which a new shot begins, ascending
 * @param black stretches without a visible picture, ascending and disjoint
 */
public record Timeline(double duration, List<Double> cuts, List<Span> black) {

    /** A stretch of time, start inclusive and end exclusive, in seconds. */
    public record Span(double start, double end) {}

    public Timeline {
        cuts = List.copyOf(cuts);
        black = List.copyOf(black);
    }
}
