package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Points, and lines between them. */
final class PointMarks implements Marks {

    private static final int MOST_POINTS = 2_000;
    private static final double RADIUS = 3;

    private final double[] xs;
    private final double[] ys;
    private final double[] radii;
    private final boolean even;
    private final boolean lines;
    private final boolean points;
    private final boolean filled;
    private final String colour;

    private PointMarks(double[] xs, double[] ys, double[] radii, String mode, boolean filled, String colour) {
        this.xs = xs;
        this.ys = ys;
        this.radii = radii;
        this.even = Arrays.stream(radii).distinct().count() <= 1;
        this.lines = mode.contains("lines");
        this.points = mode.contains("markers");
        this.filled = filled;
        this.colour = colour;
    }

    static PointMarks of(JsonNode trace, String colour, Scale x, Scale y, List<String> notes) {
        int all = trace.path("y").size();
        int step = Math.max(1, (all + MOST_POINTS - 1) / MOST_POINTS);
        if (step > 1) {
            notes.add("one point in " + step + " of " + all + " is drawn");
        }
        int n = (all + step - 1) / step;
        double[] xs = new double[n];
        double[] ys = new double[n];
        double[] radii = new double[n];
        JsonNode size = trace.path("marker").path("size");
        for (int i = 0; i < n; i++) {
            JsonNode at = trace.path("x").path(i * step);
            xs[i] = at.isMissingNode() ? i * step : x.value(at);
            ys[i] = y.value(trace.path("y").path(i * step));
            double diameter = size.isArray() ? size.path(i * step).asDouble(2 * RADIUS) : size.asDouble(2 * RADIUS);
            radii[i] = Math.max(1, Math.min(60, diameter / 2));
        }
        String mode = trace.path("mode").asText(all <= 20 ? "lines+markers" : "lines");
        return new PointMarks(xs, ys, radii, mode, trace.path("fill").asText().startsWith("to"), colour);
    }

    @Override
    public void measure(Scale x, Scale y) {
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                x.include(xs[i]);
                y.include(ys[i]);
            }
        }
        if (filled) {
            y.include(0);
        }
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        if (lines || filled) {
            lines(svg, x, y);
        }
        if (points && even) {
            dots(svg, x, y);
        }
        for (int i = 0; points && !even && i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                svg.circle(x.at(xs[i]), y.at(ys[i]), radii[i], "fill=\"" + colour + "\" fill-opacity=\"0.75\"");
            }
        }
    }

    /** Points of one size as the round ends of lines without length: a fifth of the bytes of as many circles. */
    private void dots(Svg svg, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                path.append('M')
                        .append(Svg.number(x.at(xs[i])))
                        .append(' ')
                        .append(Svg.number(y.at(ys[i])))
                        .append("h0");
            }
        }
        if (!path.isEmpty()) {
            svg.path(
                    path.toString(),
                    "fill=\"none\" stroke=\"" + colour
                            + "\" stroke-opacity=\"0.75\" stroke-linecap=\"round\" stroke-width=\""
                            + Svg.number(2 * radii[0]) + "\"");
        }
    }

    /** Broken where a value is missing. */
    private void lines(Svg svg, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        StringBuilder area = new StringBuilder();
        double last = Double.NaN;
        for (int i = 0; i <= xs.length; i++) {
            boolean there = i < xs.length && Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
            if (there) {
                String point = Svg.number(x.at(xs[i])) + " " + Svg.number(y.at(ys[i]));
                path.append(Double.isNaN(last) ? "M" : "L").append(point);
                area.append(Double.isNaN(last) ? "M" + Svg.number(x.at(xs[i])) + " " + Svg.number(y.at(0)) + "L" : "L")
                        .append(point);
                last = x.at(xs[i]);
            } else if (!Double.isNaN(last)) {
                area.append("L")
                        .append(Svg.number(last))
                        .append(' ')
                        .append(Svg.number(y.at(0)))
                        .append('Z');
                last = Double.NaN;
            }
        }
        if (filled && !area.isEmpty()) {
            svg.path(area.toString(), "fill=\"" + colour + "\" fill-opacity=\"0.35\"");
        }
        if (lines && !path.isEmpty()) {
            svg.path(
                    path.toString(),
                    "fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\" stroke-linejoin=\"round\"");
        }
    }
}
