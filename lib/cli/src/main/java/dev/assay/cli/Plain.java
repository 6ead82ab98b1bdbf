package dev.assay.cli;

import java.util.Locale;

/** Text of a file on a terminal: what would move the cursor or turn the text round is shown as its code. */
final class Plain {

    private Plain() {}

    static String text(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
