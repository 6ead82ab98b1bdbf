package dev.assay.assembly.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.report.Markup;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
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

    /** Null where the figure is not live. */
    private final @Nullable ObjectNode json;

    /** Null where nothing can be drawn. */
    private final @Nullable String picture;

    private final String text;

    private FigureView(@Nullable ObjectNode json, @Nullable String picture, String text) {
        this.json = json;
        this.picture = picture;
        this.text = text;
    }

    static FigureView of(Figure figure) {
        long values = FigureSize.values(figure);
        if (values > FigureSize.MOST_DRAWN) {
            return new FigureView(null, null, tooLarge(values, FigureSize.MOST_DRAWN, "not drawn"));
        }
        try {
            ObjectNode json = FigureJson.of(figure);
            HistogramBins.into(json);
            String picture = StillPicture.of(json);
            return values > FigureSize.MOST_LIVE
                    ? new FigureView(
                            null,
                            picture,
                            text(json) + "; " + tooLarge(values, FigureSize.MOST_LIVE, "a still picture"))
                    : new FigureView(json, picture, text(json));
        } catch (JsonProcessingException e) {
            return new FigureView(
                    null,
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

    /** What is shown instead of a live figure, and what would give one. */
    private static String tooLarge(long values, long most, String instead) {
        return String.format(
                Locale.ROOT,
                "figure of %,d values, %s: %s holds up to %,d. Plot a summary of the table, or a sample of its rows.",
                values,
                instead,
                most == FigureSize.MOST_LIVE ? "a live one" : "a picture",
                most);
    }

    void into(DisplayData out) {
        if (json != null) {
            out.putData(TYPE, json);
        }
        if (picture != null) {
            out.putHTML(html(picture));
            out.putSVG(picture);
        } else {
            out.putHTML("<p>" + Markup.escape(text) + "</p>");
        }
        out.putText(text);
    }

    /**
     * The picture as an image, which also untrusted pages show, and a script that turns it into a live figure. The figure's
     * JSON is not repeated here: the script takes it from the notebook's own outputs. A picture alone says why it is.
     */
    private String html(String drawn) {
        String data = Base64.getEncoder().encodeToString(drawn.getBytes(StandardCharsets.UTF_8));
        String image = "<img style=\"max-width:100%;height:auto\" alt=\"" + Markup.escape(text)
                + "\" src=\"data:image/svg+xml;base64," + data + "\"/>";
        if (json == null) {
            return "<div>" + image + "<p>" + Markup.escape(text) + "</p></div>\n";
        }
        return "<div class=\"assay-figure\">" + image + "</div>\n<script>\n" + Resources.text("figure.js")
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
