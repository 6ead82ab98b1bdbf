package dev.assay.assembly.display;

import dev.assay.report.Markup;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.columns.Column;

/** A table for a console: as many columns as fit a line, the first and the last rows. */
final class TableText {

    private static final int ENDS = 10;
    private static final int WIDTH = 118;
    private static final int WIDEST = 32;

    private TableText() {}

    static String of(TableView view) {
        int all = view.table().rowCount();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < all; row++) {
            if (all <= 2 * ENDS || row < ENDS || row >= all - ENDS) {
                rows.add(row);
            } else {
                row = all - ENDS - 1;
            }
        }
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i < rows.size() + 2; i++) {
            lines.add(new StringBuilder());
        }
        int shown = 0;
        for (Column<?> column : view.columns()) {
            List<String> cells = cells(column, rows);
            int width = cells.stream().mapToInt(TableText::width).max().orElse(0);
            if (shown > 0 && lines.get(0).length() + width + 2 > WIDTH) {
                break;
            }
            add(lines, cells, width, TableView.isNumber(column));
            shown++;
        }
        return text(view, lines, shown, all);
    }

    private static List<String> cells(Column<?> column, List<Integer> rows) {
        List<String> cells = new ArrayList<>();
        cells.add(Clip.text(Markup.plain(column.name()), WIDEST));
        cells.add(TableView.typeOf(column));
        for (int row : rows) {
            String cell = TableView.cell(column, row);
            cells.add(cell == null ? "–" : Clip.text(Markup.plain(cell), WIDEST));
        }
        return cells;
    }

    private static void add(List<StringBuilder> lines, List<String> cells, int width, boolean right) {
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(width - width(cells.get(i)));
            lines.get(i)
                    .append(right ? blanks + cells.get(i) : cells.get(i) + blanks)
                    .append("  ");
        }
    }

    private static String text(TableView view, List<StringBuilder> lines, int shown, int all) {
        StringBuilder out = new StringBuilder();
        String name = view.table().name();
        out.append(name == null || name.isEmpty() ? "table" : Clip.text(Markup.plain(name), 60))
                .append(": ");
        out.append(TableView.count(all, "row")).append(", ");
        out.append(TableView.count(view.table().columnCount(), "column")).append('\n');
        for (int i = 0; i < lines.size(); i++) {
            out.append(lines.get(i).toString().stripTrailing()).append('\n');
            if (all > 2 * ENDS && i == ENDS + 1) {
                out.append("… ").append(all - 2 * ENDS).append(" rows …\n");
            }
        }
        int more = view.table().columnCount() - shown;
        if (more > 0) {
            out.append("… ").append(TableView.count(more, "more column")).append('\n');
        }
        return out.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
