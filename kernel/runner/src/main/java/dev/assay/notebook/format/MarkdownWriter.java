package dev.assay.notebook.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what {@link MarkdownText} reads: Markdown as it is where it reads back as itself, a region elsewhere. */
final class MarkdownWriter {

    private final String language;

    private MarkdownWriter(String language) {
        this.language = language;
    }

    static String write(Notebook notebook) {
        MarkdownWriter writer = new MarkdownWriter(notebook.language());
        List<String> out = new ArrayList<>(TextHeader.write(notebook.metadata()));
        List<Cell> given = CellIds.complete(
                notebook.cells().stream().map(cell -> cell.withId("")).toList());
        boolean prose = false;
        for (int i = 0; i < given.size(); i++) {
            Cell cell = notebook.cells().get(i);
            boolean plain = cell.id().equals(given.get(i).id()) && writer.readsBack(cell);
            if (!out.isEmpty()) {
                out.add("");
            }
            if (prose && plain) {
                out.add("");
            }
            out.addAll(
                    plain
                            ? TextLines.of(cell.source())
                            : writer.marked(cell, !cell.id().equals(given.get(i).id())));
            prose = plain;
        }
        return out.isEmpty() ? "" : String.join("\n", out) + "\n";
    }

    /** With more Markdown behind it, and with code. */
    private boolean readsBack(Cell cell) {
        if (!(cell instanceof Cell.Markdown)) {
            return false;
        }
        for (List<String> next : List.of(List.of("", "", "next"), List.of("", "```" + language, "next", "```"))) {
            List<String> lines = new ArrayList<>(TextLines.of(cell.source()));
            lines.addAll(next);
            List<Cell> read = MarkdownText.cells(lines, language);
            if (read.size() != 2
                    || !TextLines.same(read.get(0), cell)
                    || !read.get(1).source().equals("next")) {
                return false;
            }
        }
        return true;
    }

    private List<String> marked(Cell cell, boolean withId) {
        String options = CellOptions.write(cell, withId, Map.of());
        List<String> source = TextLines.of(cell.source());
        List<String> lines = new ArrayList<>();
        if (cell instanceof Cell.Code) {
            String ticks = "```";
            while (cell.source().contains(ticks)) {
                ticks += "`";
            }
            lines.add((ticks + language + " " + options).stripTrailing());
            lines.addAll(source);
            lines.add(ticks);
            return lines;
        }
        String name = cell instanceof Cell.Raw ? "raw" : "region";
        for (String other : List.of("markdown", "md")) {
            name = cell.source().contains("#end" + name) && !name.equals("raw") ? other : name;
        }
        // an arrow would end the comment that the options stand in
        lines.add(("<!-- #" + name + " " + options.replace(">", "\\u003e")).stripTrailing() + " -->");
        lines.addAll(source);
        lines.add("<!-- #end" + name + " -->");
        return lines;
    }
}
