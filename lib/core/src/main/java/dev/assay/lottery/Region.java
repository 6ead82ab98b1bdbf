package dev.assay.lottery;

import java.util.List;

/**
 * All quota vectors that may be chosen: whole numbers between bounds, under rows. One row must fix the sum of all cells.
 *
 * @param low the least of each cell, at least 0
 * @param high the most of each cell
 * @param rows sums over sets of cells
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read only
public record Region(long[] low, long[] high, List<Row> rows) {

    /**
     * A sum over some cells, between two ends.
     *
     * @param cells places of cells, each once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; read only
    public record Row(int[] cells, long low, long high) {}

    public Region {
        rows = List.copyOf(rows);
    }

    int cells() {
        return low.length;
    }

    /** Whether a vector keeps all bounds and rows. */
    boolean holds(long[] quotas) {
        for (int c = 0; c < quotas.length; c++) {
            if (quotas[c] < low[c] || quotas[c] > high[c]) {
                return false;
            }
        }
        for (Row row : rows) {
            long sum = 0;
            for (int cell : row.cells()) {
                sum += quotas[cell];
            }
            if (sum < row.low() || sum > row.high()) {
                return false;
            }
        }
        return true;
    }
}
