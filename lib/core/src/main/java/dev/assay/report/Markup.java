package dev.assay.report;

import java.util.Locale;

/**
 * Text of a file as text of a page or of a console. The one place that decides what is escaped, for reports and for whoever
 * shows values beside them.
 */
public final class Markup {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Markup() {}

    /**
     * Text for HTML and XML, between elements and in quoted attributes.
     *
     * @param text any text
     * @return the same with {@code < > & " '} as entities, and what cannot be seen shown by its number: {@code \}{@code u202e}
     */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> append(point, out);
            }
        });
    }

    /**
     * Text for a console.
     *
     * @param text any text
     * @return the same with what cannot be seen, or would steer the terminal, shown by its number
     */
    public static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(point, out));
        return out.toString();
    }

    private static void append(int point, StringBuilder out) {
        if (isHidden(point)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", point));
        } else {
            out.appendCodePoint(point);
        }
    }

    /** Whether a page would not show a code point, or let it turn the writing direction; joiners build emoji and stay. */
    static boolean isHidden(int point) {
        if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> (point & 0xFFFE) == 0xFFFE;
        };
    }
}
