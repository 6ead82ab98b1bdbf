package dev.assay.report;

import dev.assay.quota.SizeSearch;
import java.util.ArrayList;
import java.util.List;

/** A curve of many points with fewer of them: the ends, and others evenly between. */
final class Curve {

    private Curve() {}

    static List<SizeSearch.Point> thin(List<SizeSearch.Point> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        List<SizeSearch.Point> kept = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
        }
        return kept;
    }
}
