package dev.assay.report;

import java.util.Locale;

/** Text of a file as text of a console: what cannot be seen, or would steer the terminal, is shown by its number. */
final class Shown {

    private Shown() {}

    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Html.isHidden(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
