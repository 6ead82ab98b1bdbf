package dev.assay.report;

import java.util.ArrayList;
import java.util.List;

/** A {@link Fragment} while it is written: most of it goes into the page and into the text alike. */
final class Piece {

    private static final int MOST_ROWS = 100;
    private static final int WIDEST = 48;

    private final Html page = new Html();
    private final StringBuilder text = new StringBuilder();

    /** The page, for what has no words. */
    Html page() {
        return page;
    }

    Piece heading(String words) {
        page.leaf("h3", words);
        line(words);
        return this;
    }

    Piece paragraph(String words) {
        page.paragraph(words);
        return line(words);
    }

    /** A line of the text alone. */
    Piece line(String words) {
        text.append(Markup.plain(words)).append('\n');
        return this;
    }

    Piece list(List<String> items) {
        if (!items.isEmpty()) {
            page.open("ul");
            items.forEach(item -> page.leaf("li", Html.clip(item, 600)));
            page.closeLine();
            items.forEach(item -> line("- " + Html.clip(item, 600)));
        }
        return this;
    }

    /** A table for both; with {@code folded} the page shows it on demand. */
    Piece table(String caption, boolean folded, List<String> columns, List<Object[]> rows) {
        int shown = Math.min(rows.size(), MOST_ROWS);
        HtmlTable table = new HtmlTable(caption, columns.toArray(String[]::new)).withAllRows();
        rows.subList(0, shown).forEach(table::row);
        if (folded) {
            page.open("details").leaf("summary", caption);
            table.into(page);
            page.closeLine();
        } else {
            table.into(page);
        }
        if (!text.isEmpty()) {
            line(caption + ":");
        }
        aligned(columns, rows.subList(0, shown));
        if (shown < rows.size()) {
            paragraph("… " + (rows.size() - shown) + " more rows");
        }
        return this;
    }

    private void aligned(List<String> columns, List<Object[]> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream()
                .map(name -> name.startsWith("#") ? name.substring(1) : name)
                .toList());
        for (Object[] row : rows) {
            List<String> line = new ArrayList<>();
            for (Object cell : row) {
                line.add(Html.clip(Markup.plain(String.valueOf(cell)), WIDEST));
            }
            lines.add(line);
        }
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        });
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                String blanks = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
                out.append(columns.get(i).startsWith("#") ? blanks + cell : cell + blanks)
                        .append("  ");
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
    }

    Fragment done() {
        return new Fragment(ScopedStyle.around(page), text.toString().stripTrailing());
    }
}
