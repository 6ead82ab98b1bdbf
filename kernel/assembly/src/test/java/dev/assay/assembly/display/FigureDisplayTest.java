package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Font;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.ScatterTrace;

final class FigureDisplayTest {

    private static final String TYPE = "application/vnd.plotly.v1+json";
    private static final String HOSTILE = "O'Brien \"x\" & <script>alert(1)</script> C:\\new\\";

    private final Shows shows = new Shows();

    private static Table table() {
        return Table.create(
                "t",
                StringColumn.create("name", "a", HOSTILE, "c"),
                StringColumn.create("kind", "k", "k", "l"),
                DoubleColumn.create("v", 1.5, Double.NaN, 3),
                IntColumn.create("n", 3, 1, 2),
                DateColumn.create("day", LocalDate.of(2024, 1, 31), null, LocalDate.of(2024, 3, 1)));
    }

    static List<Figure> figures() {
        Table table = table();
        return List.of(
                VerticalBarPlot.create(HOSTILE, table, "name", "v"),
                HorizontalBarPlot.create(HOSTILE, table, "name", "v"),
                VerticalBarPlot.create(HOSTILE, table, "name", Layout.BarMode.STACK, "v", "n"),
                VerticalBarPlot.create(HOSTILE, table, "name", Layout.BarMode.GROUP, "v", "n"),
                Histogram.create(HOSTILE, table.doubleColumn("v")),
                ScatterPlot.create(HOSTILE, table, "v", "n", "name"),
                BubblePlot.create(HOSTILE, table, "n", "v", "n"),
                LinePlot.create(HOSTILE, table, "n", "v"),
                AreaPlot.create(HOSTILE, table, "n", "v"),
                TimeSeriesPlot.create(HOSTILE, table, "day", "v"),
                BoxPlot.create(HOSTILE, table, "name", "v"),
                PiePlot.create(HOSTILE, table, "name", "n"),
                Heatmap.create(HOSTILE, table, "name", "kind"),
                ViolinPlot.create(HOSTILE, table, "name", "v", true, true),
                Histogram.create("nothing", DoubleColumn.create("empty")));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureHasJsonAPictureAndAPage(Figure figure) throws Exception {
        JsonNode json = shows.as(figure, TYPE);
        assertThat(json.path("layout").path("title").path("text").asText())
                .isIn("nothing", "O'Brien \"x\" &amp; &lt;script&gt;alert(1)&lt;/script&gt; C:\\new\\");
        assertThat(json.toString()).doesNotContain("NaN", "titlefont", "\"null\"");
        String svg = shows.as(figure, "image/svg+xml").textValue();
        assertThat(svg).doesNotContain("<script", "NaN", "Infinity");
        Shows.parsed(svg);
        String html = shows.html(figure);
        assertThat(html).contains("data:image/svg+xml;base64,").hasSizeLessThan(12_000);
        Shows.parsed(html.substring(0, html.indexOf("<script>")));
        assertThat(shows.text(figure)).startsWith("figure \"");
        assertThat(shows.bundle(figure)).isEqualTo(new Shows().bundle(figure));
    }

    @Test
    void numbersAreNumbersAndWhatIsMissingIsNull() {
        JsonNode data = shows.as(ScatterPlot.create("s", table(), "v", "n"), TYPE)
                .path("data")
                .path(0);
        assertThat(data.path("x")).hasToString("[1.5,null,3]");
        assertThat(data.path("y")).hasToString("[3,1,2]");
        JsonNode dates = shows.as(TimeSeriesPlot.create("s", table(), "day", "n"), TYPE)
                .path("data")
                .path(0);
        assertThat(dates.path("x")).hasToString("[\"2024-01-31\",null,\"2024-03-01\"]");
        JsonNode bars = shows.as(VerticalBarPlot.create("s", table(), "name", "n"), TYPE)
                .path("data")
                .path(0);
        assertThat(bars.path("x").path(1).asText()).isEqualTo(HOSTILE);
    }

    @Test
    void namesOfDigitsStayNames() {
        Table table =
                Table.create(StringColumn.create("c", "007", "12345678901234567890"), DoubleColumn.create("v", 1, 2));
        JsonNode data = shows.as(VerticalBarPlot.create("s", table, "c", "v"), TYPE)
                .path("data")
                .path(0);
        assertThat(data.path("x")).hasToString("[\"007\",\"12345678901234567890\"]");
    }

    @Test
    void titlesAndTheirFontsAreInTodaysWords() {
        Layout layout = Layout.builder("T")
                .titleFont(Font.builder().size(20).build())
                .xAxis(Axis.builder()
                        .title("X")
                        .titleFont(Font.builder().size(9).build())
                        .build())
                .build();
        Figure figure = new Figure(
                layout,
                ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build());
        JsonNode json = shows.as(figure, TYPE).path("layout");
        assertThat(json.path("title").path("text").asText()).isEqualTo("T");
        assertThat(json.path("title").path("font").path("size").asInt()).isEqualTo(20);
        assertThat(json.path("xaxis").path("title").path("text").asText()).isEqualTo("X");
        assertThat(json.path("xaxis").path("title").path("font").path("size").asInt())
                .isEqualTo(9);
    }

    @Test
    void whatIsNotDrawnIsSaid() {
        String svg = shows.as(ViolinPlot.create("v", table(), "kind", "v", true, true), "image/svg+xml")
                .textValue();
        assertThat(svg).contains("violin traces are not drawn in still pictures");
    }

    @Test
    void manyPointsStayAPicture() {
        double[] values = new double[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i);
        }
        Table table = Table.create(DoubleColumn.create("a", values), DoubleColumn.create("b", values));
        String svg = shows.as(ScatterPlot.create("many", table, "a", "b"), "image/svg+xml")
                .textValue();
        assertThat(svg).hasSizeLessThan(60_000).contains("one point in 50 of 100000 is drawn");
    }

