package dev.assay.report;

import dev.assay.bias.CrossTab;
import dev.assay.schema.Axis;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cross-tab of two axes as a drawing: counts, shaded by adjusted residuals. */
final class HeatMap {

    private static final int ROW = 34;
    private static final int TOP = 24;
    /** Share of the width for the rows' names, and for longer ones. */
    private static final double LEFT = 0.27;

    private static final double MORE_LEFT = 0.36;
    /** Letters that have room there. */
    private static final int ROW_NAME = 12;

    private static final int LONG_ROW_NAME = 16;
    /** Letters that have room beside each other above all columns together, and in one name that is slanted. */
    private static final int ALL_NAMES = 44;

    private static final int SLANTED_NAME = 20;
    /** Pixels of a letter above a column, about. */
    private static final double LETTER = 7;

    /** Columns beyond this have no room on a phone; such a cross-tab is shown as a table alone. */
    private static final int MOST_COLUMNS = 7;

    private static final int MOST_ROWS = 24;

    private HeatMap() {}

    /** Whether a cross-tab has room. */
    static boolean fits(CrossTab table) {
        if (table.axes().size() != 2) {
            return false;
        }
        int rows = table.margins().get(0).levels().size();
        int columns = table.margins().get(1).levels().size();
        return rows > 0 && columns > 0 && rows <= MOST_ROWS && columns <= MOST_COLUMNS;
    }

    static Html of(CrossTab table, String title) {
        List<String> rows = table.margins().get(0).levels();
        List<String> columns = table.margins().get(1).levels();
        Map<List<String>, CrossTab.Cell> cells = CrossTabHtml.cells(table);
        double left = longest(rows) > ROW_NAME ? MORE_LEFT : LEFT;
        double width = (1 - left) / columns.size();
        int top = top(columns);
        Drawing chart = new Drawing(top + ROW * rows.size() + 2, title);
        names(chart, columns, left, width, top);
        for (int r = 0; r < rows.size(); r++) {
            String row = rows.get(r);
            int y = top + ROW * r;
            String name = Html.clip(row, left > LEFT ? LONG_ROW_NAME : ROW_NAME);
            chart.text(0, y + 21.0, "start", "label", name, row);
            for (int c = 0; c < columns.size(); c++) {
                String column = columns.get(c);
                boolean known = !row.equals(Axis.UNKNOWN) && !column.equals(Axis.UNKNOWN);
                cell(chart, cells.get(List.of(row, column)), known, left + width * c, y, width, row + ", " + column);
            }
        }
        return chart.done();
    }

    /** Slanted where one of them has no room in its column. */
    private static void names(Drawing chart, List<String> columns, double left, double width, int top) {
        for (int c = 0; c < columns.size(); c++) {
            String column = columns.get(c);
            double middle = left + width * (c + 0.5);
            if (top > TOP) {
                chart.slanted(middle, top - 8.0, "head", Html.clip(column, SLANTED_NAME), column);
            } else {
                chart.text(middle, top - 8.0, "middle", "head", column);
            }
        }
    }

    /** Pixels above the cells. */
    private static int top(List<String> columns) {
        int longest = longest(columns);
        boolean fit = longest <= Math.max(4, ALL_NAMES / columns.size());
        double height = Drawing.slantedHeight(LETTER * Math.min(longest, SLANTED_NAME));
        return fit ? TOP : TOP + (int) Math.ceil(height);
    }

    private static int longest(List<String> levels) {
        return levels.stream().mapToInt(Room::of).max().orElse(0);
    }

    private static void cell(
            Drawing chart, CrossTab.@Nullable Cell cell, boolean known, double x, int y, double width, String levels) {
        long count = cell == null ? 0 : cell.count();
        Double residual = cell == null ? null : cell.adjustedResidual();
        String words =
                levels + ": " + count + (residual == null ? "" : ", adjusted residual " + Words.number(residual, 2));
        String shade = CrossTabHtml.shade(residual);
        chart.rect(x, y, width, ROW, known ? ("cell " + shade).strip() : "cell", words);
        chart.text(
                x + width / 2,
                y + 21.0,
                "middle",
                known ? "count" : "value",
                (count + " " + CrossTabHtml.sign(residual)).strip());
    }
}
