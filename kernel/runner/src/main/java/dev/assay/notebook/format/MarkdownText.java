package dev.assay.notebook.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notebook as Markdown, by jupytext's rules: code of the notebook's language in fences is a cell, what stands between is Markdown,
 * of which two blank lines end a cell; {@code <!-- #region -->} holds together what these rules would part.
 */
final class MarkdownText {

    private static final Pattern REGION = Pattern.compile("(?s)<!--\\s*#(region|markdown|md|raw)(\\s.*?)?\\s*-->\\s*");
    private static final Pattern FENCE = Pattern.compile("(?s)(```+)\\s*([\\w+#-]*)(.*)");

    private final List<String> lines;
    private final String language;
    private final List<Cell> cells = new ArrayList<>();
    private int at;

    private MarkdownText(List<String> lines, String language) {
        this.lines = lines;
        this.language = language;
    }

    static Notebook read(byte[] file) throws NotebookFormatException {
        List<String> lines = TextLines.of(file);
        TextHeader header = TextHeader.read(lines);
        Notebook empty = Notebook.of(header.metadata(), List.of());
        List<Cell> cells = cells(lines.subList(header.lines(), lines.size()), empty.language());
        return empty.withCells(CellIds.complete(cells));
    }

    static List<Cell> cells(List<String> lines, String language) {
        MarkdownText text = new MarkdownText(lines, language);
        while (text.at < lines.size()) {
            String line = lines.get(text.at);
            Matcher region = REGION.matcher(line);
            if (line.isBlank()) {
                text.at++;
            } else if (region.matches()) {
                text.region(region.group(1), CellOptions.read(region.group(2) == null ? "" : region.group(2)));
            } else if (text.isCode(line)) {
                text.code(line);
            } else {
                text.prose();
            }
        }
        return text.cells;
    }

    private void region(String name, CellOptions options) {
        Pattern end = Pattern.compile("<!--\\s*#end" + name + "\\s*-->\\s*");
        int from = ++at;
        while (at < lines.size() && !end.matcher(lines.get(at)).matches()) {
            at++;
        }
        String kind = name.equals("raw") ? "raw" : "markdown";
        cells.add(TextLines.cell(options.kind(kind), options.id(), options.metadata(), lines.subList(from, at)));
        at++;
    }

    private boolean isCode(String line) {
        Matcher fence = FENCE.matcher(line);
        return fence.matches() && fence.group(2).toLowerCase(Locale.ROOT).equals(language);
    }

    private void code(String line) {
        Matcher fence = FENCE.matcher(line);
        String ticks = fence.matches() ? fence.group(1) : "```";
        CellOptions options = CellOptions.read(fence.matches() ? fence.group(3) : "");
        int from = ++at;
        while (at < lines.size() && !lines.get(at).stripTrailing().equals(ticks)) {
            at++;
        }
        cells.add(TextLines.cell(options.kind("code"), options.id(), options.metadata(), lines.subList(from, at)));
        at++;
    }

    private void prose() {
        int from = at;
        String fence = "";
        int blank = 0;
        for (; at < lines.size(); at++) {
            String line = lines.get(at);
            boolean starts =
                    fence.isEmpty() && (isCode(line) || REGION.matcher(line).matches());
            if (starts || (fence.isEmpty() && blank >= 2 && !line.isBlank())) {
                break;
            }
            Matcher ticks = FENCE.matcher(line);
            if (ticks.matches() && fence.isEmpty()) {
                fence = ticks.group(1);
            } else if (!fence.isEmpty() && line.stripTrailing().equals(fence)) {
                fence = "";
            }
            blank = line.isBlank() ? blank + 1 : 0;
        }
        cells.add(TextLines.cell("markdown", "", Fields.none(), TextLines.trimmed(lines.subList(from, at))));
    }
}