    private static Figure points(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 1000;
        }
        return new Figure(ScatterTrace.builder(values, values).build());
    }

    @Test
    void aFigureIsLiveAsFarAsPagesCanHoldIt() {
        assertThat(shows.bundle(points(100_000)).data()).containsKeys(TYPE, "image/svg+xml");

        Figure larger = points(100_001);
        assertThat(shows.bundle(larger).data()).doesNotContainKey(TYPE).containsKey("image/svg+xml");
        assertThat(shows.text(larger)).contains("200,002 values, a still picture: a live one holds up to 200,000");
        assertThat(shows.html(larger))
                .contains("a live one holds up to", "<img")
                .doesNotContain("<script");
    }

    /** Ten million points would be 200 MB of JSON in the file and in each page that shows it. */
    @Test
    void aFigureOfTenMillionPointsIsASentence() {
        Figure figure = points(10_000_000);
        assertThat(shows.bundle(figure).data()).containsOnlyKeys("text/html", "text/plain");
        assertThat(shows.text(figure))
                .isEqualTo("figure of 20,000,000 values, not drawn: a picture holds up to 2,000,000."
                        + " Plot a summary of the table, or a sample of its rows.");
    }

    @Test
    void ticksOfOnesOwnStay() {
        TickSettings ticks = TickSettings.builder()
                .arrayTicks(new double[] {1, 2.5, Double.NaN}, new String[] {"one", "O'Brien", "\\"})
                .build();
        Layout layout = Layout.builder("T")
                .xAxis(Axis.builder().tickSettings(ticks).build())
                .build();
        JsonNode axis = shows.as(
                        new Figure(
                                layout,
                                ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4})
                                        .build()),
                        TYPE)
                .path("layout")
                .path("xaxis");
        assertThat(axis.path("tickvals")).hasToString("[1.0,2.5,null]");
        assertThat(axis.path("ticktext").path(1).asText()).isEqualTo("O'Brien");
    }

    /** Seen in Plotly 1.54: two bars of one trace at one place stand on each other. */
    @Test
    void barsOfOneTraceAtOnePlaceStandOnEachOther() {
        Table table = Table.create(StringColumn.create("c", "a", "b", "a"), DoubleColumn.create("v", 1, 8, 3));
        String still = shows.as(VerticalBarPlot.create("s", table, "c", "v"), "image/svg+xml")
                .textValue();
        Pattern bar = Pattern.compile("<rect [^>]*y=\"([^\"]*)\"[^>]* height=\"([^\"]*)\" fill=\"#1f77b4\"");
        List<MatchResult> bars = bar.matcher(still).results().toList();
        assertThat(bars).hasSize(3);
        MatchResult above = bars.get(2);
        assertThat(Double.parseDouble(above.group(1)) + Double.parseDouble(above.group(2)))
                .isCloseTo(Double.parseDouble(bars.get(0).group(1)), Offset.offset(0.2));
    }

    @Test
    void aPictureIsTheSameEverywhere() throws Exception {
        Table table = Table.create(StringColumn.create("c", "a", "b"), DoubleColumn.create("v", 1, 2));
        Figure figure = VerticalBarPlot.create("Two bars", table, "c", "v");
        Golden.check("bars.svg", shows.as(figure, "image/svg+xml").textValue());
        Golden.check("bars.json", shows.as(figure, TYPE).toPrettyString());
    }

    @Test
    void theScriptIsThereButInNoOutput() {
        assertThat(PlotlyScript.script()).contains("plotly.js").hasSizeGreaterThan(900_000);
        assertThat(shows.html(figures().get(0))).doesNotContain("plotly.js v1");
    }
}
