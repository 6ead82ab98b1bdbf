package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@org.jspecify.annotations.NullUnmarked
class QuotasTest {

    private static final Cube HALVES =
            CubeFixture.cube("environment shot_type", "indoor selfie 800", "outdoor interview 200");

    private static Quotas quotas(Cube cube, String yaml) {
        QuotaResult result = cube.allocate(Plan.parse(yaml));
        assertThat(result).isInstanceOf(Quotas.class);
        return (Quotas) result;
    }

    private static Infeasible infeasible(Cube cube, String yaml) {
        QuotaResult result = cube.allocate(Plan.parse(yaml));
        assertThat(result).isInstanceOf(Infeasible.class);
        return (Infeasible) result;
    }

    private static Map<String, Long> byCell(Quotas quotas) {
        return quotas.cells().stream()
                .collect(Collectors.toMap(cell -> String.join(" ", cell.levels().values()), Quotas.Cell::quota));
    }

    @Test
    void halvesOfAnUnevenInventory() {
        Quotas quotas = quotas(HALVES, "{size: 400, axes: [environment, shot_type]}");
        assertThat(byCell(quotas)).containsEntry("indoor selfie", 200L).containsEntry("outdoor interview", 200L);
        assertThat(quotas.status()).isEqualTo("optimal");
        assertThat(quotas.proof()).isEqualTo("greedy");
        assertThat(quotas.objective().worstDeviation()).isZero();
        assertThat(quotas.gap()).isZero();
    }

    /** Unit by unit a thousand million items took most of a minute. */
    @Test
    @Timeout(20)
    void hugeCountsAreNotTakenOneByOne() {
        Cube cube = CubeFixture.cube("a", "x 1000000000", "y 3000000000", "z 2");
        assertThat(byCell(quotas(cube, "{size: 1000000000, axes: [a]}")))
                .containsEntry("x", 499_999_999L)
                .containsEntry("y", 499_999_999L)
                .containsEntry("z", 2L);
        Cube uneven = CubeFixture.cube("a", "x 700000000", "y 200000000", "z 100000000");
        assertThat(
                        byCell(
                                quotas(
                                        uneven,
                                        "{size: 500000000, axes: [a], target: proportional,"
                                                + " limits: [{axis: a, level: y, max: 80000000}, {axis: a, level: z, min: 60000000}]}")))
                .containsEntry("x", 360_000_000L)
                .containsEntry("y", 80_000_000L)
                .containsEntry("z", 60_000_000L);
        assertThat(byCell(quotas(uneven, "{size: 500000000, axes: [a], target: proportional}")))
                .containsEntry("x", 350_000_000L)
                .containsEntry("y", 100_000_000L)
                .containsEntry("z", 50_000_000L);
    }

    @Test
    void theLargestSizeWithinTwoPercentOfEqualHalves() {
        SizeSearch.Result result = SizeSearch.largest(HALVES, Plan.of(List.of("environment", "shot_type")), 500, 0.02);
        assertThat(result.size()).isEqualTo(408);
        assertThat(result.deviation()).isEqualTo(208 / 204.0 - 1, within(1e-12));
        assertThat(result.proved()).isTrue();
        assertThat(result.curve()).isSortedAccordingTo((a, b) -> Long.compare(a.size(), b.size()));
        assertThat(result.curve()).allMatch(SizeSearch.Point::proved);
    }

    @Test
    void aToleranceThatIsMetExactlyIsMet() {
        Cube cube = CubeFixture.cube("a", "x 34", "y 33", "z 33");
        assertThat(SizeSearch.largest(cube, Plan.of(List.of("a")), 100, 0.02).size())
                .isEqualTo(100);
        assertThat(SizeSearch.largest(cube, Plan.of(List.of("a")), 100, 0.0199).size())
                .isEqualTo(99);
    }

