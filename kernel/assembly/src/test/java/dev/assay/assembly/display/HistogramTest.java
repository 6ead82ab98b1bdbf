package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.report.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a histogram counts, in the still picture as in the live plot. */
final class HistogramTest {

    private static final Pattern BAR =
            Pattern.compile("<rect x=\"[^\"]*\" y=\"[^\"]*\" width=\"[^\"]*\" height=\"([^\"]*)\" fill=\"#1f77b4\"");

    /** The still picture draws as many bars as the live plot, of the same heights, whose rule is written out here. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStillPictureHasTheLiveOnesBars(long seed) throws IOException {
        Random random = new Random(seed);
        double[] values = random.doubles(40 + random.nextInt(200), -3, 12)
                .map(v -> Math.rint(v * 10) / 10) // many stand on an edge
                .toArray();
        ObjectNode figure = figure(values);
        HistogramBins.into(figure);
        JsonNode bins = figure.at("/data/0/xbins");
        double size = bins.path("size").asDouble();
        List<Double> edges = new ArrayList<>();
        for (double edge = bins.path("start").asDouble(); ; edge += size) {
            edges.add(edge);
            if (edge >= bins.path("end").asDouble()) {
                break;
            }
        }
        double[] counts = new double[edges.size() - 1];
        for (double value : values) {
            int bin = 0;
            while (bin + 1 < counts.length && value >= edges.get(bin + 1) - size * 1e-9) {
                bin++;
            }
            counts[bin]++;
        }
        assertThat(Arrays.stream(values).max().orElseThrow()).isLessThan(edges.get(counts.length));
        assertThat(Arrays.stream(values).min().orElseThrow()).isGreaterThanOrEqualTo(edges.get(0));

        double[] drawn = BAR.matcher(StillPicture.of(figure))
                .results()
                .mapToDouble(bar -> Double.parseDouble(bar.group(1)))
                .toArray();
        assertThat(drawn).hasSameSizeAs(counts);
        double scale = Arrays.stream(drawn).max().orElseThrow()
                / Arrays.stream(counts).max().orElseThrow();
        for (int i = 0; i < drawn.length; i++) {
            assertThat(drawn[i] / scale).as("bar " + i).isCloseTo(counts[i], org.assertj.core.data.Offset.offset(0.1));
        }
    }

    @Test
    void histogramsInOneFigureShareTheirBins() throws IOException {
        ObjectNode figure = figure(new double[] {1, 2, 3}, new double[] {40, 50, 90});
        HistogramBins.into(figure);
        assertThat(figure.at("/data/0/xbins")).isEqualTo(figure.at("/data/1/xbins"));
        assertThat(figure.at("/data/0/xbins/start").asDouble()).isLessThanOrEqualTo(1);
        assertThat(figure.at("/data/0/xbins/end").asDouble()
                        + figure.at("/data/0/xbins/size").asDouble() / 2)
                .isGreaterThan(90);
    }

    /** One axis for each of two histograms side by side: the other's values are no reason to choose wider bins. */
    @Test
    void histogramsOnAxesOfTheirOwnHaveBinsOfTheirOwn() throws IOException {
        ObjectNode figure = figure(new double[] {1, 2, 3}, new double[] {400, 500, 900}, new double[] {2, 7});
        ((ObjectNode) figure.at("/data/1")).put("xaxis", "x2");
        ((ObjectNode) figure.at("/data/2")).put("xaxis", "x");
        HistogramBins.into(figure);
        assertThat(figure.at("/data/2/xbins")).isEqualTo(figure.at("/data/0/xbins"));
        assertThat(figure.at("/data/1/xbins")).isNotEqualTo(figure.at("/data/0/xbins"));
        assertThat(figure.at("/data/0/xbins/end").asDouble()).isLessThan(20);
        assertThat(figure.at("/data/1/xbins/size").asDouble())
                .isEqualTo(HistogramBins.of(new double[] {400, 500, 900}, 0).size());
    }

    /** Plotly's bins on such an axis are of the logarithms, and its to choose. */
    @Test
    void onlyALogarithmicAxisIsLeftToPlotly() throws IOException {
        ObjectNode figure = figure(new double[] {1, 2, 3}, new double[] {4, 5, 9});
        ((ObjectNode) figure.at("/data/1")).put("xaxis", "x2");
        figure.withObject("/layout/xaxis2").put("type", "log");
        HistogramBins.into(figure);
        assertThat(figure.at("/data/0").has("xbins")).isTrue();
        assertThat(figure.at("/data/1").has("xbins")).isFalse();
    }

    @Test
    void whatSomebodyChoseStays() throws IOException {
        ObjectNode figure = figure(new double[] {1, 2, 3, 4});
        ObjectNode trace = (ObjectNode) figure.at("/data/0");
        trace.putObject("xbins").put("start", 0).put("size", 2).put("end", 6);
        HistogramBins.into(figure);
        assertThat(figure.at("/data/0/xbins/size").asDouble()).isEqualTo(2);
        Matcher bars = BAR.matcher(StillPicture.of(figure));
        assertThat(bars.results()).hasSize(3);
    }

    @Test
    void atMostAsManyAsAreAskedFor() {
        double[] values = new Random(1).doubles(1000, 0, 97).toArray();
        assertThat(HistogramBins.of(values, 5).number()).isBetween(2, 6);
        assertThat(HistogramBins.of(values, 100).number()).isBetween(20, 101);
        assertThat(HistogramBins.of(new double[] {4, 4, 4}, 0)).isEqualTo(new HistogramBins(4, 1, 1));
    }

    @Test
    void namesAndDatesAreLeftToPlotly() throws IOException {
        ObjectNode figure =
                (ObjectNode) Json.read("{\"data\":[{\"type\":\"histogram\",\"x\":[\"a\",\"b\",\"a\"]}],\"layout\":{}}");
        HistogramBins.into(figure);
        assertThat(figure.at("/data/0").has("xbins")).isFalse();
        assertThat(BAR.matcher(StillPicture.of(figure)).results()).hasSize(2);
    }

    private static ObjectNode figure(double[]... samples) throws IOException {
        ObjectNode figure = (ObjectNode) Json.read("{\"data\":[],\"layout\":{}}");
        for (double[] sample : samples) {
            ObjectNode trace = figure.withArray("data").addObject().put("type", "histogram");
            Arrays.stream(sample).forEach(trace.withArray("x")::add);
        }
        return figure;
    }
}
