package dev.assay.bias;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What chance alone would make of two axes: the items keep their levels on one and shuffle those on the other, so that both
 * margins stay. Seeded, hence repeatable; {@link SplittableRandom} is specified to the bit.
 */
final class Permutations {

    private static final int FEW = 2_000;
    private static final int MANY = 20_000;

    private final TwoWay table;
    private final int[] rows;
    private final int[] columns;

    private Permutations(TwoWay table) {
        this.table = table;
        this.rows = new int[(int) table.n()];
        this.columns = new int[(int) table.n()];
        int at = 0;
        for (int i = 0; i < table.size(); i++) {
            int end = at + (int) table.count(i);
            Arrays.fill(rows, at, end, table.row(i));
            Arrays.fill(columns, at, end, table.column(i));
            at = end;
        }
    }

    /**
     * What the shuffles gave.
     *
     * @param replicates how many there were; 0 above 20,000 items, where an effect size says more than any p-value
     * @param chiSquareP (1 + shuffles with a chi-square at least as large) / (1 + shuffles)
     * @param gP the same for G, and for Theil's U both ways, which are G over a constant
     * @param meanG its mean
     */
    record Outcome(int replicates, double chiSquareP, double gP, double meanG) {}

    static Outcome of(TwoWay table, long seed) {
        int replicates = table.n() <= FEW ? 1_999 : table.n() <= MANY ? 199 : 0;
        return replicates == 0 ? new Outcome(0, 1, 1, 0) : new Permutations(table).run(replicates, seed);
    }

    private Outcome run(int replicates, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] observed = statistics();
        int chiSquare = 1;
        int g = 1;
        double sum = 0;
        for (int i = 0; i < replicates; i++) {
            shuffle(random);
            double[] shuffled = statistics();
            // Ties are the rule with small tables, and sums in another order differ in their last digits.
            chiSquare += shuffled[0] >= observed[0] * (1 - 1e-9) ? 1 : 0;
            g += shuffled[1] >= observed[1] - 1e-9 * table.n() ? 1 : 0;
            sum += shuffled[1];
        }
        return new Outcome(
                replicates, chiSquare / (replicates + 1.0), g / (replicates + 1.0), Math.max(0, sum / replicates));
    }

    private void shuffle(SplittableRandom random) {
        for (int i = columns.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = columns[i];
            columns[i] = columns[j];
            columns[j] = kept;
        }
    }

    /** The sum of O^2 / (R C), which rises with chi-square, and G. The items of a row stand together. */
    private double[] statistics() {
        long[] inRow = new long[table.allColumns()];
        double squares = 0;
        double logs = 0;
        int start = 0;
        while (start < rows.length) {
            int end = start + (int) table.rowTotal(rows[start]);
            for (int i = start; i < end; i++) {
                inRow[columns[i]]++;
            }
            for (int i = start; i < end; i++) {
                long count = inRow[columns[i]];
                if (count > 0) {
                    squares += (double) count * count / table.rowTotal(rows[start]) / table.columnTotal(columns[i]);
                    logs += count * Math.log(count / table.expected(rows[start], columns[i]));
                    inRow[columns[i]] = 0;
                }
            }
            start = end;
        }
        return new double[] {squares, 2 * logs};
    }
}