    /** A deviation that no choice could mend is no deviation: somebody misspelled a level, or lost its items. */
    @Test
    void aTargetLevelThatNoItemHasIsNamed() {
        assertThatThrownBy(() -> HALVES.allocate(Plan.parse(
                        "{axes: [environment, shot_type], target: {environment: {indor: 0.5, outdoor: 0.5}}}")))
                .isInstanceOf(PlanException.class)
                .hasMessage("the target asks for environment=indor, which no item has; levels there are"
                        + " [indoor, outdoor]; did you mean indoor?");
        Quotas zero = quotas(
                HALVES,
                "{size: 10, axes: [environment, shot_type], target: {environment: {indoor: 1, outdoor: 0, screen: 0}}}");
        assertThat(byCell(zero)).containsEntry("indoor selfie", 10L);
        Aim.Joint joint = new Aim.Joint(
                "cells.csv",
                List.of("environment", "shot_type"),
                List.of(
                        new Aim.Joint.Weight(List.of("indoor", "selfie"), BigDecimal.ONE),
                        new Aim.Joint.Weight(List.of("indoor", "wide"), BigDecimal.ONE)));
        Plan plan = Plan.of(List.of("environment", "shot_type")).withSize(10L).withTarget(joint);
        assertThatThrownBy(() -> HALVES.allocate(plan))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("shot_type=wide, which no item has");
    }

    @Test
    void nothingToChooseFrom() {
        Cube nothing = Cube.of(HALVES.axes(), Map.of());
        Infeasible sized = infeasible(nothing, "{size: 10, axes: [environment, shot_type]}");
        assertThat(sized.conflicts()).containsExactly(List.of("size 10"));
        assertThat(sized.reasons()).containsExactly("size 10, and there are 0 items");
        assertThat(sized.largestSize()).isNull();
        Infeasible open = infeasible(
                nothing, "{axes: [environment, shot_type], limits: [{axis: environment, level: indoor, min: 1}]}");
        assertThat(open.conflicts()).containsExactly(List.of("size max"));
    }

    @Test
    void aFloorAboveWhatIsThere() {
        Cube cube = CubeFixture.cube("environment", "indoor 900", "outdoor 12");
        Infeasible answer =
                infeasible(cube, "{size: 520, axes: [environment], limits: [{axis: environment, min_share: 0.10}]}");
        assertThat(answer.conflicts()).containsExactly(List.of("environment=outdoor min_share 0.10", "size 520"));
        assertThat(answer.proof()).isEqualTo("propagation");
        assertThat(answer.reasons().get(0)).contains("10 % of 520 = 52").contains("there are 12");
        assertThat(answer.largestSize()).isEqualTo(120);
        assertThat(answer.repairs()).anySatisfy(repair -> {
            assertThat(repair.changes())
                    .containsExactly(new Infeasible.Change(
                            "environment=outdoor min_share", new BigDecimal("0.10"), new BigDecimal("0.023")));
            assertThat(repair.cost()).isEqualTo(0.77, within(1e-9));
        });
        assertThat(answer.json().keySet()).contains("status", "conflicts", "repairs", "largest_size");
        assertThat(answer.json().get("cells")).isNull();
    }

    @Test
    void capsThatLeaveTooLittle() {
        Cube cube = CubeFixture.cube("gender", "f 50", "m 50");
        Infeasible answer = infeasible(
                cube,
                "{size: 60, axes: [gender], limits: [{axis: gender, level: f, max: 20}, {axis: gender, level: m, max: 30}]}");
        assertThat(answer.conflicts()).containsExactly(List.of("gender=f max 20", "gender=m max 30", "size 60"));
        assertThat(answer.largestSize()).isEqualTo(50);
    }

    @Test
    void aSizeAboveWhatIsThere() {
        Infeasible answer = infeasible(HALVES, "{size: 2000, axes: [environment, shot_type]}");
        assertThat(answer.conflicts()).containsExactly(List.of("size 2000"));
        assertThat(answer.largestSize()).isEqualTo(1000);
    }

    @Test
    void sortitionOfLargeTwoHundred() {
        // Flanigan et al. 2021, example_large_200, as sampling.md quotes it.
        Cube cube = CubeFixture.cube("gender leaning", "f liberal 999", "f conservative 1", "m conservative 1000");
        Quotas quotas = quotas(
                cube,
                """
                size: 200
                axes: [gender, leaning]
                limits:
                  - {axis: gender, min: 99, max: 200}
                  - {axis: leaning, min: 99, max: 200}
                """);
        assertThat(byCell(quotas)).containsEntry("f liberal", 100L).containsEntry("m conservative", 100L);
        assertThat(quotas.status()).isEqualTo("optimal");
    }

