package dev.assay.bias;

import dev.assay.cube.Cube;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The non-empty cells of a two-way table of known levels, row by row. Sparse, for two axes of ten thousand levels each have
 * no dense table that fits in memory.
 */
final class TwoWay {

    private final int[] row;
    private final int[] column;
    private final long[] count;
    private final long[] rowTotals;
    private final long[] columnTotals;
    private final long n;

    private TwoWay(int[] row, int[] column, long[] count, long[] rowTotals, long[] columnTotals) {
        this.row = row;
        this.column = column;
        this.count = count;
        this.rowTotals = rowTotals;
        this.columnTotals = columnTotals;
        this.n = Arrays.stream(count).sum();
    }

    static TwoWay of(long[][] table) {
        TreeMap<Long, Long> cells = new TreeMap<>();
        int columns = table.length == 0 ? 0 : table[0].length;
        for (int r = 0; r < table.length; r++) {
            if (table[r].length != columns) {
                throw new IllegalArgumentException("expected " + columns + " columns in row " + r + " as in the first,"
                        + " found " + table[r].length);
            }
            for (int c = 0; c < columns; c++) {
                if (table[r][c] < 0) {
                    throw new IllegalArgumentException("expected counts, found " + table[r][c]);
                }
                if (table[r][c] > 0) {
                    cells.put((long) r * columns + c, table[r][c]);
                }
            }
        }
        return of(cells, table.length, columns);
    }

    /** Items that are known on both axes. */
    static TwoWay of(Cube cube, int first, int second) {
        int rows = cube.axes().get(first).levels().size();
        int columns = cube.axes().get(second).levels().size();
        TreeMap<Long, Long> cells = new TreeMap<>();
        for (int cell = 0; cell < cube.size(); cell++) {
            int r = cube.level(cell, first);
            int c = cube.level(cell, second);
            if (r < rows && c < columns) {
                cells.merge((long) r * columns + c, cube.count(cell), Long::sum);
            }
        }
        return of(cells, rows, columns);
    }

    private static TwoWay of(SortedMap<Long, Long> cells, int rows, int columns) {
        int[] row = new int[cells.size()];
        int[] column = new int[cells.size()];
        long[] count = new long[cells.size()];
        long[] rowTotals = new long[rows];
        long[] columnTotals = new long[columns];
        int i = 0;
        for (var cell : cells.entrySet()) {
            row[i] = (int) (cell.getKey() / columns);
            column[i] = (int) (cell.getKey() % columns);
            count[i] = cell.getValue();
            rowTotals[row[i]] += count[i];
            columnTotals[column[i]] += count[i];
            i++;
        }
        return new TwoWay(row, column, count, rowTotals, columnTotals);
    }

    /** All items. */
    long n() {
        return n;
    }

    /** The number of non-empty cells. */
    int size() {
        return count.length;
    }

    /** The row of a non-empty cell; cells ascend by row, then column. */
    int row(int cell) {
        return row[cell];
    }

    int column(int cell) {
        return column[cell];
    }

    long count(int cell) {
        return count[cell];
    }

    long rowTotal(int r) {
        return rowTotals[r];
    }

    long columnTotal(int c) {
        return columnTotals[c];
    }

    /** How many rows there are, with empty ones. */
    int allRows() {
        return rowTotals.length;
    }

    int allColumns() {
        return columnTotals.length;
    }

    /** Shannon's entropy of the rows' totals, in nats. */
    double rowEntropy() {
        return Diversity.entropy(rowTotals);
    }

    double columnEntropy() {
        return Diversity.entropy(columnTotals);
    }

    /** The number of rows that hold something. */
    int rows() {
        return (int) Arrays.stream(rowTotals).filter(total -> total > 0).count();
    }

    /** The number of columns that hold something. */
    int columns() {
        return (int) Arrays.stream(columnTotals).filter(total -> total > 0).count();
    }

    int emptyMargins() {
        return rowTotals.length + columnTotals.length - rows() - columns();
    }

    /** Items expected in a cell if the axes were independent. */
    double expected(int r, int c) {
        return (double) rowTotals[r] * columnTotals[c] / n;
    }

    /** Haberman's adjusted residual (Biometrics 29 (1973) 205), about standard normal under independence; NaN if undefined. */
    double adjustedResidual(int r, int c, long observed) {
        double expected = expected(r, c);
        double variance = expected * (1 - (double) rowTotals[r] / n) * (1 - (double) columnTotals[c] / n);
        return variance > 0 ? (observed - expected) / Math.sqrt(variance) : Double.NaN;
    }

    /** How many cells of the table without its empty margins expect fewer items than a limit. */
    long expectedBelow(double limit) {
        long[] ascending =
                Arrays.stream(columnTotals).filter(t -> t > 0).sorted().toArray();
        long below = 0;
        for (long total : rowTotals) {
            if (total > 0) {
                int low = 0;
                int high = ascending.length;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if ((double) total * ascending[middle] / n < limit) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                below += low;
            }
        }
        return below;
    }

    /** Pearson's statistic. */
    double chiSquare() {
        double inCells = 0;
        double expectedThere = 0;
        for (int i = 0; i < count.length; i++) {
            double expected = expected(row[i], column[i]);
            inCells += (count[i] - expected) * (count[i] - expected) / expected;
            expectedThere += expected;
        }
        // An empty cell adds its expected count; together these are what the others leave of n.
        boolean full = count.length == (long) rows() * columns();
        return inCells + (full ? 0 : Math.max(0, n - expectedThere));
    }

    /** The likelihood-ratio statistic, which is 2 n times the mutual information in nats; at least 0. */
    double g() {
        double sum = 0;
        for (int i = 0; i < count.length; i++) {
            sum += count[i] * Math.log(count[i] / expected(row[i], column[i]));
        }
        return Math.max(0, 2 * sum);
    }
}
