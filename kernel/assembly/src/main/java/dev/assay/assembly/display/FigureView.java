package dev.assay.assembly.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.Figure;

/**
 * A figure in the representations that frontends choose from: JSON for those that bring Plotly, a page with the still
 * picture that comes alive where Plotly can be had, and the still picture alone.
 */
final class FigureView {

    /** Plotly's MIME type. */
    static final String TYPE = "application/vnd.plotly.v1+json";

    private final @Nullable ObjectNode json;
    private final String text;

    private FigureView(@Nullable ObjectNode json, String text) {
        this.json = json;
        this.text = text;
    }

    static FigureView of(Figure figure) {
        try {
            ObjectNode json = FigureJson.of(figure);
            return new FigureView(json, text(json));
        } catch (JsonProcessingException e) {
            return new FigureView(
                    null,
                    "figure that cannot be shown: jsplot wrote what is no JavaScript (" + e.getOriginalMessage() + ")");
        }
    }

    private static String text(ObjectNode json) {
        StringBuilder out = new StringBuilder("figure");
        String title = StillPicture.title(json.path("layout"), "");
        out.append(title.isEmpty() ? "" : " \"" + Markup.plain(title) + "\"").append(": ");
        String separator = "";
        for (var trace : json.path("data")) {
            int points = Math.max(
                    trace.path("y").size(),
                    Math.max(trace.path("x").size(), trace.path("values").size()));
            out.append(separator)
                    .append(trace.path("type").asText())
                    .append(" of ")
                    .append(points);
            separator = ", ";
        }
        return out.toString();
    }

    void into(DisplayData out) {
        if (json != null) {
            String picture = StillPicture.of(json);
            out.putData(TYPE, json);
            out.putHTML(html(picture));
            out.putSVG(picture);
        }
        out.putText(text);
    }

    /**
     * The picture as an image, which also untrusted pages show, and a script that turns it into a live figure. The figure's
     * JSON is not repeated here: the script takes it from the notebook's own outputs.
     */
    private String html(String picture) {
        String data = Base64.getEncoder().encodeToString(picture.getBytes(StandardCharsets.UTF_8));
        return "<div class=\"assay-figure\"><img style=\"max-width:100%;height:auto\" alt=\"" + Markup.escape(text)
                + "\" src=\"data:image/svg+xml;base64," + data + "\"/></div>\n<script>\n" + Resources.text("figure.js")
                + "</script>\n";
    }

    /** A text in Plotly's pseudo-HTML as plain text. */
    static String plain(String text) {
        return text.replaceAll("(?i)<br\\s*/?>", " ")
                .replaceAll("(?i)</?(b|i|em|sub|sup|span)>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