    @Test
    void groupCapsWithinAndAcrossCells() {
        // Group A has items in both cells, B in the first only: one each is possible, which greedy misses.
        Cube plain = CubeFixture.cube("k", "1 2", "2 1");
        Cube cube = CubeFixture.grouped(
                plain, "identity", Map.of("A", Map.of(List.of("1"), 1, List.of("2"), 1), "B", Map.of(List.of("1"), 1)));
        Quotas quotas = quotas(cube, "{size: 2, axes: [k], limits: [{by: identity, max: 1}]}");
        assertThat(byCell(quotas)).containsEntry("1", 1L).containsEntry("2", 1L);
        Infeasible answer = infeasible(cube, "{size: 3, axes: [k], limits: [{by: identity, max: 1}]}");
        assertThat(answer.conflicts()).containsExactly(List.of("by=identity max 1", "size 3"));
        assertThat(answer.largestSize()).isEqualTo(2);
    }

    @Test
    void unknownCountsTowardsTheSizeAndNoTarget() {
        Cube cube = CubeFixture.cube("a", "x 800", "y 200", "unknown 500");
        Quotas quotas = quotas(cube, "{size: 900, axes: [a], limits: [{axis: a, max_share: 0.3}]}");
        assertThat(byCell(quotas))
                .containsEntry("x", 200L)
                .containsEntry("y", 200L)
                .containsEntry("unknown", 500L);
        assertThat(quotas.objective().worstDeviation()).isZero();
        Quotas capped = quotas(cube, "{size: 500, axes: [a], limits: [{axis: a, level: unknown, max: 100}]}");
        assertThat(byCell(capped))
                .containsEntry("x", 200L)
                .containsEntry("y", 200L)
                .containsEntry("unknown", 100L);
        Quotas known = quotas(cube, "{size: 300, axes: [a], unknown: exclude}");
        assertThat(byCell(known).keySet()).isEqualTo(Set.of("x", "y"));
    }

    @Test
    void mustIncludeIsKept() {
        Cube cube = CubeFixture.marked(CubeFixture.cube("a", "x 100", "y 100"), Map.of(List.of("x"), 7L));
        Quotas quotas = quotas(cube, "{size: 10, axes: [a], must_include: [1, 2, 3, 4, 5, 6, 7]}");
        assertThat(byCell(quotas)).containsEntry("x", 7L).containsEntry("y", 3L);
        assertThat(infeasible(cube, "{size: 5, axes: [a], must_include: [1, 2, 3, 4, 5, 6, 7]}")
                        .conflicts()
                        .get(0))
                .contains("size 5");
    }

    /** What must be included is one list of the user's, however many cells its items lie in. */
    @Test
    void whatMustBeIncludedIsOneWish() {
        Cube cube = CubeFixture.marked(
                CubeFixture.cube("a b", "x p 9", "x q 9", "y p 9"),
                Map.of(List.of("x", "p"), 2L, List.of("x", "q"), 1L));
        String plan = "{size: 6, axes: [a, b], must_include: [1, 2, 3], limits: [%s]}";
        Infeasible level = infeasible(cube, String.format(plan, "{axis: a, level: x, max: 2}"));
        assertThat(level.conflicts()).containsExactly(List.of("must_include 3 items", "a=x max 2"));
        Infeasible cell = infeasible(cube, String.format(plan, "{cell: {a: x, b: p}, max: 1}"));
        assertThat(cell.conflicts()).containsExactly(List.of("must_include 3 items", "a=x,b=p max 1"));
        assertThat(cell.reasons()).containsExactly("must_include names 2 items of a=x,b=p, a=x,b=p max 1");
    }

