package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Quartiles as boxes, whiskers to the last value within 1.5 interquartile ranges, and values beyond as points (Tukey 1977). */
final class BoxMarks implements Marks {

    private static final int MOST_OUTLIERS = 100;
    private static final double WIDTH = 0.6;

    /** The numbers of one box. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Box(double middle, double[] sorted) {
        /** By linear interpolation, as Plotly does it: the value at {@code p n - 1/2}. */
        double quantile(double p) {
            double at = Math.max(0, Math.min(sorted.length - 1, p * sorted.length - 0.5));
            int below = (int) Math.floor(at);
            int above = Math.min(sorted.length - 1, below + 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
    }

    private final List<Box> boxes;
    private final double width;
    private final String colour;

    private BoxMarks(List<Box> boxes, double width, String colour) {
        this.boxes = boxes;
        this.width = width;
        this.colour = colour;
    }

    static BoxMarks of(JsonNode trace, String colour, Scale x, Scale y) {
        Map<Double, List<Double>> groups = new TreeMap<>();
        JsonNode one = TextNode.valueOf(trace.path("name").asText(""));
        for (int i = 0; i < trace.path("y").size(); i++) {
            double middle = x.value(trace.path("x").has(i) ? trace.path("x").get(i) : one);
            double value = y.value(trace.path("y").get(i));
            if (Double.isFinite(middle) && Double.isFinite(value)) {
                groups.computeIfAbsent(middle, key -> new ArrayList<>()).add(value);
            }
        }
        List<Box> boxes = new ArrayList<>();
        groups.forEach((middle, values) -> boxes.add(new Box(
                middle,
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray())));
        return new BoxMarks(boxes, WIDTH * BarMarks.nearest(List.copyOf(groups.keySet())), colour);
    }

    @Override
    public void measure(Scale x, Scale y) {
        for (Box box : boxes) {
            x.include(box.middle() - width / 2);
            x.include(box.middle() + width / 2);
            Arrays.stream(box.sorted()).forEach(y::include);
        }
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        String stroke = "stroke=\"" + colour + "\" stroke-width=\"2\"";
        for (Box box : boxes) {
            double low = box.quantile(0.25);
            double high = box.quantile(0.75);
            double reach = 1.5 * (high - low);
            double bottom = Arrays.stream(box.sorted())
                    .filter(v -> v >= low - reach)
                    .min()
                    .orElse(low);
            double top = Arrays.stream(box.sorted())
                    .filter(v -> v <= high + reach)
                    .max()
                    .orElse(high);
            double middle = x.at(box.middle());
            double left = x.at(box.middle() - width / 2);
            double right = x.at(box.middle() + width / 2);
            svg.line(middle, y.at(bottom), middle, y.at(low), stroke)
                    .line(middle, y.at(high), middle, y.at(top), stroke);
            svg.line((left + middle) / 2, y.at(bottom), (right + middle) / 2, y.at(bottom), stroke);
            svg.line((left + middle) / 2, y.at(top), (right + middle) / 2, y.at(top), stroke);
            svg.rect(
                    left,
                    y.at(high),
                    right - left,
                    y.at(low) - y.at(high),
                    stroke + " fill=\"" + colour + "\" fill-opacity=\"0.3\"");
            svg.line(left, y.at(box.quantile(0.5)), right, y.at(box.quantile(0.5)), stroke);
            double from = bottom;
            double to = top;
            Arrays.stream(box.sorted())
                    .filter(v -> v < from || v > to)
                    .limit(MOST_OUTLIERS)
                    .forEach(v -> svg.circle(middle, y.at(v), 2.5, "fill=\"" + colour + "\""));
        }
    }
}
