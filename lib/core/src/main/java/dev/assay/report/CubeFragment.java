package dev.assay.report;

import dev.assay.bias.CrossTab;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.List;

/** Counts as a fragment. */
final class CubeFragment {

    /** A grid of more cells is no longer read, and a list says more. */
    private static final long MOST_CELLS = 1_500;

    private static final int MOST_LISTED = 100;

    private CubeFragment() {}

    static Piece of(Cube cube) {
        boolean grid = cube.axes().size() == 2
                && (cube.axes().get(0).levels().size() + 1L)
                                * (cube.axes().get(1).levels().size() + 1L)
                        <= MOST_CELLS;
        return grid ? of(CrossTab.of(cube)) : list(cube);
    }

    static Piece of(CrossTab table) {
        long cells = 1;
        for (CrossTab.Margin margin : table.margins()) {
            cells *= margin.levels().size();
        }
        Piece piece = new Piece();
        if (table.axes().size() == 2 && cells <= MOST_CELLS) {
            piece.page()
                    .put(CrossTabHtml.piece(table, title(table.axes()) + ", " + Words.count(table.total(), "item")));
            table.text().lines().forEach(piece::line);
            return piece;
        }
        List<Object[]> rows = new ArrayList<>();
        for (CrossTab.Cell cell :
                table.cells().subList(0, Math.min(MOST_LISTED, table.cells().size()))) {
            rows.add(row(List.copyOf(cell.levels().values()), cell.count(), table.total()));
        }
        return list(table.axes(), rows, table.cells().size(), table.total());
    }

    private static Piece list(Cube cube) {
        List<Object[]> rows = new ArrayList<>();
        for (int c = 0; c < Math.min(MOST_LISTED, cube.size()); c++) {
            rows.add(row(cube.levelTexts(c), cube.count(c), cube.total()));
        }
        return list(cube.axes().stream().map(Axis::name).toList(), rows, cube.size(), cube.total());
    }

    private static Object[] row(List<String> levels, long count, long total) {
        List<Object> row = new ArrayList<>(levels);
        row.add(count);
        row.add(Words.percent((double) count / total));
        return row.toArray();
    }

    private static Piece list(List<String> axes, List<Object[]> rows, int cells, long total) {
        List<String> columns = new ArrayList<>(axes);
        columns.addAll(List.of("#count", "#share"));
        Piece piece = new Piece();
        piece.table(
                title(axes) + ", " + Words.count(total, "item") + " in " + Words.count(cells, "cell"),
                false,
                columns,
                rows);
        if (cells > rows.size()) {
            piece.paragraph("… " + (cells - rows.size()) + " more cells");
        }
        return piece;
    }

    private static String title(List<String> axes) {
        return "Counts by " + String.join(" and ", axes);
    }
}
