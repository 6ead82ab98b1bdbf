package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** How many values fall into each bin; names are bins of their own. */
final class HistogramMarks implements Marks {

    private static final int MOST_BINS = 200;

    private final double[] heights;
    private final double start;
    private final double bin;
    private final boolean names;
    private final String style;

    private HistogramMarks(double[] heights, double start, double bin, boolean names, String style) {
        this.heights = heights;
        this.start = start;
        this.bin = bin;
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
        values = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double low = values.length == 0 ? 0 : values[0];
        double high = values.length == 0 ? 1 : values[values.length - 1];
        double bin = x.hasNames() ? 1 : width(values, trace.path("nbinsx").asInt(0));
        double start = x.hasNames() ? -0.5 : Math.floor(low / bin) * bin;
        double[] heights = new double[(int) Math.min(MOST_BINS, Math.floor((high - start) / bin) + 1)];
        for (double value : values) {
            heights[(int) Math.min(heights.length - 1, Math.floor((value - start) / bin + 1e-9))]++;
        }
        normalise(heights, values.length, bin, trace.path("histnorm").asText());
        String style = "fill=\"" + colour + "\" stroke=\"#fff\" stroke-width=\"0.5\""
                + (overlaid ? " fill-opacity=\"0.7\"" : "");
        return new HistogramMarks(heights, start, bin, x.hasNames(), style);
    }

    /** A round width: as many bins as asked for at most, or by Scott's rule (Biometrika 66 (1979) 605). */
    private static double width(double[] sorted, int bins) {
        if (sorted.length == 0) {
            return 1;
        }
        double range = sorted[sorted.length - 1] - sorted[0];
        if (range == 0) {
            return 1;
        }
        double mean = Arrays.stream(sorted).average().orElse(0);
        double deviation = Math.sqrt(
                Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / sorted.length);
        double wanted = bins > 0 ? range / bins : 3.49 * deviation / Math.cbrt(sorted.length);
        return Scale.step(Math.max(wanted, range / (MOST_BINS - 2)));
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
        x.include(start);
        x.include(start + bin * heights.length);
        y.include(0);
        Arrays.stream(heights).forEach(y::include);
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        double room = names ? 0.1 * bin : 0;
        for (int i = 0; i < heights.length; i++) {
            double left = x.at(start + bin * i + room);
            svg.rect(
                    left,
                    y.at(heights[i]),
                    x.at(start + bin * (i + 1) - room) - left,
                    y.at(0) - y.at(heights[i]),
                    style);
        }
    }
}
