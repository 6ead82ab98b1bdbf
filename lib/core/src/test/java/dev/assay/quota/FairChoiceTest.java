package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Axis;
import dev.assay.schema.Item;
import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@org.jspecify.annotations.NullUnmarked
class FairChoiceTest {

    private static final Cube LARGE =
            CubeFixture.cube("gender leaning", "female liberal 999", "female conservative 1", "male conservative 1000");
    private static final Cube SMALL =
            CubeFixture.cube("gender leaning", "female liberal 99", "female conservative 1", "male conservative 100");

    private static Quotas quotas(Cube cube, String yaml) {
        QuotaResult result = cube.allocate(Plan.parse(yaml));
        assertThat(result).isInstanceOf(Quotas.class);
        return (Quotas) result;
    }

    private static String plan(int size, String objective, int min, int max) {
        String range = "min: " + min + ", max: " + max + "}";
        return "size: " + size + "\naxes: [gender, leaning]\nobjective: " + objective + "\nlimits:\n  - {axis: gender, "
                + range + "\n  - {axis: leaning, " + range + "\n";
    }

    /** Of Flanigan et al., "Fair algorithms for selecting citizens' assemblies", 2021: everybody has a tenth. */
    @ParameterizedTest
    @ValueSource(strings = {"maximin", "leximin"})
    void thePublishedExamples(String objective) {
        for (Quotas quotas :
                List.of(quotas(LARGE, plan(200, objective, 99, 200)), quotas(SMALL, plan(20, objective, 9, 20)))) {
            assertThat(quotas.status()).isEqualTo("optimal");
            assertThat(quotas.proof()).isEqualTo("dual+milp");
            assertThat(quotas.bound()).isEqualTo(0.1);
            assertThat(quotas.gap()).isZero();
            assertThat(quotas.cells())
                    .allSatisfy(cell -> assertThat(cell.inclusionProbability()).isEqualTo(0.1));
            assertThat(quotas.cells().stream().mapToLong(Quotas.Cell::quota).sum())
                    .isEqualTo(quotas.size());
            assertThat(quotas.lots().minimumProbability()).isEqualTo(0.1);
            assertThat(quotas.lots().size()).isEqualTo(1000);
            assertThat(quotas.lots().difference()).isZero();
            assertThat(quotas.objective().stages())
                    .containsExactly(new Quotas.Stage("minimum_probability", 0.1, 0.1, true));
        }
    }

    @Test
    void theListStandsInTheDocument() {
        Map<String, Object> json = quotas(SMALL, plan(20, "maximin", 9, 20)).json();
        assertThat(json).containsEntry("minimum_probability", 0.1).containsEntry("never_selected", 0L);
        List<?> list = (List<?>) json.get("lottery");
        assertThat(list).hasSize(1000);
        double[] sums = new double[3];
        for (Object one : list) {
            Map<?, ?> entry = (Map<?, ?>) one;
            assertThat(entry.get("weight")).isEqualTo(0.001);
            long[] vector = (long[]) entry.get("quotas");
            assertThat(Arrays.stream(vector).sum()).isEqualTo(20);
            for (int c = 0; c < 3; c++) {
                sums[c] += vector[c];
            }
        }
        assertThat(sums).containsExactly(9900, 100, 10000);
    }

    /** Any two of the three single items exclude each other; fractions of them would promise 2/5. */
    @Test
    void itemsThatExcludeEachOther() {
        Cube cube = CubeFixture.cube("p q r", "x y x 1", "x x y 1", "y x x 1", "y y y 2");
        String one = "level: x, max: 1}";
        Quotas quotas = quotas(
                cube,
                "{size: 2, axes: [p, q, r], objective: maximin, limits: [{axis: p, " + one + ", {axis: q, " + one
                        + ", {axis: r, " + one + "]}");
        assertThat(quotas.lots().minimumProbability()).isEqualTo(1.0 / 3);
        assertThat(quotas.bound()).isEqualTo(1.0 / 3);
        assertThat(quotas.status()).isEqualTo("optimal");
    }

    @Test
    void aPlanWithoutAnswerIsExplainedAsEver() {
        String yaml = plan(20, "maximin", 11, 20);
        QuotaResult fair = SMALL.allocate(Plan.parse(yaml));
        QuotaResult plain = SMALL.allocate(Plan.parse(yaml.replace("maximin", "closest")));
        assertThat(fair).isInstanceOf(Infeasible.class).isEqualTo(plain);
    }

