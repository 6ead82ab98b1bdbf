package dev.assay.notebook.format;

import java.util.ArrayList;
import java.util.List;

/** Lines as Python has them: notebooks hold texts as lists of lines, and more characters end a line there than in Java. */
final class Lines {

    private Lines() {}

    /** The lines with their ends, none of an empty text: {@code str.splitlines(True)}. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ends(text.charAt(i))) {
                if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static boolean ends(char c) {
        return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
