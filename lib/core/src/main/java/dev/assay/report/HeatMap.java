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
    private static final double LEFT = 0.27;

    /** Columns beyond this have no room on a phone; such a cross-tab is shown as a table alone. */
    private static final int MOST_COLUMNS = 7;

    private static final int MOST_ROWS = 24;

    private HeatMap() {}

    /** Whether a cross-tab has room. */
    static boolean fits(CrossTab table) {
        return table.axes().size() == 2
                && table.margins().get(1).levels().size() <= MOST_COLUMNS
                && table.margins().get(0).levels().size() <= MOST_ROWS;
    }

    static Html of(CrossTab table, String title) {
        CrossTab.Margin rows = table.margins().get(0);
        CrossTab.Margin columns = table.margins().get(1);
        Map<List<String>, CrossTab.Cell> cells = CrossTabHtml.cells(table);
        double width = (1 - LEFT) / columns.levels().size();
        int letters = Math.max(4, 44 / columns.levels().size());
        Drawing chart = new Drawing(TOP + ROW * rows.levels().size() + 2, title);
        for (int c = 0; c < columns.levels().size(); c++) {
            String name = Html.clip(columns.levels().get(c), letters);
            chart.text(LEFT + width * (c + 0.5), TOP - 8.0, "middle", "head", name);
        }
        for (int r = 0; r < rows.levels().size(); r++) {
            String row = rows.levels().get(r);
            int y = TOP + ROW * r;
            chart.text(0, y + 21.0, "start", "label", Html.clip(row, 12));
            for (int c = 0; c < columns.levels().size(); c++) {
                String column = columns.levels().get(c);
                boolean known = !row.equals(Axis.UNKNOWN) && !column.equals(Axis.UNKNOWN);
                cell(chart, cells.get(List.of(row, column)), known, LEFT + width * c, y, width, row + ", " + column);
            }
        }
        return chart.done();
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
