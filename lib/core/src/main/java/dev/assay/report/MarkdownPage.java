package dev.assay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page of Markdown as it is written: lines as they come, the cells of tables escaped. */
final class MarkdownPage {

    /** A cell that is markup already; texts are none, whatever they look like. */
    private record Markdown(String text) {}

    /** The level of what is not known. */
    static final Object UNKNOWN = new Markdown("*unknown*");

    private final StringBuilder page = new StringBuilder();

    /** A heading of the second level, with space around it. */
    void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    /** The head of a table, whose rows follow. */
    void table(String... names) {
        line("| " + String.join(" | ", names) + " |");
        line("|" + "---|".repeat(names.length));
    }

    void row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell instanceof Markdown markdown ? markdown.text() : escape(String.valueOf(cell)));
        }
        line("| " + String.join(" | ", texts) + " |");
    }

    /** A line of Markdown: whatever in it came from a file has been through {@link #escape}. */
    void line(String markdown) {
        page.append(markdown).append('\n');
    }

    String text() {
        return page.toString();
    }

    /** Text of a file as text of a page: no markup, no table bars, no line breaks, no HTML. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '<') {
                safe.append("&lt;");
            } else if (c == '>') {
                safe.append("&gt;");
            } else if (c == '&') {
                safe.append("&amp;");
            } else if (Character.isWhitespace(c)) {
                safe.append(' ');
            } else if (Markup.isHidden(c)) {
                safe.append(String.format(Locale.ROOT, "\\\\u%04x", c));
            } else {
                if ("\\`*_{}[]#|!~$".indexOf(c) >= 0) {
                    safe.append('\\');
                }
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
