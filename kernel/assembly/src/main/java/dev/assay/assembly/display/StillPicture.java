package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A figure as a still picture, for pages where Plotly is not: files on code hosts, mail, PDF. Titles, axes, legend and the
 * common kinds of trace; what is not drawn is said in the picture. It shows the data truly, not every wish of the layout.
 */
final class StillPicture {

    private static final Set<String> DRAWN = Set.of("bar", "histogram", "scatter", "box", "pie", "heatmap");
    private static final int LEGEND = 150;

    private final ObjectNode figure;
    private final Svg svg;
    private final double width;
    private final double height;
    private final List<String> notes = new ArrayList<>();

    private StillPicture(ObjectNode figure) {
        this.figure = figure;
        JsonNode layout = figure.path("layout");
        this.width = Math.max(240, Math.min(1_600, layout.path("width").asDouble(700)));
        this.height = Math.max(180, Math.min(1_600, layout.path("height").asDouble(450)));
        this.svg = new Svg(width, height, title(layout, "figure"));
    }

    /** The picture as SVG. */
    static String of(ObjectNode figure) {
        StillPicture picture = new StillPicture(figure);
        picture.draw();
        return picture.svg.done();
    }

    static String title(JsonNode of, String otherwise) {
        String title = FigureView.plain(of.path("title").path("text").asText(""));
        return title.isBlank() ? otherwise : title;
    }

    private void draw() {
        JsonNode layout = figure.path("layout");
        String title = title(layout, "");
        svg.text(width / 2, 28, "middle", "font-size=\"17\"", Clip.text(title, (int) (width / 9)));
        List<JsonNode> traces = new ArrayList<>();
        boolean pie = false;
        for (JsonNode trace : figure.path("data")) {
            String type = trace.path("type").asText();
            if (!DRAWN.contains(type)) {
                notes.add(type
                        + " traces are not drawn in still pictures; a front end whose Plotly knows them draws them");
            } else if (!trace.path("yaxis").asText("y").equals("y")
                    || !trace.path("xaxis").asText("x").equals("x")) {
                notes.add("traces on further axes are not drawn in still pictures");
            } else if (!Boolean.FALSE.equals(
                    trace.path("visible").isBoolean() ? trace.path("visible").booleanValue() : null)) {
                traces.add(trace);
                pie |= type.equals("pie");
            }
        }
        double right = legend(traces, pie) ? width - LEGEND : width - 24;
        if (pie) {
            PieMarks.draw(svg, traces, 24, 48, right, height - 24);
        } else if (!traces.isEmpty()) {
            new PlotArea(svg, layout, traces, notes).draw(right, height);
        }
        notes();
    }

    private boolean legend(List<JsonNode> traces, boolean pie) {
        boolean wanted = figure.path("layout").path("showlegend").asBoolean(traces.size() > 1) && !pie;
        long named = traces.stream().filter(trace -> trace.hasNonNull("name")).count();
        if (!wanted || named == 0) {
            return pie;
        }
        double y = 60;
        for (int i = 0; i < traces.size() && y < height - 30; i++) {
            JsonNode trace = traces.get(i);
            if (trace.hasNonNull("name") && trace.path("showlegend").asBoolean(true)) {
                svg.rect(width - LEGEND + 14, y - 9, 12, 10, "fill=\"" + Palette.of(trace, i) + "\"");
                svg.text(
                        width - LEGEND + 32,
                        y,
                        "start",
                        "",
                        Clip.text(FigureView.plain(trace.path("name").asText()), 18));
                y += 18;
            }
        }
        return true;
    }

    private void notes() {
        double y = height - 6 - 14.0 * (Math.min(3, notes.stream().distinct().count()) - 1);
        for (String note : notes.stream().distinct().limit(3).toList()) {
            svg.text(8, y, "start", "font-size=\"11\" fill=\"#a4262c\"", note);
            y += 14;
        }
    }
}
