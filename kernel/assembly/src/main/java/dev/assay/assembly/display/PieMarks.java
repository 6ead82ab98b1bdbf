package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The slices of the first pie of a figure, with a legend of labels and shares. */
final class PieMarks {

    private static final int MOST_LABELS = 24;

    private PieMarks() {}

    static void draw(Svg svg, List<JsonNode> traces, double left, double top, double right, double bottom) {
        JsonNode pie = traces.stream()
                .filter(trace -> trace.path("type").asText().equals("pie"))
                .findFirst()
                .orElseThrow();
        Map<String, Double> slices = new LinkedHashMap<>();
        for (int i = 0; i < pie.path("labels").size(); i++) {
            double value = pie.path("values").path(i).asDouble(0);
            if (value > 0) {
                slices.merge(pie.path("labels").path(i).asText(), value, Double::sum);
            }
        }
        double all = slices.values().stream().mapToDouble(Double::doubleValue).sum();
        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        double radius = Math.min(right - left, bottom - top) / 2 - 8;
        double turned = 0;
        int place = 0;
        for (Map.Entry<String, Double> slice : slices.entrySet()) {
            double share = slice.getValue() / all;
            slice(svg, x, y, radius, turned, share, Palette.of(place));
            label(svg, right + 14, top + 18.0 * place, place, slice.getKey(), share);
            turned += share;
            place++;
        }
    }

    private static void slice(Svg svg, double x, double y, double radius, double turned, double share, String colour) {
        String style = "fill=\"" + colour + "\" stroke=\"#fff\"";
        if (share > 0.9999) {
            svg.circle(x, y, radius, style);
            return;
        }
        double start = 2 * Math.PI * turned;
        double end = 2 * Math.PI * (turned + share);
        svg.path(
                "M" + Svg.number(x) + " " + Svg.number(y) + "L" + point(x, y, radius, start) + "A" + Svg.number(radius)
                        + " " + Svg.number(radius) + " 0 " + (share > 0.5 ? 1 : 0) + " 1 " + point(x, y, radius, end)
                        + "Z",
                style);
    }

    private static String point(double x, double y, double radius, double angle) {
        return Svg.number(x + radius * Math.sin(angle)) + " " + Svg.number(y - radius * Math.cos(angle));
    }

    private static void label(Svg svg, double x, double y, int place, String label, double share) {
        if (place < MOST_LABELS) {
            svg.rect(x, y - 9, 12, 10, "fill=\"" + Palette.of(place) + "\"");
            String percent = String.format(Locale.ROOT, " %.1f %%", 100 * share);
            svg.text(x + 18, y, "start", "", Clip.text(FigureView.plain(label), 11) + percent);
        }
    }
}
