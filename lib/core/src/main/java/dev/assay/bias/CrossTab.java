package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by combination of levels. Of two axes also what independence would have them be: over the items known on both, so
 * that cells of an unknown level have a count, and neither expected count nor residual.
 *
 * @param axes names
 * @param total items, unknown ones included
 * @param margins each axis's levels in order, with the unknown last where there are any
 * @param cells the non-empty cells, in the order of the axes' levels
 * @param emptyCells of two axes the combinations of known, non-empty levels that no item has, with what was expected; left
 *     out (and said so in the warnings) where there are more than 10,000
 * @param association of two axes; else null
 * @param warnings what was left out
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CrossTab(
        List<String> axes,
        long total,
        List<Margin> margins,
        List<Cell> cells,
        List<Cell> emptyCells,
        @Nullable Association association,
        List<String> warnings) {

    private static final long MOST_EMPTY_CELLS = 10_000;

    public CrossTab {
        axes = List.copyOf(axes);
        margins = List.copyOf(margins);
        cells = List.copyOf(cells);
        emptyCells = List.copyOf(emptyCells);
        warnings = List.copyOf(warnings);
    }

    /**
     * An axis alone.
     *
     * @param axis its name
     * @param levels its known levels, and {@code unknown} where items are
     * @param counts of those levels
     */
    public record Margin(String axis, List<String> levels, List<Long> counts) {
        public Margin {
            levels = List.copyOf(levels);
            counts = List.copyOf(counts);
        }
    }

    /**
     * A combination of levels.
     *
     * @param levels by axis, in the order of the axes
     * @param count items
     * @param expected under independence; null except for known levels of two axes
     * @param adjustedResidual about standard normal under independence: look at 2, flag at 3; null where undefined
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Cell(
            Map<String, String> levels, long count, @Nullable Double expected, @Nullable Double adjustedResidual) {
        public Cell {
            levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        }
    }

    /** Of a cube's axes, with the seed 0 for a Monte Carlo p-value. */
    public static CrossTab of(Cube cube) {
        return of(cube, 0L);
    }

    /** Of a cube's axes, with a seed for the Monte Carlo p-value. */
    public static CrossTab of(Cube cube, long seed) {
        List<String> names = cube.axes().stream().map(Axis::name).toList();
        List<Margin> margins = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            margins.add(margin(cube.axes().get(a), cube.margin(a)));
        }
        TwoWay table = names.size() == 2 ? TwoWay.of(cube, 0, 1) : null;
        List<Cell> cells = new ArrayList<>();
        for (int c = 0; c < cube.size(); c++) {
            cells.add(cell(cube, c, table));
        }
        List<String> warnings = new ArrayList<>();
        return new CrossTab(
                names,
                cube.total(),
                margins,
                cells,
                table == null ? List.of() : emptyCells(cube, table, warnings),
                table == null ? null : Association.of(table, seed),
                warnings);
    }

    private static Margin margin(Axis axis, long[] margin) {
        List<String> levels = new ArrayList<>(axis.levels());
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            counts.add(margin[i]);
        }
        if (margin[counts.size()] > 0) {
            counts.add(margin[counts.size()]);
            levels.add(Axis.UNKNOWN);
        }
        return new Margin(axis.name(), levels, counts);
    }

    private static Cell cell(Cube cube, int c, @Nullable TwoWay table) {
        Map<String, String> levels = new LinkedHashMap<>();
        boolean known = true;
        for (int a = 0; a < cube.axes().size(); a++) {
            levels.put(cube.axes().get(a).name(), cube.levelText(c, a));
            known &= cube.level(c, a) < cube.axes().get(a).levels().size();
        }
        return table == null || !known
                ? new Cell(levels, cube.count(c), null, null)
                : cell(levels, table, cube.level(c, 0), cube.level(c, 1), cube.count(c));
    }

    private static Cell cell(Map<String, String> levels, TwoWay table, int row, int column, long count) {
        double residual = table.adjustedResidual(row, column, count);
        return new Cell(levels, count, table.expected(row, column), Double.isNaN(residual) ? null : residual);
    }

    private static List<Cell> emptyCells(Cube cube, TwoWay table, List<String> warnings) {
        long number = (long) table.rows() * table.columns() - table.size();
        if (number > MOST_EMPTY_CELLS) {
            warnings.add(number + " empty cells are not listed");
            return List.of();
        }
        List<Cell> empty = new ArrayList<>();
        int next = 0;
        for (int r = 0; r < table.allRows(); r++) {
            for (int c = 0; c < table.allColumns(); c++) {
                if (next < table.size() && table.row(next) == r && table.column(next) == c) {
                    next++;
                } else if (table.rowTotal(r) > 0 && table.columnTotal(c) > 0) {
                    Map<String, String> levels = new LinkedHashMap<>();
                    levels.put(
                            cube.axes().get(0).name(),
                            cube.axes().get(0).levels().get(r));
                    levels.put(
                            cube.axes().get(1).name(),
                            cube.axes().get(1).levels().get(c));
                    empty.add(cell(levels, table, r, c, 0));
                }
            }
        }
        return empty;
    }

    /**
     * For people at a terminal, in aligned columns: two axes as a grid of counts, shares of the row and margins, others as a
     * list. {@code +} and {@code -} mark adjusted residuals beyond 2, {@code ++} and {@code --} beyond 3. Control characters
     * in levels are shown escaped.
     */
    public String text() {
        return new CrossTabText(this).render();
    }
}
