package dev.assay.report;

import dev.assay.bias.CrossTab;
import dev.assay.schema.Axis;
import java.util.List;
import java.util.Map;

/**
 * A cross-tab of two axes as a mosaic (Hartigan and Kleiner 1981; shaded as Friendly 1994): a column as wide as its level's
 * share, cut into parts as high as the shares within it, so that areas are counts. Known levels only.
 */
final class Mosaic {

    private static final int HEIGHT = 300;
    private static final int TOP = 22;
    private static final double GAP = 0.006;

    /** Pixels below which a part has no room for words. */
    private static final int ONE_LINE = 17;

    /** Share of the width that a letter takes on a page of usual width, about. */
    private static final double LETTER = 0.0135;

    private Mosaic() {}

    static Html of(CrossTab table, String title) {
        CrossTab.Margin across = table.margins().get(0);
        Map<List<String>, CrossTab.Cell> cells = CrossTabHtml.cells(table);
        List<String> levels = known(table.margins().get(1));
        long total = 0;
        for (String level : known(across)) {
            total += count(cells, level, levels);
        }
        Drawing chart = new Drawing(TOP + HEIGHT + 2, title);
        double room = 1 - GAP * Math.max(0, known(across).size() - 1);
        double x = 0;
        for (String level : known(across)) {
            long column = count(cells, level, levels);
            if (column > 0) {
                double width = room * column / total;
                chart.text(x + width / 2, TOP - 8.0, "middle", "head", fitted(level, width));
                column(chart, cells, level, levels, column, x, width);
                x += width + GAP;
            }
        }
        return chart.done();
    }

    private static void column(
            Drawing chart,
            Map<List<String>, CrossTab.Cell> cells,
            String level,
            List<String> levels,
            long column,
            double x,
            double width) {
        double y = TOP;
        for (String other : levels) {
            CrossTab.Cell cell = cells.get(List.of(level, other));
            if (cell != null && cell.count() > 0) {
                double height = (double) HEIGHT * cell.count() / column;
                Double residual = cell.adjustedResidual();
                String shade = CrossTabHtml.shade(residual);
                String words = level + ", " + other + ": " + cell.count() + ", "
                        + Words.percent((double) cell.count() / column) + " of " + level
                        + (residual == null ? "" : ", adjusted residual " + Words.number(residual, 2));
                chart.rect(x, y, width, height, ("cell " + shade).strip(), words);
                if (height >= ONE_LINE) {
                    String said = other + " " + cell.count() + " " + CrossTabHtml.sign(residual);
                    chart.text(x + width / 2, y + height / 2 + 4.5, "middle", "count", fitted(said.strip(), width));
                }
                y += height;
            }
        }
    }

    /** As much of a text as a width has room for; nothing where that is too little to read. */
    private static String fitted(String text, double width) {
        int letters = (int) (width / LETTER);
        return letters < 3 ? "" : Html.clip(text, letters);
    }

    private static List<String> known(CrossTab.Margin margin) {
        return margin.levels().stream()
                .filter(level -> !level.equals(Axis.UNKNOWN))
                .toList();
    }

    private static long count(Map<List<String>, CrossTab.Cell> cells, String level, List<String> others) {
        long count = 0;
        for (String other : others) {
            CrossTab.Cell cell = cells.get(List.of(level, other));
            count += cell == null ? 0 : cell.count();
        }
        return count;
    }
}
