package dev.assay.notebook.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what {@link LightText} reads: without a mark where the cell reads back as itself, between marks elsewhere. */
final class LightWriter {

    private LightWriter() {}

    static String write(Notebook notebook) {
        List<String> out = new ArrayList<>();
        TextHeader.write(notebook.metadata()).forEach(line -> out.add(LightText.commented(line)));
        List<Cell> given = CellIds.complete(
                notebook.cells().stream().map(cell -> cell.withId("")).toList());
        for (int i = 0; i < given.size(); i++) {
            Cell cell = notebook.cells().get(i);
            if (!out.isEmpty()) {
                out.add("");
            }
            out.addAll(cell(cell, !cell.id().equals(given.get(i).id())));
        }
        return out.isEmpty() ? "" : String.join("\n", out) + "\n";
    }

    private static List<String> cell(Cell cell, boolean withId) {
        List<String> source = TextLines.of(cell.source()).stream()
                .map(line -> cell instanceof Cell.Code ? line : LightText.commented(line))
                .map(LightText::protect)
                .toList();
        return !withId && readsBack(cell, source) ? source : marked(cell, withId, source);
    }

    /** With code behind it, which it may not take in; and what is indented would be taken in by what stands before it. */
    private static boolean readsBack(Cell cell, List<String> text) {
        String first = text.isEmpty() ? "" : text.get(0);
        if (first.isEmpty()
                || Character.isWhitespace(first.charAt(0))
                || LightText.ENCODING.matcher(first).matches()) {
            return false;
        }
        List<String> lines = new ArrayList<>(text);
        lines.add("");
        lines.add("next();");
        List<Cell> read = LightText.cells(lines);
        return read.size() == 2
                && TextLines.same(read.get(0), cell)
                && read.get(1).source().equals("next();");
    }

    private static List<String> marked(Cell cell, boolean withId, List<String> source) {
        Map<String, String> more = new LinkedHashMap<>();
        String kind = kind(cell);
        if (cell instanceof Cell.Raw && kind.isEmpty()) {
            more.put("active", "");
        }
        String dashes = "-";
        while (isEnded(source, dashes)) {
            dashes += "-";
        }
        if (!dashes.equals("-")) {
            more.put("endofcell", dashes);
        }
        List<String> lines = new ArrayList<>();
        lines.add(("// +" + kind + " " + CellOptions.write(cell, withId, more)).stripTrailing());
        lines.addAll(source);
        lines.add("// " + dashes);
        return lines;
    }

    /** Told where the options do not: those of raw text say {@code active=""}, unless the cell's own metadata is in the way. */
    private static String kind(Cell cell) {
        boolean active = cell.metadata().has("active");
        if (cell instanceof Cell.Markdown) {
            return " [markdown]";
        }
        if (cell instanceof Cell.Raw) {
            return active || !CellOptions.arePlain(cell.metadata()) ? " [raw]" : "";
        }
        return active && cell.metadata().text("active").isEmpty() ? " [code]" : "";
    }

    private static boolean isEnded(List<String> source, String dashes) {
        return source.stream().anyMatch(line -> line.stripTrailing().equals("// " + dashes));
    }
}
