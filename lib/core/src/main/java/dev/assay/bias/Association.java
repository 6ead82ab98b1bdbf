package dev.assay.bias;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.cube.Cube;
import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * How much two axes have to do with each other, among the items that are known on both. Levels without items are left out.
 * Where an axis has fewer than two levels left, nothing is defined and everything but {@code n} is null.
 *
 * @param n items known on both axes
 * @param chiSquare Pearson's statistic, without continuity correction
 * @param df degrees of freedom, (rows - 1)(columns - 1)
 * @param pValue upper tail of the chi-square distribution; unreliable where expected counts are small
 * @param g the likelihood-ratio statistic
 * @param gPValue its upper tail
 * @param monteCarloPValue of chi-square, by seeded shuffles; only where expected counts below 5 make {@code pValue} doubtful
 *     and there are at most 20,000 items
 * @param cramersV in [0,1]
 * @param cramersVCorrected less its bias, in [0,1] (Bergsma, J. Korean Statist. Soc. 42 (2013) 323-328)
 * @param effect {@code negligible}, {@code small}, {@code medium} or {@code large}: the corrected V (the plain one where that
 *     is undefined) against Cohen's .1, .3, .5 over sqrt(min(rows, columns) - 1)
 * @param theilsU how much of one axis's entropy the other explains
 * @param theilsUNull what shuffles leave of Theil's U, with their p-value; null where there were none
 * @param warnings what limits these numbers
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Association(
        long n,
        @Nullable Double chiSquare,
        @Nullable Long df,
        @Nullable Double pValue,
        @Nullable Double g,
        @JsonProperty("g_p_value") @Nullable Double gPValue,
        @JsonProperty("monte_carlo_p_value") @Nullable Double monteCarloPValue,
        @Nullable Double cramersV,
        @JsonProperty("cramers_v_corrected") @Nullable Double cramersVCorrected,
        @Nullable String effect,
        @Nullable TheilsU theilsU,
        @JsonProperty("theils_u_null") @Nullable TheilsUNull theilsUNull,
        List<String> warnings) {

    /** Below this a chi-square approximation is in doubt (Cochran 1954). */
    static final double SMALL_EXPECTED = 5;

    /** Above this nearly everything is significant. */
    static final long EFFECT_FIRST_ABOVE = 1_000;

    public Association {
        warnings = List.copyOf(warnings);
    }

    /**
     * Theil's uncertainty coefficients (Applied Econometric Forecasting, 1966), in [0,1]. An axis with a level for every item
     * explains any other in full: read it beside {@link TheilsUNull}.
     *
     * @param aGivenB the part of the first axis's entropy that the second explains
     * @param bGivenA the other way
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TheilsU(double aGivenB, double bGivenA) {}

    /**
     * Theil's coefficients of shuffled items, on average.
     *
     * @param aGivenB in [0,1]
     * @param bGivenA in [0,1]
     * @param pValue how often a shuffle explains at least as much as the data; the same both ways
     * @param replicates the number of shuffles
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TheilsUNull(double aGivenB, double bGivenA, double pValue, int replicates) {}

    /** Of a table of counts, rows being the first axis, with the seed 0. */
    public static Association of(long[][] table) {
        return of(table, 0L);
    }

    /** Of a table of counts, rows being the first axis. */
    public static Association of(long[][] table, long seed) {
        return of(TwoWay.of(table), seed);
    }

    /** Of two axes of a cube, by name. */
    public static Association of(Cube cube, String first, String second, long seed) {
        return of(TwoWay.of(cube, cube.axisIndex(first), cube.axisIndex(second)), seed);
    }

    static Association of(TwoWay table, long seed) {
        List<String> warnings = warnings(table);
        int rows = table.rows();
        int columns = table.columns();
        if (rows < 2 || columns < 2) {
            warnings.add("fewer than two levels on one axis: no association is defined");
            return new Association(
                    table.n(), null, null, null, null, null, null, null, null, null, null, null, warnings);
        }
        double chiSquare = table.chiSquare();
        double g = table.g();
        long df = (rows - 1L) * (columns - 1L);
        double v = Math.min(1, Math.sqrt(chiSquare / table.n() / (Math.min(rows, columns) - 1)));
        Double corrected = corrected(chiSquare, table.n(), rows, columns);
        Permutations.Outcome chance = table.expectedBelow(SMALL_EXPECTED) > 0
                ? Permutations.of(table, seed)
                : new Permutations.Outcome(0, 1, 1, 0);
        return new Association(
                table.n(),
                chiSquare,
                df,
                upperTail(chiSquare, df),
                g,
                upperTail(g, df),
                chance.replicates() == 0 ? null : chance.chiSquareP(),
                v,
                corrected,
                effect(corrected == null ? v : corrected, Math.min(rows, columns)),
                theil(table, g),
                chance.replicates() == 0 ? null : underNull(table, chance),
                warnings);
    }

    private static List<String> warnings(TwoWay table) {
        List<String> warnings = new ArrayList<>();
        int empty = table.emptyMargins();
        if (empty > 0) {
            warnings.add(Counted.of(empty, "empty margin"));
        }
        long small = table.n() == 0 ? 0 : table.expectedBelow(SMALL_EXPECTED);
        if (small > 0) {
            warnings.add(
                    "expected count below 5 in " + small + " of " + (long) table.rows() * table.columns() + " cells");
        }
        return warnings;
    }

    /** Null where the sample is so small that a corrected number of levels falls to 1. */
    private static @Nullable Double corrected(double chiSquare, long n, int rows, int columns) {
        double lessOne = n - 1.0;
        double phi = Math.max(0, chiSquare / n - (rows - 1.0) * (columns - 1.0) / lessOne);
        double r = rows - (rows - 1.0) * (rows - 1.0) / lessOne;
        double c = columns - (columns - 1.0) * (columns - 1.0) / lessOne;
        double least = Math.min(r, c) - 1;
        return least > 0 ? (Double) Math.min(1, Math.sqrt(phi / least)) : null;
    }

    private static double upperTail(double statistic, long df) {
        return statistic <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2.0, statistic / 2);
    }

    private static String effect(double v, int levels) {
        double w = v * Math.sqrt(levels - 1.0);
        return w < 0.1 ? "negligible" : w < 0.3 ? "small" : w < 0.5 ? "medium" : "large";
    }

    private static TheilsU theil(TwoWay table, double g) {
        double information = g / 2 / table.n();
        return new TheilsU(
                Math.min(1, information / table.rowEntropy()), Math.min(1, information / table.columnEntropy()));
    }

    private static TheilsUNull underNull(TwoWay table, Permutations.Outcome chance) {
        TheilsU mean = theil(table, chance.meanG());
        return new TheilsUNull(mean.aGivenB(), mean.bGivenA(), chance.gP(), chance.replicates());
    }

    /** One line for people: above 1,000 items the effect leads, for nearly every difference is significant there. */
    public String summary() {
        if (chiSquare == null || df == null || pValue == null || cramersV == null) {
            return "no association is defined (n = " + n + ")";
        }
        double p = monteCarloPValue != null ? monteCarloPValue : pValue;
        String test = String.format(
                Locale.ROOT,
                "chi-square %.2f, df %d, %s%s",
                chiSquare,
                df,
                p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p),
                monteCarloPValue != null ? " (shuffled)" : "");
        String size = String.format(
                Locale.ROOT,
                "Cramer's V %.3f%s, %s",
                cramersV,
                cramersVCorrected == null ? "" : String.format(Locale.ROOT, " (corrected %.3f)", cramersVCorrected),
                effect);
        return n > EFFECT_FIRST_ABOVE ? size + "; " + test : test + "; " + size;
    }
}
