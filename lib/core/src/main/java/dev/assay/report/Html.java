package dev.assay.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page, written element by element. Every text and every attribute's value is escaped on its way in,
 * and every element is closed, so that a page is also well-formed XML.
 */
final class Html {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element. Attributes are names and values in turn; one whose value is null is left out. */
    Html open(String tag, @Nullable String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element that was opened last, and ends the line, which keeps pages readable as files. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    /** An element without content, such as {@code img} or {@code rect}. */
    Html empty(String tag, @Nullable String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element that holds a text. */
    Html leaf(String tag, String text, @Nullable String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** A paragraph. */
    Html paragraph(String text, @Nullable String... attributes) {
        return open("p", attributes).text(text).closeLine();
    }

    Html text(String text) {
        Markup.escape(text, out);
        return this;
    }

    /** A text and a line feed, for preformatted lines. */
    Html textLine(String text) {
        text(text);
        out.append('\n');
        return this;
    }

    /** Another piece, as it is. */
    Html put(Html piece) {
        out.append(piece);
        return this;
    }

    /** A style sheet of ours, as it is. */
    Html style(String css) {
        out.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    int length() {
        return out.length();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }

    private void start(String tag, @Nullable String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                Markup.escape(value, out);
                out.append('"');
            }
        }
    }

    /** As much of a text as has this room, its end kept: names differ there. */
    static String clip(String text, int room) {
        if (Room.of(text) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int tail = room / 3;
        int to = 0;
        for (int left = room - tail - 1; Room.of(points[to]) <= left; to++) {
            left -= Room.of(points[to]);
        }
        int from = points.length;
        for (int left = tail; Room.of(points[from - 1]) <= left; from--) {
            left -= Room.of(points[from - 1]);
        }
        return new String(points, 0, to) + "…" + new String(points, from, points.length - from);
    }
}