    /** Two of x are in, the other two have 1/2: no probability is that of all four. */
    @Test
    void whatMustBeIncludedHasNoChance() {
        Cube cube = CubeFixture.marked(CubeFixture.cube("a", "x 4", "y 4"), Map.of(List.of("x"), 2L));
        Quotas quotas = quotas(cube, "{size: 5, axes: [a], objective: leximin, must_include: [1, 2]}");
        assertThat(quotas.lots().minimumProbability()).isEqualTo(0.5);
        assertThat(quotas.cells()).extracting(Quotas.Cell::inclusionProbability).containsExactly(Double.NaN, 0.5);
    }

    /** What a line says of an item, over all seeds, is what its cell says; a cell says nothing where its items differ. */
    @Test
    void besideMustsACellSaysWhatAllItsItemsHave() {
        Inventory inventory = Inventory.of(List.of(
                new Item("v0", Map.of("a", "x")),
                new Item("v1", Map.of("a", "x")),
                new Item("v2", Map.of("a", "x")),
                new Item("v3", Map.of("a", "y")),
                new Item("v4", Map.of("a", "z"))));
        Plan plan = Plan.parse("{size: 2, axes: [a], objective: maximin, must_include: [v0],"
                + " limits: [{axis: a, level: z, max: 0}]}");
        Quotas quotas = (Quotas) inventory.cube(plan.cubeSpec()).allocate(plan);
        Map<String, Double> times = new TreeMap<>();
        Map<String, Double> told = new TreeMap<>();
        int seeds = 2000;
        for (long seed = 0; seed < seeds; seed++) {
            for (Selected item : quotas.draw(inventory, seed).items()) {
                times.merge(item.id(), 1.0 / seeds, Double::sum);
                told.put(item.id(), item.inclusionProbability());
            }
        }
        assertThat(told.keySet()).containsExactly("v0", "v1", "v2", "v3");
        // Five standard deviations of a proportion of 2,000.
        told.forEach((id, p) ->
                assertThat(times.get(id)).as(id).isEqualTo(p, within(5 * Math.sqrt(p * (1 - p) / seeds) + 1e-9)));
        assertThat(told).containsEntry("v0", 1.0);
        Map<String, Double> cells = new TreeMap<>();
        quotas.cells().forEach(cell -> cells.put(cell.levels().get("a"), cell.inclusionProbability()));
        assertThat(cells)
                .containsEntry("x", Double.NaN)
                .containsEntry("y", told.get("v3"))
                .containsEntry("z", 0.0);
        assertThat(quotas.json().get("cells").toString()).contains("inclusion_probability=null");
    }

    @Test
    void itemsThatNoQuotasSelectAreSetAside() {
        Cube cube = CubeFixture.cube("a", "x 4", "y 4", "z 2");
        Quotas quotas = quotas(cube, "{size: 4, axes: [a], objective: maximin, limits: [{axis: a, level: z, max: 0}]}");
        assertThat(quotas.lots().never()).isEqualTo(2);
        assertThat(quotas.lots().minimumProbability()).isEqualTo(0.5);
        assertThat(quotas.status()).isEqualTo("optimal");
    }

