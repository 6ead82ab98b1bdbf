package dev.assay.report;

import org.jspecify.annotations.Nullable;

/**
 * An inline SVG as wide as its column. Places along it are proportions of that width and heights are pixels, so that texts
 * keep their size on a phone.
 */
final class Drawing {

    /** Degrees, clockwise. */
    private static final int SLANT = 40;

    private final Html out = new Html();

    /** A drawing of so many pixels height; the title is what a screen reader says. */
    Drawing(int height, String title) {
        out.open(
                "svg",
                "class",
                "chart",
                "role",
                "img",
                "width",
                "100%",
                "height",
                Integer.toString(height),
                "aria-label",
                title);
        out.leaf("title", title);
    }

    Drawing text(double x, double y, String anchor, String kind, String text) {
        return text(x, y, anchor, kind, text, text);
    }

    /** A text that may be short for another, which a pointer over it is told. */
    Drawing text(double x, double y, String anchor, String kind, String text, String full) {
        out.open("text", "x", across(x), "y", down(y), "text-anchor", anchor, "class", kind);
        return words(text, full);
    }

    /** The same, falling towards its end at (x, y). */
    Drawing slanted(double x, double y, String kind, String text, String full) {
        out.open("svg", "x", across(x), "y", down(y), "class", "at");
        out.open("text", "transform", "rotate(" + SLANT + ")", "text-anchor", "end", "class", kind);
        words(text, full);
        out.close();
        return this;
    }

    private Drawing words(String text, String full) {
        if (!text.equals(full)) {
            out.leaf("title", full);
        }
        out.text(text).close();
        return this;
    }

    /** How many pixels a slanted text of this length is high. */
    static double slantedHeight(double length) {
        return length * Math.sin(Math.toRadians(SLANT));
    }

    Drawing rect(double x, double y, double width, double height, String kind, @Nullable String title) {
        out.open("rect", "x", across(x), "y", down(y), "width", across(width), "height", down(height), "class", kind);
        if (title != null) {
            out.leaf("title", title);
        }
        out.close();
        return this;
    }

    Drawing line(double x1, double y1, double x2, double y2, String kind) {
        out.empty("line", "x1", across(x1), "y1", down(y1), "x2", across(x2), "y2", down(y2), "class", kind);
        return this;
    }

    /** A shape around the point (x, y), its path in pixels relative to that point. */
    Drawing mark(double x, double y, String path, String kind, String title) {
        out.open("svg", "x", across(x), "y", down(y), "class", "at").open("path", "d", path, "class", kind);
        out.leaf("title", title).close().close();
        return this;
    }

    Html done() {
        return out.close();
    }

    private static String across(double proportion) {
        return Words.number(100 * proportion, 3) + "%";
    }

    private static String down(double pixels) {
        return Words.number(pixels, 1);
    }
}