    @Test
    void targetsOfOtherShapes() {
        Cube cube = CubeFixture.cube("a b", "x p 60", "x q 20", "y p 15", "y q 5");
        Quotas same = quotas(cube, "{size: 20, axes: [a, b], target: proportional}");
        assertThat(byCell(same))
                .containsEntry("x p", 12L)
                .containsEntry("x q", 4L)
                .containsEntry("y p", 3L);
        assertThat(same.objective().worstDeviation()).isZero();
        Quotas given = quotas(cube, "{size: 20, axes: [a, b], target: {a: {y: 0.25}}}");
        assertThat(byCell(given).get("y p") + byCell(given).get("y q")).isEqualTo(5);
        assertThatThrownBy(() -> quotas(cube, "{size: 20, axes: [a, b], target: {a: {x: 0.2, y: 0.25}}}"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("sum to 0.45");
    }

    /** There is one x: that a is uneven is no reason for b to be. */
    @Test
    void oneTargetThatCannotBeMetLeavesTheOthersAlone() {
        Cube cube = CubeFixture.cube("a b", "x p 1", "y p 20", "y q 20");
        Quotas quotas = quotas(cube, "{size: 10, axes: [a, b]}");
        assertThat(byCell(quotas))
                .containsEntry("x p", 1L)
                .containsEntry("y p", 4L)
                .containsEntry("y q", 5L);
        assertThat(quotas.objective().stages())
                .extracting(Quotas.Stage::name, Quotas.Stage::value, Quotas.Stage::proved)
                .startsWith(tuple("worst_deviation", 0.8, true), tuple("deviation_2", 0.0, true));
    }

    @Test
    void neymanFollowsSpreadAndSize() {
        Cube cube = CubeFixture.values(
                CubeFixture.cube("a", "x 4", "y 4"),
                "duration",
                Map.of(List.of("x"), new double[] {0, 10, 20, 30}, List.of("y"), new double[] {0, 1, 2, 3}));
        Quotas quotas = quotas(cube, "{size: 5, axes: [a], objective: neyman, spread: duration}");
        assertThat(byCell(quotas)).containsEntry("x", 4L).containsEntry("y", 1L);
        // 4 S of y is 4 sqrt(5 / 3): its square by 1 - 1 / 4 is 20, and x is taken whole. The least worst deviation is
        // no bound.
        assertThat(quotas.bound()).isCloseTo(20, within(1e-9));
        assertThat(quotas.gap()).isZero();
        assertThat(quotas.objective().worstDeviation()).isCloseTo(0.6, within(1e-9));
        Quotas few = quotas(cube, "{size: 1, axes: [a], objective: neyman, spread: duration}");
        assertThat(few.objective().stages()).isEmpty();
        assertThat(few.json()).containsEntry("bound", null).containsEntry("gap", 0.0);
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        for (String more : List.of(
                "limits: [{by: identity, max: 2}]\ndraw: {tiers: quality, order: [hq], weight: duration}",
                "budget: {column: duration, max: 9}\ndraw: {spread_by: [encoder]}",
                "objective: maximin\nbudget: {column: duration, max: 9}",
                "objective: leximin\ndraw: {weight: duration}")) {
            assertThatThrownBy(() -> quotas(HALVES, "axes: [environment, shot_type]\n" + more))
                    .isInstanceOf(UnsupportedPlanException.class);
        }
    }

    /** Taking an item of such a group here keeps out one of it there, whatever it weighs. */
    @Test
    void weightsBesideACapOfGroupsInSeveralCellsAreRefused() {
        Cube plain = CubeFixture.cube("k", "1 3", "2 3");
        String plan = "{size: 2, axes: [k], limits: [{by: identity, max: 1}], draw: %s}";
        Cube apart = CubeFixture.grouped(
                plain, "identity", Map.of("A", Map.of(List.of("1"), 2), "B", Map.of(List.of("2"), 2)));
        Cube across = CubeFixture.grouped(plain, "identity", Map.of("A", Map.of(List.of("1"), 2, List.of("2"), 1)));
        for (String draw : List.of("{weight: w}", "{spread_by: [w]}")) {
            assertThat(byCell(quotas(apart, plan.formatted(draw)))).containsEntry("1", 1L);
            assertThatThrownBy(() -> quotas(across, plan.formatted(draw)))
                    .isInstanceOf(UnsupportedPlanException.class)
                    .hasMessageContaining("beside by=identity max 1 is refused");
        }
        assertThat(byCell(quotas(across, plan.formatted("{tiers: w, order: [hq]}"))))
                .containsEntry("1", 1L);
    }
}