    @Test
    void unknownItemsTakePartOrDoNot() {
        Cube cube = CubeFixture.cube("a", "x 4", "unknown 4");
        assertThat(quotas(cube, "{size: 4, axes: [a], objective: maximin}").cells())
                .extracting(Quotas.Cell::inclusionProbability)
                .containsExactly(0.5, 0.5);
        assertThat(quotas(cube, "{size: 3, axes: [a], objective: maximin, unknown: exclude}")
                        .cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.inclusionProbability()).isEqualTo(0.75));
    }

    @Test
    void theLargestSizeComesFirst() {
        Cube cube = CubeFixture.cube("a", "x 4", "y 8");
        Quotas quotas = quotas(cube, "{size: max, axes: [a], objective: maximin, limits: [{axis: a, max: 3}]}");
        assertThat(quotas.size()).isEqualTo(6);
        assertThat(quotas.lots().minimumProbability()).isEqualTo(0.375);
        assertThat(quotas.objective().stages()).extracting(Quotas.Stage::name).contains("size", "minimum_probability");
    }

    @Test
    void groupCapsAndBudgetsAreRefused() {
        for (String more : List.of("limits: [{by: identity, max: 1}]", "budget: {column: duration, max: 9}")) {
            assertThatThrownBy(() -> quotas(SMALL, "axes: [gender, leaning]\nobjective: leximin\n" + more))
                    .isInstanceOf(UnsupportedPlanException.class);
        }
    }

    private static final String CROSSED =
            """
            size: 7
            axes: [a, b, c]
            objective: leximin
            limits:
              - {axis: a, min: 2, max: 4}
              - {axis: b, level: x, max: 3}
              - {axis: c, level: x, min: 3, max: 4}
              - {cell: {a: x, b: x}, max: 1}
            """;

    private static Cube crossed(boolean turned) {
        List<Axis> axes = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            axes.add(new Axis(name, turned ? List.of("z", "y", "x") : List.of("x", "y", "z")));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        List<String> levels = List.of("x", "y", "z");
        for (int i = 0; i < 27; i++) {
            List<String> cell = new ArrayList<>(List.of(levels.get(i / 9), levels.get(i / 3 % 3), levels.get(i % 3)));
            if (turned) {
                Collections.reverse(cell);
            }
            if (i * 7 % 5 < 3) {
                cells.put(cell, 1L + i % 4);
            }
        }
        if (turned) {
            Collections.reverse(axes);
        }
        return Cube.of(axes, cells);
    }

    @Test
    void theOrderOfAxesAndLevelsAndLimitsChangesNothing() {
        Quotas one = quotas(crossed(false), CROSSED);
        Plan plan = Plan.parse(CROSSED);
        List<Limit> limits = new ArrayList<>(plan.limits());
        Collections.reverse(limits);
        Quotas two = (Quotas) crossed(true).allocate(plan.withLimits(limits));
        assertThat(one.status()).isNotEqualTo("infeasible");
        assertThat(two.objective()).isEqualTo(one.objective());
        assertThat(byLevels(two)).isEqualTo(byLevels(one));
        for (long place : new long[] {0, 17, one.lots().size() - 1}) {
            assertThat(byLevels(two, two.lots().at(place)))
                    .isEqualTo(byLevels(one, one.lots().at(place)));
        }
    }

    @Test
    void aSlackLimitChangesNothing() {
        Quotas one = quotas(crossed(false), CROSSED);
        Quotas two = quotas(crossed(false), CROSSED + "  - {axis: c, level: y, max: 50}\n");
        assertThat(two.cells()).isEqualTo(one.cells());
        assertThat(two.objective()).isEqualTo(one.objective());
    }

    private static Map<Map<String, String>, Quotas.Cell> byLevels(Quotas quotas) {
        return quotas.cells().stream()
                .collect(Collectors.toMap(
                        cell -> new TreeMap<>(cell.levels()),
                        cell -> new Quotas.Cell(
                                new TreeMap<>(cell.levels()),
                                cell.available(),
                                cell.quota(),
                                cell.inclusionProbability())));
    }

    private static Map<Map<String, String>, Long> byLevels(Quotas quotas, long[] vector) {
        Map<Map<String, String>, Long> found = new LinkedHashMap<>();
        for (int c = 0; c < vector.length; c++) {
            found.put(new TreeMap<>(quotas.cells().get(c).levels()), vector[c]);
        }
        return found;
    }

    /** The one woman with a cell of her own is drawn by a tenth of the seeds, and her line says so. */
    @Test
    @Tag("slow")
    void itemsAreDrawnWithTheProbabilityThatTheirLinesSay() {
        Quotas quotas = quotas(SMALL, plan(20, "maximin", 9, 20));
        int drawn = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Sample sample = quotas.draw(new People(), seed);
            assertThat(sample.size()).isEqualTo(20);
            for (Selected item : sample.items()) {
                assertThat(item.inclusionProbability()).isEqualTo(0.1, within(1e-15));
                drawn += item.cell().equals("female:conservative") ? 1 : 0;
            }
        }
        // Five standard deviations of 2,000 draws with chance 0.1.
        assertThat(drawn).isBetween(133, 267);
        assertThat(quotas.draw(new People(), 7).jsonl())
                .isEqualTo(quotas.draw(new People(), 7).jsonl());
    }

    /** 99 liberal women, one conservative woman, 100 conservative men. */
    private static final class People implements dev.assay.schema.Population {
        @Override
        public int size() {
            return 200;
        }

        @Override
        public String id(int row) {
            return "p" + row;
        }

        @Override
        public String text(int row, String column) {
            return switch (column) {
                case "gender" -> row < 100 ? "female" : "male";
                case "leaning" -> row < 99 ? "liberal" : "conservative";
                default -> null;
            };
        }

        @Override
        public double number(int row, String column) {
            return Double.NaN;
        }
    }
}
