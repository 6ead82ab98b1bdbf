package dev.assay.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AssociationTest {

    static Stream<JsonNode> references() {
        return Reference.list(Reference.read("association.json").get("cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithR(JsonNode r) {
        Association a = Association.of(Reference.table(r.get("table")));
        assertThat(a.chiSquare()).isCloseTo(r.get("chi_square").doubleValue(), Reference.CLOSE);
        assertThat(a.df()).isEqualTo(r.get("df").longValue());
        assertThat(a.pValue()).isCloseTo(r.get("p_value").doubleValue(), Percentage.withPercentage(1e-7));
        assertThat(a.g()).isCloseTo(r.get("g").doubleValue(), Reference.CLOSE);
        assertThat(a.gPValue()).isCloseTo(r.get("g_p_value").doubleValue(), Reference.CLOSE);
        assertThat(a.cramersV()).isCloseTo(r.get("cramers_v").doubleValue(), Reference.CLOSE);
        assertThat(a.cramersVCorrected()).isCloseTo(r.get("cramers_v_corrected").doubleValue(), Reference.CLOSE);
        assertThat(Objects.requireNonNull(a.theilsU()).aGivenB())
                .isCloseTo(r.get("theils_u").get("a_given_b").doubleValue(), Reference.CLOSE);
        assertThat(a.theilsU().bGivenA())
                .isCloseTo(r.get("theils_u").get("b_given_a").doubleValue(), Reference.CLOSE);
    }

    @ParameterizedTest
    @MethodSource("references")
    void cellsAgreeWithR(JsonNode r) {
        long[][] counts = Reference.table(r.get("table"));
        TwoWay table = TwoWay.of(counts);
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                assertThat(table.expected(i, j))
                        .isCloseTo(r.get("expected").get(i).get(j).doubleValue(), Reference.CLOSE);
                assertThat(table.adjustedResidual(i, j, counts[i][j]))
                        .isCloseTo(r.get("adjusted_residual").get(i).get(j).doubleValue(), Reference.CLOSE);
            }
        }
    }

    @Test
    void shufflesAgreeWithRsSimulation() {
        JsonNode r = Reference.read("association.json").get("shuffled");
        Association a = Association.of(Reference.table(r.get("table")));
        double p = r.get("p_value").doubleValue();
        // Four standard errors of 1,999 shuffles.
        assertThat(a.monteCarloPValue()).isCloseTo(p, offset(4 * Math.sqrt(p * (1 - p) / 1_999)));
        assertThat(a.warnings()).containsExactly("expected count below 5 in 9 of 9 cells");
    }

    @Test
    void shufflesRepeatBySeed() {
        long[][] table = {{1, 0, 3}, {2, 4, 0}, {0, 1, 5}};
        assertThat(Association.of(table, 7)).isEqualTo(Association.of(table, 7));
        assertThat(Association.of(table, 7).monteCarloPValue())
                .isNotEqualTo(Association.of(table, 8).monteCarloPValue());
    }

    @Test
    void anIdentityColumnExplainsAllAndSoDoesChance() {
        long[][] identity = new long[40][2];
        for (int i = 0; i < 40; i++) {
            identity[i][i % 2] = 1;
        }
        Association a = Association.of(identity);
        assertThat(Objects.requireNonNull(a.theilsU()).bGivenA()).isCloseTo(1, Reference.CLOSE);
        assertThat(Objects.requireNonNull(a.theilsUNull()).bGivenA()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.theilsUNull().pValue()).isEqualTo(1);
        assertThat(a.monteCarloPValue()).isEqualTo(1);
        assertThat(a.cramersV()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.cramersVCorrected()).isNull();
    }

    @Test
    void independentAxesHaveNoAssociation() {
        Association a = Association.of(new long[][] {{10, 20, 30}, {20, 40, 60}});
        assertThat(a.chiSquare()).isZero();
        assertThat(a.pValue()).isEqualTo(1);
        assertThat(a.cramersVCorrected()).isZero();
        assertThat(a.effect()).isEqualTo("negligible");
        assertThat(Objects.requireNonNull(a.theilsU()).aGivenB()).isCloseTo(0, Reference.CLOSE);
        TwoWay table = TwoWay.of(new long[][] {{10, 20, 30}, {20, 40, 60}});
        assertThat(table.adjustedResidual(0, 0, 10)).isCloseTo(0, Reference.CLOSE);
    }

    @Test
    void anAxisExplainsItself() {
        Association a = Association.of(new long[][] {{10, 0, 0}, {0, 20, 0}, {0, 0, 30}});
        assertThat(Objects.requireNonNull(a.theilsU()).aGivenB()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.theilsU().bGivenA()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.cramersV()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.effect()).isEqualTo("large");
    }

    @Test
    void emptyMarginsAreLeftOut() {
        Association full = Association.of(new long[][] {{10, 20}, {30, 15}});
        Association padded = Association.of(new long[][] {{10, 0, 20}, {0, 0, 0}, {30, 0, 15}});
        assertThat(padded.chiSquare()).isEqualTo(full.chiSquare());
        assertThat(padded.df()).isEqualTo(1);
        assertThat(padded.warnings()).containsExactly("2 empty margins");
    }

    @Test
    void oneLevelOrNoItemLeavesNothingDefined() {
        for (long[][] table : new long[][][] {{{1, 2, 3}}, {{0, 0}, {0, 0}}, {}, {{0, 1}, {0, 7}}}) {
            Association a = Association.of(table);
            assertThat(a.chiSquare()).isNull();
            assertThat(a.theilsU()).isNull();
            assertThat(a.summary()).startsWith("no association is defined");
            assertThat(a.warnings()).contains("fewer than two levels on one axis: no association is defined");
        }
    }

    @Test
    void lawsHoldOnRandomTables() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            long[][] table = random(random);
            long[][] turned = turned(table);
            Association a = Association.of(TwoWay.of(table), 0);
            Association b = Association.of(TwoWay.of(turned), 0);
            if (a.chiSquare() == null) {
                assertThat(b.chiSquare()).isNull();
                continue;
            }
            assertThat(a.cramersV()).isBetween(0.0, 1.0);
            assertThat(Objects.requireNonNull(a.theilsU()).aGivenB()).isBetween(0.0, 1.0);
            assertThat(b.chiSquare()).isCloseTo(a.chiSquare(), Reference.CLOSE);
            assertThat(Objects.requireNonNull(b.theilsU()).bGivenA())
                    .isCloseTo(a.theilsU().aGivenB(), Reference.CLOSE);
        }
    }

    private static long[][] random(SplittableRandom random) {
        long[][] table = new long[1 + random.nextInt(5)][1 + random.nextInt(5)];
        for (long[] row : table) {
            for (int c = 0; c < row.length; c++) {
                row[c] = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
            }
        }
        return table;
    }

    /** Columns for rows, and the order of both reversed. */
    private static long[][] turned(long[][] table) {
        long[][] turned = new long[table[0].length][table.length];
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; c < table[0].length; c++) {
                turned[table[0].length - 1 - c][table.length - 1 - r] = table[r][c];
            }
        }
        return turned;
    }

    @Test
    void theEffectLeadsWhereEverythingIsSignificant() {
        Association few = Association.of(new long[][] {{30, 20}, {20, 30}});
        Association many = Association.of(new long[][] {{30_000, 20_000}, {20_000, 30_000}});
        assertThat(few.summary())
                .isEqualTo("chi-square 4.00, df 1, p = 0.046; Cramer's V 0.200 (corrected 0.174), small");
        assertThat(many.summary())
                .isEqualTo("Cramer's V 0.200 (corrected 0.200), small; chi-square 4000.00, df 1, p < 0.001");
    }

    @Test
    void keysOfManyLevelsNeedNoDenseTable() {
        int n = 30_000;
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            cells.put(List.of("a" + i, "b" + (i * 7 % n)), 1L);
        }
        Cube cube = Cube.of(
                List.of(new Axis("a", Reference.levels("a", n)), new Axis("b", Reference.levels("b", n))), cells);
        Association a = Association.of(cube, "a", "b", 0);
        assertThat(a.cramersV()).isCloseTo(1, Reference.CLOSE);
        assertThat(a.warnings()).containsExactly("expected count below 5 in 900000000 of 900000000 cells");
    }
}
