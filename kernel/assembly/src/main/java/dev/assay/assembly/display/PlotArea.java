package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** The frame of a still picture with two axes, their titles and ticks, and the marks of its traces. */
final class PlotArea {

    private static final String GRID = "stroke=\"#e4e8ec\"";
    private static final double TICK_LETTER = 6.3;

    private final Svg svg;
    private final JsonNode layout;
    private final List<JsonNode> traces;
    private final Scale x;
    private final Scale y;
    private final List<Marks> marks = new ArrayList<>();

    PlotArea(Svg svg, JsonNode layout, List<JsonNode> traces, List<String> notes) {
        this.svg = svg;
        this.layout = layout;
        this.traces = traces;
        this.x = scale("x", "xaxis");
        this.y = scale("y", "yaxis");
        List<JsonNode> bars = new ArrayList<>();
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            if (is(traces.get(i), "bar")) {
                bars.add(traces.get(i));
                colours.add(Palette.of(traces.get(i), i));
            }
        }
        if (!bars.isEmpty()) {
            marks.add(BarMarks.of(bars, colours, layout.path("barmode").asText("group"), x, y));
        }
        for (int i = 0; i < traces.size(); i++) {
            JsonNode trace = traces.get(i);
            String colour = Palette.of(trace, i);
            switch (trace.path("type").asText()) {
                case "bar" -> {} // all of them together, above
                case "histogram" -> marks.add(HistogramMarks.of(trace, colour, x, traces.size() > 1, notes));
                case "box" -> marks.add(BoxMarks.of(trace, colour, x, y));
                case "heatmap" -> marks.add(HeatMarks.of(trace, x, y));
                default -> marks.add(PointMarks.of(trace, colour, x, y, notes));
            }
        }
    }

    private static boolean is(JsonNode trace, String type) {
        return trace.path("type").asText().equals(type);
    }

    private Scale scale(String values, String axis) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode trace : traces) {
            boolean counted = is(trace, "histogram") && values.equals("y");
            if (is(trace, "box") && values.equals("x") && !trace.has("x")) {
                all.add(TextNode.valueOf(trace.path("name").asText("")));
            } else if (!counted) {
                trace.path(values).forEach(all::add);
            }
        }
        return Scale.of(all, layout.path(axis).path("type").asText().equals("log"));
    }

    void draw(double right, double height) {
        marks.forEach(mark -> mark.measure(x, y));
        boolean flush = traces.stream().allMatch(trace -> is(trace, "heatmap") || is(trace, "histogram"));
        x.pad(flush ? 0 : 0.04);
        y.pad(traces.stream().allMatch(trace -> is(trace, "heatmap")) ? 0 : 0.05);
        y.pixels(height - 64, 48);
        int widest =
                y.ticks().stream().mapToInt(tick -> tick.label().length()).max().orElse(1);
        double left = 34 + Math.min(160, TICK_LETTER * widest);
        x.pixels(left, right);
        List<Scale.Tick> ticks = x.ticks();
        int longest =
                ticks.stream().mapToInt(tick -> tick.label().length()).max().orElse(1);
        boolean turned = longest * TICK_LETTER * ticks.size() > (right - left) * 0.95;
        double bottom = height - 64 - (turned ? Math.min(80, longest * TICK_LETTER * 0.7) : 0);
        y.pixels(bottom, 48);
        axes(left, right, bottom, turned, ticks);
        svg.clip(left, 48, right - left, bottom - 48);
        marks.forEach(mark -> mark.draw(svg, x, y));
        svg.end();
        svg.line(left, bottom, right, bottom, "stroke=\"#444\"").line(left, 48, left, bottom, "stroke=\"#444\"");
        titles(left, right, bottom, height);
    }

    private void axes(double left, double right, double bottom, boolean turned, List<Scale.Tick> ticks) {
        for (Scale.Tick tick : y.ticks()) {
            double at = y.at(tick.at());
            svg.line(left, at, right, at, GRID).text(left - 6, at + 4, "end", "", tick.label());
        }
        for (Scale.Tick tick : ticks) {
            double at = x.at(tick.at());
            svg.line(at, bottom, at, bottom + 4, "stroke=\"#444\"");
            if (turned) {
                svg.turned(at + 4, bottom + 14, -40, "end", "", tick.label());
            } else {
                svg.text(at, bottom + 18, "middle", "", tick.label());
            }
        }
    }

    private void titles(double left, double right, double bottom, double height) {
        String below = StillPicture.title(layout.path("xaxis"), "");
        String beside = StillPicture.title(layout.path("yaxis"), "");
        svg.text((left + right) / 2, height - 24, "middle", "font-size=\"14\"", Clip.text(below, 80));
        svg.turned(16, (48 + bottom) / 2, -90, "middle", "font-size=\"14\"", Clip.text(beside, 60));
    }
}
