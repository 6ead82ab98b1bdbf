package dev.assay.report;

import dev.assay.quota.SizeSearch;
import java.util.List;

/** Size against the least worst deviation, with the tolerance and the chosen size. */
final class SizeCurve {

    private static final double TOP = 26;
    private static final double HEIGHT = 170;
    private static final String DOT = "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z";

    private final double mostSize;
    private final double mostDeviation;
    private final Drawing chart;

    private SizeCurve(List<SizeSearch.Point> points, double tolerance) {
        this.mostSize = points.stream().mapToLong(SizeSearch.Point::size).max().orElse(1);
        double highest =
                points.stream().mapToDouble(SizeSearch.Point::deviation).max().orElse(0);
        this.mostDeviation = Math.max(Math.max(highest, tolerance) * 1.05, 1e-9);
        this.chart = new Drawing((int) (TOP + HEIGHT) + 24, "Worst deviation from the target by number of videos");
    }

    static Html of(List<SizeSearch.Point> points, double tolerance, long chosen) {
        SizeCurve curve = new SizeCurve(points, tolerance);
        curve.draw(points, tolerance, chosen);
        return curve.chart.done();
    }

    private void draw(List<SizeSearch.Point> points, double tolerance, long chosen) {
        chart.line(0, y(0), 1, y(0), "axis");
        for (int tick = 1; tick * step() <= mostDeviation; tick++) {
            chart.line(0, y(tick * step()), 1, y(tick * step()), "grid");
            String deviation = Words.number(tick * step(), step() < 0.01 ? 4 : 2);
            chart.text(0, y(tick * step()) - 4, "start", "tick", deviation);
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            String size = Long.toString(Math.round(mostSize * quarter / 4));
            chart.text(x(mostSize * quarter / 4), TOP + HEIGHT + 16, "middle", "tick", size);
        }
        chart.line(0, y(tolerance), 1, y(tolerance), "limit")
                .text(1, y(tolerance) - 4, "end", "tick", "tolerance " + Words.number(tolerance, 3));
        for (int i = 1; i < points.size(); i++) {
            SizeSearch.Point from = points.get(i - 1);
            SizeSearch.Point to = points.get(i);
            chart.line(x((double) from.size()), y(from.deviation()), x((double) to.size()), y(to.deviation()), "curve");
        }
        points.forEach(point -> chart.mark(
                x((double) point.size()),
                y(point.deviation()),
                DOT,
                "dot",
                point.size() + " videos: " + Words.number(point.deviation(), 4)));
        if (chosen > 0) {
            double at = x((double) chosen);
            chart.line(at, TOP - 8, at, TOP + HEIGHT, "chosen")
                    .text(
                            at,
                            TOP - 12,
                            at > 0.8 ? "end" : at < 0.2 ? "start" : "middle",
                            "label",
                            "chosen: " + chosen + " videos");
        }
    }

    /** A round distance between lines, so that there are at most five. */
    private double step() {
        for (double step : new double[] {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5}) {
            if (mostDeviation / step < 6) {
                return step;
            }
        }
        return mostDeviation / 4;
    }

    private double x(double size) {
        return 0.04 + 0.92 * size / mostSize;
    }

    private double y(double deviation) {
        return TOP + HEIGHT * (1 - deviation / mostDeviation);
    }
}
