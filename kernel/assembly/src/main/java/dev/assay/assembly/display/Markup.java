package dev.assay.assembly.display;

import java.util.Locale;

/** Text of a file as text of a page or of a console. */
final class Markup {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Markup() {}

    /** Markup escaped, and what cannot be seen shown by its number. */
    static String escape(String text) {
        return write(text, true);
    }

    /** What cannot be seen, or would steer a terminal, shown by its number. */
    static String plain(String text) {
        return write(text, false);
    }

    private static String write(String text, boolean html) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHidden(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else if (html) {
                switch (point) {
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '&' -> out.append("&amp;");
                    case '"' -> out.append("&quot;");
                    case '\'' -> out.append("&#39;");
                    default -> out.appendCodePoint(point);
                }
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    /** As our reports have it: controls, bidirectional marks and the like; joiners build emoji and stay. */
    private static boolean isHidden(int point) {
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

    /** At most so many code points of a text. */
    static String clip(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
