package dev.assay.assembly.display;

import dev.assay.report.Markup;
import java.util.Locale;

/** A drawing in pixels, element by element; texts are escaped here. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    Svg(double width, double height, String title) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" font-family=\"Helvetica,Arial,sans-serif\" font-size=\"12\" fill=\"#444\">")
                .append("<title>")
                .append(Markup.escape(title))
                .append("</title>")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    }

    Svg rect(double x, double y, double width, double height, String style) {
        return element("rect", "x", x, "y", y, "width", Math.max(0, width), "height", Math.max(0, height), style);
    }

    Svg circle(double x, double y, double radius, String style) {
        out.append("<circle cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"");
        out.append(number(radius)).append("\" ").append(style).append("/>\n");
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, style);
    }

    Svg path(String data, String style) {
        out.append("<path d=\"").append(data).append("\" ").append(style).append("/>\n");
        return this;
    }

    Svg text(double x, double y, String anchor, String style, String text) {
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" text-anchor=\"");
        out.append(anchor)
                .append("\" ")
                .append(style)
                .append('>')
                .append(Markup.escape(text))
                .append("</text>\n");
        return this;
    }

    /** Text turned by so many degrees around its place. */
    Svg turned(double x, double y, int degrees, String anchor, String style, String text) {
        String place = "transform=\"rotate(" + degrees + " " + number(x) + " " + number(y) + ")\" ";
        return text(x, y, anchor, place + style, text);
    }

    /** What follows is cut at a frame, until {@link #end}. */
    Svg clip(double x, double y, double width, double height) {
        // a nested drawing cuts at its own border, and needs no name that another picture of the page might have too
        out.append("<svg x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"");
        out.append(number(width)).append("\" height=\"").append(number(height)).append("\" viewBox=\"");
        out.append(number(x))
                .append(' ')
                .append(number(y))
                .append(' ')
                .append(number(width))
                .append(' ');
        out.append(number(height)).append("\">\n");
        return this;
    }

    Svg end() {
        out.append("</svg>\n");
        return this;
    }

    String done() {
        return out + "</svg>\n";
    }

    private Svg element(
            String tag,
            String a,
            double va,
            String b,
            double vb,
            String c,
            double vc,
            String d,
            double vd,
            String style) {
        out.append('<').append(tag);
        out.append(' ').append(a).append("=\"").append(number(va)).append('"');
        out.append(' ').append(b).append("=\"").append(number(vb)).append('"');
        out.append(' ').append(c).append("=\"").append(number(vc)).append('"');
        out.append(' ').append(d).append("=\"").append(number(vd)).append("\" ");
        out.append(style).append("/>\n");
        return this;
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
