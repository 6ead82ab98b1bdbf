package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bins of histograms, each closed below and open above. They are written into the figure itself, so that the live plot, which
 * would choose others, shows what the still picture shows; histograms in one figure share them, so that bars can be compared.
 *
 * @param start where the first bin begins, in units of the axis
 * @param size of each, above 0
 * @param number how many there are, 1 or more
 */
record HistogramBins(double start, double size, int number) {

    static final int MOST = 200;

    /** Below it, a value that rounding has put under a bin's edge is taken to stand on it. */
    private static final double ROUNDING = 1e-9;

    /** A round width: as many bins as asked for at most, or by Scott's rule (Biometrika 66 (1979) 605) where 0 are. */
    static HistogramBins of(double[] values, int asked) {
        if (values.length == 0) {
            return new HistogramBins(0, 1, 1);
        }
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double range = high - low;
        double size = 1;
        if (range > 0) {
            double wanted = asked > 0 ? range / asked : 3.49 * deviation(values) / Math.cbrt(values.length);
            size = Scale.step(Math.max(wanted, range / (MOST - 2)));
        }
        double start = Math.floor(low / size) * size;
        return new HistogramBins(start, size, (int) Math.floor((high - start) / size + ROUNDING) + 1);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    /** How many of the values fall into each. */
    double[] counts(double[] values) {
        double[] counts = new double[number];
        for (double value : values) {
            counts[(int) Math.max(0, Math.min(number - 1, Math.floor((value - start) / size + ROUNDING)))]++;
        }
        return counts;
    }

    /** Says in each histogram of numbers which bins it has, unless somebody has said so; those on one axis have the same. */
    static void into(ObjectNode figure) {
        Map<String, List<ObjectNode>> byAxis = new TreeMap<>();
        for (JsonNode trace : figure.path("data")) {
            if (trace.path("type").asText().equals("histogram") && !trace.has("xbins")) {
                byAxis.computeIfAbsent(trace.path("xaxis").asText("x"), axis -> new ArrayList<>())
                        .add((ObjectNode) trace);
            }
        }
        byAxis.forEach((axis, traces) -> {
            JsonNode layout = figure.path("layout").path("xaxis" + axis.substring(Math.min(1, axis.length())));
            if (!layout.path("type").asText().equals("log")) {
                into(traces);
            }
        });
    }

    private static void into(List<ObjectNode> traces) {
        List<JsonNode> all = new ArrayList<>();
        int asked = 0;
        for (ObjectNode trace : traces) {
            trace.path("x").forEach(all::add);
            asked = Math.max(asked, trace.path("nbinsx").asInt(0));
        }
        double[] values = all.stream()
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        boolean numbers = all.stream().allMatch(value -> value.isNumber() || value.isNull());
        if (values.length > 0 && numbers) {
            HistogramBins bins = of(values, asked);
            traces.forEach(bins::intoTrace);
        }
    }

    private void intoTrace(ObjectNode trace) {
        // Plotly adds bins until it is at the end or beyond: half a bin keeps rounding from making one more.
        trace.putObject("xbins").put("start", start).put("size", size).put("end", start + (number - 0.5) * size);
    }

    /** Those that the trace names; chosen for its values where it names none. */
    static HistogramBins in(JsonNode trace, double[] values) {
        JsonNode said = trace.path("xbins");
        double size = said.path("size").asDouble(0);
        double start = said.path("start").asDouble(Double.NaN);
        double bins = Math.ceil((said.path("end").asDouble(Double.NaN) - start) / size - ROUNDING);
        return size > 0 && bins >= 1 && bins <= MOST
                ? new HistogramBins(start, size, (int) bins)
                : of(values, trace.path("nbinsx").asInt(0));
    }
}
