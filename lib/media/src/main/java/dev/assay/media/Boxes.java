package dev.assay.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Boxes that may be about the same thing. */
final class Boxes {

    private static final Comparator<Face> SUREST_FIRST = Comparator.comparingDouble(Face::confidence)
            .thenComparingDouble(Face::area)
            .reversed()
            .thenComparingDouble(Face::x)
            .thenComparingDouble(Face::y);

    private Boxes() {}

    /** Without those that overlap a surer or larger one by more than so much; the surest and largest come first. */
    static List<Face> distinct(List<Face> faces, double overlap) {
        List<Face> kept = new ArrayList<>();
        faces.stream()
                .sorted(SUREST_FIRST)
                .filter(face -> kept.stream().noneMatch(other -> other.overlap(face) > overlap))
                .forEach(kept::add);
        return List.copyOf(kept);
    }
}
