package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * Whether two axes still go together once a third is held fixed: the test of Cochran, Mantel and Haenszel, as R's
 * {@code mantelhaen.test} has it. Items count as independent of each other.
 *
 * @param strata strata that hold at least two items
 * @param n items in them
 * @param statistic chi-square under independence within strata; of two levels each it bears the continuity correction, as in R,
 *     for more it is the generalised one (Agresti, Categorical Data Analysis, 2002, p. 295); null where an axis has one level
 * @param df 1 of two levels each, else at most (rows - 1)(columns - 1)
 * @param pValue its upper tail
 * @param statisticUncorrected without the correction; null but for two levels each
 * @param pValueUncorrected its upper tail
 * @param commonOddsRatio Mantel and Haenszel's estimate, of the first level of each axis; null but for two levels each, and
 *     where it is 0/0 or infinite
 * @param low lower end of its 95 % interval (Robins, Breslow and Greenland, Biometrics 42 (1986) 311-323)
 * @param high upper end
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CochranMantelHaenszel(
        int strata,
        long n,
        @Nullable Double statistic,
        @Nullable Integer df,
        @Nullable Double pValue,
        @Nullable Double statisticUncorrected,
        @Nullable Double pValueUncorrected,
        @Nullable Double commonOddsRatio,
        @Nullable Double low,
        @Nullable Double high) {

    /** The two-sided 5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** Of tables by stratum, row and column, all of one shape. Strata of fewer than two items say nothing. */
    public static CochranMantelHaenszel of(long[][][] byStratum) {
        List<long[][]> strata =
                Arrays.stream(byStratum).filter(table -> sum(table) >= 2).toList();
        long n = strata.stream().mapToLong(CochranMantelHaenszel::sum).sum();
        int[] rows = strata.isEmpty() ? new int[0] : filled(strata, true);
        int[] columns = strata.isEmpty() ? new int[0] : filled(strata, false);
        if (rows.length < 2 || columns.length < 2) {
            return nothing(strata.size(), n);
        }
        List<double[][]> tables =
                strata.stream().map(table -> part(table, rows, columns)).toList();
        return rows.length == 2 && columns.length == 2 ? twoByTwo(tables, n) : general(tables, n);
    }

    private static CochranMantelHaenszel nothing(int strata, long n) {
        return new CochranMantelHaenszel(strata, n, null, null, null, null, null, null, null, null);
    }

    private static long sum(long[][] table) {
        return Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
    }

    /** Rows, or columns, that hold something in any stratum. */
    private static int[] filled(List<long[][]> strata, boolean rows) {
        int size = rows ? strata.get(0).length : strata.get(0)[0].length;
        return IntStream.range(0, size)
                .filter(i -> strata.stream()
                        .anyMatch(table -> rows
                                ? Arrays.stream(table[i]).sum() > 0
                                : Arrays.stream(table).mapToLong(row -> row[i]).sum() > 0))
                .toArray();
    }

    private static double[][] part(long[][] table, int[] rows, int[] columns) {
        double[][] part = new double[rows.length][columns.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                part[r][c] = table[rows[r]][columns[c]];
            }
        }
        return part;
    }

    private static CochranMantelHaenszel twoByTwo(List<double[][]> tables, long n) {
        double delta = 0;
        double variance = 0;
        for (double[][] t : tables) {
            double rowOne = t[0][0] + t[0][1];
            double columnOne = t[0][0] + t[1][0];
            double size = rowOne + t[1][0] + t[1][1];
            delta += t[0][0] - rowOne * columnOne / size;
            variance += rowOne * (size - rowOne) * columnOne * (size - columnOne) / (size * size * (size - 1));
        }
        if (variance <= 0) {
            return nothing(tables.size(), n);
        }
        double correction = Math.abs(delta) >= 0.5 ? 0.5 : 0;
        double corrected = Math.pow(Math.abs(delta) - correction, 2) / variance;
        double plain = delta * delta / variance;
        double @Nullable [] odds = odds(tables);
        return new CochranMantelHaenszel(
                tables.size(),
                n,
                corrected,
                1,
                upperTail(corrected, 1),
                plain,
                upperTail(plain, 1),
                odds == null ? null : odds[0],
                odds == null ? null : odds[1],
                odds == null ? null : odds[2]);
    }

    /** The common odds ratio and the ends of its interval; null where it is no positive number. */
    private static double @Nullable [] odds(List<double[][]> tables) {
        double same = 0;
        double other = 0;
        double sameSame = 0;
        double mixed = 0;
        double otherOther = 0;
        for (double[][] t : tables) {
            double size = t[0][0] + t[0][1] + t[1][0] + t[1][1];
            double diagonal = t[0][0] * t[1][1] / size;
            double across = t[0][1] * t[1][0] / size;
            double onDiagonal = (t[0][0] + t[1][1]) / size;
            same += diagonal;
            other += across;
            sameSame += onDiagonal * diagonal;
            mixed += onDiagonal * across + (1 - onDiagonal) * diagonal;
            otherOther += (1 - onDiagonal) * across;
        }
        if (!(same > 0 && other > 0)) {
            return null;
        }
        double ratio = same / other;
        double error =
                Math.sqrt(sameSame / (2 * same * same) + mixed / (2 * same * other) + otherOther / (2 * other * other));
        return new double[] {ratio, ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error)};
    }

    /** With the last row and column left out, for they follow from the others. */
    private static CochranMantelHaenszel general(List<double[][]> tables, long n) {
        int rows = tables.get(0).length - 1;
        int columns = tables.get(0)[0].length - 1;
        double[] delta = new double[rows * columns];
        double[][] covariance = new double[rows * columns][rows * columns];
        for (double[][] table : tables) {
            add(table, delta, covariance);
        }
        SingularValueDecomposition solver = new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false));
        int df = solver.getRank();
        if (df == 0) {
            return nothing(tables.size(), n);
        }
        ArrayRealVector difference = new ArrayRealVector(delta, false);
        double statistic = Math.max(0, difference.dotProduct(solver.getSolver().solve(difference)));
        return new CochranMantelHaenszel(
                tables.size(), n, statistic, df, upperTail(statistic, df), null, null, null, null, null);
    }

    private static void add(double[][] table, double[] delta, double[][] covariance) {
        int columns = table[0].length - 1;
        double[] ofRow = Arrays.stream(table)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        double[] ofColumn = new double[columns + 1];
        for (double[] row : table) {
            for (int c = 0; c <= columns; c++) {
                ofColumn[c] += row[c];
            }
        }
        double size = Arrays.stream(ofRow).sum();
        for (int i = 0; i < delta.length; i++) {
            int r = i / columns;
            int c = i % columns;
            delta[i] += table[r][c] - ofRow[r] * ofColumn[c] / size;
            for (int j = 0; j < delta.length; j++) {
                double byRow = (r == j / columns ? size * ofRow[r] : 0) - ofRow[r] * ofRow[j / columns];
                double byColumn = (c == j % columns ? size * ofColumn[c] : 0) - ofColumn[c] * ofColumn[j % columns];
                covariance[i][j] += byRow * byColumn / (size * size * (size - 1));
            }
        }
    }

    private static double upperTail(double statistic, int df) {
        return statistic <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2.0, statistic / 2);
    }
}
