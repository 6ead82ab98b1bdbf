package dev.assay.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BiasReportTest {

    @Test
    void whatATargetNamesAndNothingHasIsSaid() {
        Cube cube = Cube.of(
                List.of(new Axis("environment", List.of("indoor", "outdoor", "screen"))),
                Map.of(List.of("indoor"), 3L, List.of("outdoor"), 4L));
        assertThat(Target.of(Map.of("environment", Map.of("indor", 0.5, "screen", 0.0)))
                        .unmatched(cube))
                .containsExactly("the target asks for environment=indor, which no item has; did you mean indoor?");
        assertThat(Target.of(Map.of("enviroment", Map.of("indoor", 0.5))).unmatched(cube))
                .containsExactly(
                        "the target speaks of axis enviroment, which is not among the axes compared; did you mean"
                                + " environment?");
        assertThat(Target.of(Map.of("environment", Map.of("screen", 1.0))).unmatched(cube))
                .containsExactly("the target asks for environment=screen, which no item has");
        assertThat(Target.of(Map.of("environment", Map.of("indoor", 0.5, "outdoor", 0.5)))
                        .unmatched(cube))
                .isEmpty();
        assertThat(Target.uniform().unmatched(cube)).isEmpty();
    }

    @TempDir
    Path folder;

    private static Cube cube(long... counts) {
        List<String> levels = Reference.levels("l", counts.length);
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            cells.put(List.of("l" + i), counts[i]);
        }
        return Cube.of(List.of(new Axis("a", levels)), cells);
    }

    private static AxisBias bias(Target target, long... counts) {
        return cube(counts).compare(target).axes().get(0);
    }

    private static Cube withUnknown(long... countsThenUnknown) {
        int k = countsThenUnknown.length - 1;
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < k; i++) {
            cells.put(List.of("l" + i), countsThenUnknown[i]);
        }
        cells.put(List.of(Axis.UNKNOWN), countsThenUnknown[k]);
        return Cube.of(List.of(new Axis("a", Reference.levels("l", k))), cells);
    }

    static Stream<JsonNode> diversities() {
        return Reference.list(Reference.read("margins.json").get("diversity")).stream();
    }

    @ParameterizedTest
    @MethodSource("diversities")
    void diversityAgreesWithScipy(JsonNode r) {
        AxisBias axis = bias(Target.uniform(), Reference.counts(r.get("counts")));
        assertThat(axis.evenness()).isCloseTo(r.get("evenness").doubleValue(), Reference.CLOSE);
        assertThat(axis.giniSimpson()).isCloseTo(r.get("gini_simpson").doubleValue(), Reference.CLOSE);
        assertThat(axis.effectiveLevels()).isCloseTo(r.get("effective_levels").doubleValue(), Reference.CLOSE);
        assertThat(axis.effectiveLevelsOrder2())
                .isCloseTo(r.get("effective_levels_order_2").doubleValue(), Reference.CLOSE);
    }

    static Stream<JsonNode> distances() {
        return Reference.list(Reference.read("margins.json").get("distances")).stream();
    }

    @ParameterizedTest
    @MethodSource("distances")
    void distancesAgreeWithScipy(JsonNode r) {
        Map<String, Double> p = new LinkedHashMap<>();
        Map<String, Double> q = new LinkedHashMap<>();
        for (int i = 0; i < r.get("p").size(); i++) {
            p.put("l" + i, r.get("p").get(i).doubleValue());
            q.put("l" + i, r.get("q").get(i).doubleValue());
        }
        Distance distance = Distance.between("given", p, q, p.keySet());
        assertThat(distance.totalVariation()).isCloseTo(r.get("total_variation").doubleValue(), Reference.CLOSE);
        assertThat(distance.jensenShannon()).isCloseTo(r.get("jensen_shannon").doubleValue(), Reference.CLOSE);
        assertThat(distance.hellinger()).isCloseTo(r.get("hellinger").doubleValue(), Reference.CLOSE);
        if (r.get("psi").isNull()) {
            assertThat(distance.psi()).isNull();
        } else {
            assertThat(distance.psi()).isCloseTo(r.get("psi").doubleValue(), Reference.CLOSE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "800, 200, OVER, OK", // 0.8 of a thousand is beyond doubt
        "8, 2, SUSPECT_OVER, OK", // of ten it is not
        "60, 40, OK, OK", // the limit itself is within
        "950, 50, OVER, UNDER",
        "19, 1, OVER, SUSPECT_UNDER",
        "10, 0, OVER, SUSPECT_UNDER",
        "900, 100, OVER, OK"
    })
    void findingsNeedCertainty(long first, long second, Finding ofFirst, Finding ofSecond) {
        List<LevelShare> levels = bias(Target.uniform(), first, second).levels();
        assertThat(levels.get(0).finding()).isEqualTo(ofFirst);
        assertThat(levels.get(1).finding()).isEqualTo(ofSecond);
    }

    @Test
    void scaledLimitsHeedTheNumberOfLevels() {
        LevelShare ofTwo = bias(Target.uniform(), 7_000, 3_000).levels().get(0);
        assertThat(ofTwo.finding()).isEqualTo(Finding.OVER);
        assertThat(ofTwo.findingScaled()).isEqualTo(Finding.OK);
        List<LevelShare> twenty = bias(
                        Target.uniform(),
                        new SplittableRandom(1).longs(20, 900, 1_100).toArray())
                .levels();
        assertThat(twenty).allSatisfy(level -> {
            assertThat(level.finding()).isEqualTo(Finding.UNDER);
            assertThat(level.findingScaled()).isEqualTo(Finding.OK);
        });
    }

    @Test
    void thresholdsAreTheUsers() {
        Thresholds strict =
                Thresholds.withDefaults().withOver(0.5).withUnder(0.25).withConfidence(0.9);
        List<LevelShare> levels =
                bias(Target.uniform().with(strict), 560, 300, 140).levels();
        assertThat(levels).extracting(LevelShare::finding).containsExactly(Finding.OVER, Finding.OK, Finding.UNDER);
        assertThatThrownBy(() -> Thresholds.withDefaults().withOver(0.05))
                .hasMessage("expected 0 <= under < over <= 1, found under 0.1 and over 0.05");
        assertThatThrownBy(() -> Thresholds.withDefaults().withConfidence(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownStandsBesideTheShares() {
        AxisBias axis = withUnknown(30, 20, 50).compare(Target.uniform()).axes().get(0);
        assertThat(axis.known()).isEqualTo(50);
        assertThat(axis.unknownShare()).isEqualTo(0.5);
        assertThat(axis.finding()).isNull();
        assertThat(axis.levels()).extracting(LevelShare::share).containsExactly(0.6, 0.4);
        assertThat(axis.warnings()).containsExactly("50 of 100 items are unknown; shares are of the others");
        assertThat(withUnknown(30, 20, 51)
                        .compare(Target.uniform())
                        .axes()
                        .get(0)
                        .finding())
                .isEqualTo(Finding.UNMEASURED);
    }

    @Test
    void anAxisNobodyKnowsHasNoNumbers() {
        AxisBias axis = withUnknown(0, 0, 7).compare(Target.uniform()).axes().get(0);
        assertThat(axis.finding()).isEqualTo(Finding.UNMEASURED);
        assertThat(axis.unknownShare()).isEqualTo(1);
        assertThat(axis.evenness()).isNull();
        assertThat(axis.distance()).isNull();
        assertThat(axis.levels()).allSatisfy(level -> {
            assertThat(level.share()).isNull();
            assertThat(level.finding()).isNull();
        });
        assertThat(Cube.of(List.of(new Axis("a", List.of())), Map.of())
                        .compare(Target.uniform())
                        .total())
                .isZero();
    }

    @Test
    void orderChangesNothingButOrderAndDoublingNoShare() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            long[] counts = random.longs(1 + random.nextInt(9), 0, 80).toArray();
            counts[0]++;
            long[] reversed = new long[counts.length];
            long[] doubled = new long[counts.length];
            for (int i = 0; i < counts.length; i++) {
                reversed[counts.length - 1 - i] = counts[i];
                doubled[i] = 2 * counts[i];
            }
            AxisBias axis = bias(Target.uniform(), counts);
            AxisBias other = bias(Target.uniform(), reversed);
            AxisBias twice = bias(Target.uniform(), doubled);
            double sum = 0;
            for (int i = 0; i < counts.length; i++) {
                LevelShare level = axis.levels().get(i);
                LevelShare same = other.levels().get(counts.length - 1 - i);
                sum += share(level);
                assertThat(level.low()).isLessThanOrEqualTo(share(level)).isCloseTo(same.low(), Reference.CLOSE);
                assertThat(level.high()).isGreaterThanOrEqualTo(share(level)).isCloseTo(same.high(), Reference.CLOSE);
                assertThat(twice.levels().get(i).share()).isEqualTo(level.share());
            }
            assertThat(sum).isCloseTo(1, Reference.CLOSE);
            assertThat(Objects.requireNonNull(axis.distance()).totalVariation())
                    .isCloseTo(Objects.requireNonNull(other.distance()).totalVariation(), Reference.CLOSE);
            assertThat(axis.effectiveLevels())
                    .isCloseTo(Objects.requireNonNull(twice.effectiveLevels()), Reference.CLOSE);
        }
    }

    private static double share(LevelShare level) {
        return Objects.requireNonNull(level.share());
    }

    @Test
    void aPartlyGivenTargetSpreadsTheRemainderInProportion() {
        Target target = Target.of(Map.of("a", Map.of("l0", 0.5)));
        Axis axis = new Axis("a", List.of("l0", "l1", "l2"));
        assertThat(target.shares(axis, new long[] {900, 30, 10}))
                .isEqualTo(Map.of("l0", 0.5, "l1", 0.375, "l2", 0.125));
        assertThat(target.shares(axis, new long[] {900, 0, 0})).isEqualTo(Map.of("l0", 0.5, "l1", 0.25, "l2", 0.25));
        assertThat(bias(target, 40, 30, 10).distance()).satisfies(d -> {
            assertThat(Objects.requireNonNull(d).target()).isEqualTo("given");
            assertThat(d.totalVariation()).isCloseTo(0, Reference.CLOSE);
        });
    }

    @Test
    void aReferenceIsItsOwnTarget() {
        Cube before = withUnknown(800, 150, 50, 99);
        Distance distance =
                before.compare(Target.proportional(before)).axes().get(0).distance();
        assertThat(distance).isEqualTo(new Distance("reference", 0, 0, 0, 0.0));
        // A level that the reference lacks is not wanted at all.
        Distance grown = cube(800, 150, 50, 10)
                .compare(Target.proportional(cube(800, 150, 50)))
                .axes()
                .get(0)
                .distance();
        assertThat(Objects.requireNonNull(grown).psi()).isNull();
        assertThat(grown.totalVariation()).isCloseTo(10.0 / 1010, Reference.CLOSE);
    }

    @Test
    void aTargetLevelThatNothingHasCountsAndIsSaid() {
        AxisBias axis = bias(Target.of(Map.of("a", Map.of("l0", 0.5, "gone", 0.5))), 10);
        assertThat(Objects.requireNonNull(axis.distance()).totalVariation()).isEqualTo(0.5);
        assertThat(axis.warnings()).containsExactly("the target names 1 level that no item has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uniform", "target: uniform", "a: {l0: 0.5, l1: 0.5}", "{\"target\": {\"a\": {\"l0\": 0.5}}}"})
    void readsTargets(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), text);
        assertThat(bias(Target.read(file), 5, 5).distance())
                .satisfies(d ->
                        assertThat(Objects.requireNonNull(d).totalVariation()).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {l0: 1.5}|target of a=l0: expected a proportion in [0,1], found 1.5",
                "a: {l0: .6, l1: .6}|target of a: expected shares that sum to at most 1, found a sum of 1.2",
                "a: {unknown: .6}|target of a: unknown is no level one can aim for",
                "a: {l0: .nan}|not YAML: Malformed numeric value",
                "a: {l0: much}|expected for a=l0 a number, found \"much\"",
                "a: [l0]|expected for axis a a share by level, found [\"l0\"]",
                "proportional|expected uniform, or shares by axis and level, found \"proportional\"",
                "''|expected uniform, or shares by axis and level, found nothing",
                "a: {l0: 1, l0: 0}|not YAML",
                "a: {l0: |not YAML"
            })
    void wrongTargetsSayWhatWasExpected(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), text);
        assertThatThrownBy(() -> Target.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void sharesOfAllLevelsSumToOne() {
        assertThatThrownBy(() -> bias(Target.of(Map.of("a", Map.of("l0", 0.5, "l1", 0.4))), 1, 1))
                .hasMessage("target of a: expected the shares of all its levels to sum to 1, found 0.9");
    }

    /** UCBAdmissions of R's datasets: admitted and rejected, men then women, by department. */
    private static Cube berkeley() {
        long[][] counts = {
            {512, 313, 89, 19},
            {353, 207, 17, 8},
            {120, 205, 202, 391},
            {138, 279, 131, 244},
            {53, 138, 94, 299},
            {22, 351, 24, 317}
        };
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        List<String> departments = List.of("A", "B", "C", "D", "E", "F");
        for (int d = 0; d < 6; d++) {
            for (int i = 0; i < 4; i++) {
                cells.put(
                        List.of(departments.get(d), i < 2 ? "male" : "female", i % 2 == 0 ? "admitted" : "rejected"),
                        counts[d][i]);
            }
        }
        return Cube.of(
                List.of(
                        new Axis("dept", departments),
                        new Axis("gender", List.of("male", "female")),
                        new Axis("label", List.of("admitted", "rejected"))),
                cells);
    }

    @Test
    void berkeleyIsReversed() {
        List<Reversal> reversals = berkeley().compare(Target.uniform()).reversals();
        assertThat(reversals)
                .filteredOn(r -> r.axis().equals("gender"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.outcome()).isEqualTo("label=admitted");
                    assertThat(r.stratum()).isEqualTo("dept");
                    // 44.5 % of the men and 30.4 % of the women were admitted.
                    assertThat(r.difference()).isCloseTo(1198.0 / 2691 - 557.0 / 1835, Reference.CLOSE);
                    assertThat(r.adjustedDifference()).isCloseTo(-0.018425196190852512, Reference.CLOSE);
                    assertThat(r.strata()).isEqualTo(6);
                    assertThat(r.strataReversed()).isEqualTo(4);
                });
        assertThat(berkeley().compare(Target.uniform().withLabel("none")).reversals())
                .isEmpty();
    }

    @Test
    void theJsonHasTheContractsKeysAndNoNaN() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(berkeley().compare(Target.uniform())));
        assertThat(names(json)).containsExactly("total", "axes", "pairs", "reversals", "conditional");
        assertThat(names(json.get("axes").get(0)))
                .containsExactly(
                        "axis",
                        "known",
                        "unknown",
                        "unknown_share",
                        "finding",
                        "levels",
                        "interval",
                        "imbalance_ratio",
                        "evenness",
                        "gini_simpson",
                        "effective_levels",
                        "effective_levels_order_2",
                        "distance",
                        "warnings");
        assertThat(names(json.get("axes").get(0).get("levels").get(0)))
                .containsExactly("level", "count", "share", "low", "high", "finding", "finding_scaled");
        assertThat(names(json.get("axes").get(0).get("distance")))
                .containsExactly("target", "total_variation", "jensen_shannon", "hellinger", "psi");
        assertThat(names(json.get("pairs").get(0))).containsExactly("a", "b", "association");
        assertThat(names(json.get("pairs").get(0).get("association")))
                .contains("chi_square", "df", "p_value", "cramers_v", "cramers_v_corrected", "theils_u", "warnings");
        assertThat(names(json.get("pairs").get(0).get("association").get("theils_u")))
                .containsExactly("a_given_b", "b_given_a");
        assertThat(json.get("pairs")).hasSize(3);
        assertThat(json.get("axes").get(1).get("levels").get(0).get("finding").textValue())
                .isEqualTo("ok");
        String empty = mapper.writeValueAsString(withUnknown(0, 0).compare(Target.uniform()));
        assertThat(empty).doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
