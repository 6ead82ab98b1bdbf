package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** How many values fall into each bin; names are bins of their own. */
final class HistogramMarks implements Marks {

    private final double[] heights;
    private final HistogramBins bins;
    private final boolean names;
    private final String style;

    private HistogramMarks(double[] heights, HistogramBins bins, boolean names, String style) {
        this.heights = heights;
        this.bins = bins;
        this.names = names;
        this.style = style;
    }

    static HistogramMarks of(JsonNode trace, String colour, Scale x, boolean overlaid, List<String> notes) {
        String function = trace.path("histfunc").asText("count");
        if (!function.equals("count") && trace.has("y")) {
            notes.add("histograms by " + Clip.text(function, 20) + " are drawn as counts in still pictures");
        }
        JsonNode given = trace.path("x");
        double[] values = new double[given.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = x.value(given.get(i));
        }
        values = Arrays.stream(values).filter(Double::isFinite).toArray();
        HistogramBins bins = x.hasNames() ? ofNames(values) : HistogramBins.in(trace, values);
        double[] heights = bins.counts(values);
        normalise(heights, values.length, bins.size(), trace.path("histnorm").asText());
        String style = "fill=\"" + colour + "\" stroke=\"#fff\" stroke-width=\"0.5\""
                + (overlaid ? " fill-opacity=\"0.7\"" : "");
        return new HistogramMarks(heights, bins, x.hasNames(), style);
    }

    /** Around the places 0, 1, 2 where they stand. */
    private static HistogramBins ofNames(double[] places) {
        double last = Arrays.stream(places).max().orElse(0);
        return new HistogramBins(-0.5, 1, (int) Math.min(HistogramBins.MOST, last + 1));
    }

    private static void normalise(double[] heights, int n, double bin, String norm) {
        double divisor =
                switch (norm) {
                    case "percent" -> n / 100.0;
                    case "probability" -> n;
                    case "density" -> bin;
                    case "probability density" -> n * bin;
                    default -> 1;
                };
        for (int i = 0; i < heights.length && divisor > 0; i++) {
            heights[i] /= divisor;
        }
    }

    @Override
    public void measure(Scale x, Scale y) {
        x.include(bins.start());
        x.include(bins.start() + bins.size() * heights.length);
        y.include(0);
        Arrays.stream(heights).forEach(y::include);
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        double room = names ? 0.1 : 0;
        for (int i = 0; i < heights.length; i++) {
            double left = x.at(bins.start() + bins.size() * i + room);
            svg.rect(
                    left,
                    y.at(heights[i]),
                    x.at(bins.start() + bins.size() * (i + 1) - room) - left,
                    y.at(0) - y.at(heights[i]),
                    style);
        }
    }
}
