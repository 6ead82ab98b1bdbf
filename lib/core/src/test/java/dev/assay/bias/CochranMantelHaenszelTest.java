package dev.assay.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CochranMantelHaenszelTest {

    static Stream<JsonNode> cases() {
        return Reference.list(Reference.read("mantelhaen.json").get("cases")).stream();
    }

    private static long[][][] strata(JsonNode r) {
        return Reference.list(r.get("strata")).stream().map(Reference::table).toArray(long[][][]::new);
    }

    private static void agrees(@Nullable Double found, @Nullable JsonNode expected) {
        if (expected == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found).isCloseTo(expected.doubleValue(), within(1e-9 * Math.max(1, expected.doubleValue())));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(JsonNode r) {
        CochranMantelHaenszel test = CochranMantelHaenszel.of(strata(r));
        agrees(test.statistic(), r.get("statistic"));
        assertThat(test.df()).isEqualTo(r.get("df").intValue());
        agrees(test.pValue(), r.get("p_value"));
        agrees(test.statisticUncorrected(), r.get("statistic_uncorrected"));
        agrees(test.pValueUncorrected(), r.get("p_value_uncorrected"));
        agrees(test.commonOddsRatio(), r.get("common_odds_ratio"));
        agrees(test.low(), r.get("low"));
        agrees(test.high(), r.get("high"));
    }

    /** Exchanging the two axes changes nothing; levels that nothing has and strata of one item count for nothing. */
    @ParameterizedTest
    @MethodSource("cases")
    void shapeDoesNotMatter(JsonNode r) {
        long[][][] strata = strata(r);
        int rows = strata[0].length;
        int columns = strata[0][0].length;
        long[][][] turned = new long[strata.length + 1][columns + 1][rows];
        for (int s = 0; s < strata.length; s++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    turned[s][j][i] = strata[s][i][j];
                }
            }
        }
        turned[strata.length][0][0] = 1;
        CochranMantelHaenszel one = CochranMantelHaenszel.of(strata);
        CochranMantelHaenszel other = CochranMantelHaenszel.of(turned);
        assertThat(other.df()).isEqualTo(one.df());
        assertThat(other.n()).isEqualTo(one.n());
        Double statistic = one.statistic();
        assertThat(other.statistic()).isCloseTo(statistic == null ? Double.NaN : statistic, within(1e-9 * one.n()));
    }

    @Test
    void whatCannotBeTestedHasNoNumbers() {
        for (long[][][] empty : List.of(
                new long[0][][],
                new long[][][] {{{0, 0}, {0, 0}}},
                new long[][][] {{{5, 0}, {7, 0}}},
                // Each stratum holds one label only: nothing can be said within.
                new long[][][] {{{5, 0}, {7, 0}}, {{0, 3}, {0, 9}}})) {
            CochranMantelHaenszel test = CochranMantelHaenszel.of(empty);
            assertThat(test.statistic()).isNull();
            assertThat(test.pValue()).isNull();
            assertThat(test.commonOddsRatio()).isNull();
        }
        CochranMantelHaenszel certain = CochranMantelHaenszel.of(new long[][][] {{{5, 0}, {0, 7}}});
        assertThat(certain.statistic()).isPositive();
        assertThat(certain.commonOddsRatio()).isNull();
    }

    @Test
    void aReportHoldsEveryAxisWithinEveryOther() throws IOException {
        JsonNode berkeley = Reference.read("mantelhaen.json").get("cases").get(0);
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        long[][][] strata = strata(berkeley);
        for (int s = 0; s < strata.length; s++) {
            for (int a = 0; a < 2; a++) {
                for (int g = 0; g < 2; g++) {
                    cells.put(List.of("a" + a, "g" + g, "d" + s), strata[s][a][g]);
                }
            }
        }
        Cube cube = Cube.of(
                List.of(
                        new Axis("Admit", Reference.levels("a", 2)),
                        new Axis("Gender", Reference.levels("g", 2)),
                        new Axis("Dept", Reference.levels("d", 6))),
                cells);
        List<Conditional> found =
                cube.compare(Target.uniform().withLabel("Admit")).conditional();
        assertThat(found)
                .extracting(c -> c.axis() + " within " + c.stratum())
                .containsExactly("Gender within Dept", "Dept within Gender");
        assertThat(found.get(0).test()).isEqualTo(CochranMantelHaenszel.of(strata));
        assertThat(found.get(1).test().df()).isEqualTo(5);
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(found.get(0)));
        assertThat(json.get("test").fieldNames())
                .toIterable()
                .contains("statistic", "df", "p_value", "common_odds_ratio", "statistic_uncorrected");
    }
}
