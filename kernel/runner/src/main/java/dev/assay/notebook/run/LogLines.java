package dev.assay.notebook.run;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What cells print, line by line: a secret that comes in two pieces is still found in its line. */
final class LogLines {
    /** A line that never ends is cut here. */
    private static final int LONGEST = 64 << 10;

    private final Consumer<String> listener;
    private final UnaryOperator<String> scrub;
    private final StringBuilder line = new StringBuilder();

    LogLines(Consumer<String> listener, UnaryOperator<String> scrub) {
        this.listener = listener;
        this.scrub = scrub;
    }

    void add(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            line.append(text, start, end);
            flush();
            start = end + 1;
        }
        line.append(text, start, text.length());
        if (line.length() > LONGEST) {
            flush();
        }
    }

    /** The line that is begun is told as it is; nothing of it moves a terminal's cursor. */
    void flush() {
        if (line.length() > 0) {
            listener.accept(scrub.apply(line.toString()).replaceAll("[\\p{Cntrl}&&[^\t]]", ""));
            line.setLength(0);
        }
    }
}
