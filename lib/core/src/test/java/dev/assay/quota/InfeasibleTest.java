package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class InfeasibleTest {

    private static final Cube TWO = CubeFixture.cube("a b", "x p 40", "x q 10", "y p 10", "y q 40");

    private static Infeasible infeasible(Cube cube, String yaml) {
        QuotaResult result = cube.allocate(Plan.parse(yaml));
        assertThat(result).isInstanceOf(Infeasible.class);
        return (Infeasible) result;
    }

    private static Infeasible.Change change(String limit, String from, String to) {
        return new Infeasible.Change(limit, new BigDecimal(from), new BigDecimal(to));
    }

    @Test
    void whereTheAnswerIsNoNothingIsDrawn() {
        Infeasible answer = infeasible(TWO, "{size: 101, axes: [a, b]}");
        assertThat(answer.largestSize()).isEqualTo(100);
        assertThat(answer.draw(Inventory.of(List.<Item>of()), 42).items()).isEmpty();
    }

    // ---- the parity cube: half of m in each cell, or no whole numbers at all

    private static Cube parity(long m) {
        String many = Long.toString(2 * m);
        return CubeFixture.cube("a b c", "0 0 1 " + many, "0 1 0 " + many, "1 0 0 " + many, "1 1 1 " + many);
    }

    private static String margins(long m, String size) {
        return "axes: [a, b, c]\nsize: " + size + "\nlimits:\n"
                + List.of("a", "b", "c").stream()
                        .map(axis -> "  - {axis: " + axis + ", min: " + m + ", max: " + m + "}\n")
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 1_000_000})
    void theParityCubeHasOneSolution(long m) {
        Quotas quotas = (Quotas) parity(m).allocate(Plan.parse(margins(m, Long.toString(2 * m))));
        assertThat(quotas.cells()).extracting(Quotas.Cell::quota).containsOnly(m / 2);
        assertThat(quotas.status()).isEqualTo("optimal");
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {3, 999, 999_999})
    void theParityCubeHasFractionsOnly(long m) {
        for (String size : List.of(Long.toString(2 * m), "max")) {
            Infeasible answer = infeasible(parity(m), margins(m, size));
            assertThat(answer.proof()).isEqualTo("enumeration");
            assertThat(answer.conflicts()).hasSize(5).allSatisfy(conflict -> {
                Set<String> axes =
                        conflict.stream().map(row -> row.substring(0, 1)).collect(Collectors.toSet());
                assertThat(axes).contains("a", "b", "c");
            });
            assertThat(answer.reasons().get(0)).endsWith("cannot hold together in whole items");
            assertThat(answer.repairs()).isNotEmpty().allSatisfy(repair -> {
                assertThat(repair.changes()).hasSize(2).allSatisfy(change -> assertThat(
                                change.to().subtract(change.from()).abs())
                        .isEqualByComparingTo(BigDecimal.ONE));
                assertThat(repair.size()).isEqualTo(2 * m);
            });
            assertThat(answer.largestSize()).isNull();
        }
    }

    @Test
    void withoutASolverEnumerationIsStillExact() {
        Model model = ModelBuilder.of(Plan.parse(margins(999_999, "1999998")), parity(999_999));
        Merged question = new Merged(model, Set.copyOf(model.names()), 1_999_998, 1_999_998, "size 1999998");
        assertThat(Search.plainly(question).proof()).isEqualTo("enumeration");
        Model even = ModelBuilder.of(Plan.parse(margins(1_000_000, "2000000")), parity(1_000_000));
        Merged possible = new Merged(even, Set.copyOf(even.names()), 2_000_000, 2_000_000, "size 2000000");
        assertThat(Search.plainly(possible).values()).containsOnly(500_000);
    }

    // ---- proofs

    /** Five cells, each two neighbours of a ring under a cap of 10: 25 at most, which no row shows by itself. */
    @Test
    void aSumOfLimitsThatAsksForMoreThanThereIsIsAFarkasProof() {
        Cube ring = CubeFixture.cube(
                "a b c d e", "x o o o x 10", "x x o o o 10", "o x x o o 10", "o o x x o 10", "o o o x x 10");
        String caps = List.of("a", "b", "c", "d", "e").stream()
                .map(axis -> "{axis: " + axis + ", level: x, max: 10}")
                .collect(Collectors.joining(", ", "limits: [", "]"));
        Infeasible answer = infeasible(ring, "{size: 26, axes: [a, b, c, d, e], " + caps + "}");
        assertThat(answer.conflicts())
                .containsExactly(
                        List.of("a=x max 10", "b=x max 10", "c=x max 10", "d=x max 10", "e=x max 10", "size 26"));
        assertThat(answer.proof()).isEqualTo("farkas");
        assertThat(answer.proofs()).containsExactly("farkas");
        assertThat(answer.largestSize()).isEqualTo(25);
        assertThat(answer.json()).containsEntry("conflict_proofs", List.of("farkas"));
    }

    @Test
    void multipliersThatProveNothingAreNotBelieved() {
        Model model = ModelBuilder.of(
                Plan.parse(
                        "{size: 80, axes: [a, b], limits: [{axis: a, level: x, max: 35}, {axis: b, level: q, max: 30}]}"),
                TWO);
        Merged question = new Merged(model, Set.copyOf(model.names()), 80, 80, "size 80");
        long[] low = new long[question.variables()];
        double[] duals = question.inequalities.stream()
                .mapToDouble(inequality -> inequality.owner().startsWith("size") ? 1 : -1)
                .toArray();
        Farkas proof = Farkas.of(question, low, question.high, duals);
        assertThat(proof).isNotNull();
        assertThat(Merged.owners(proof.used())).containsExactlyInAnyOrder("a=x max 35", "b=q max 30", "size 80");
        assertThat(proof.multipliers()).containsOnly(BigInteger.ONE, BigInteger.ONE.negate());
        for (int r = 0; r < duals.length; r++) {
            double[] wrong = duals.clone();
            wrong[r] = -wrong[r];
            assertThat(Farkas.of(question, low, question.high, wrong)).isNull();
        }
        long[] more = question.high.clone();
        Arrays.setAll(more, v -> more[v] + 5);
        assertThat(Farkas.of(question, low, more, duals)).isNull();
    }

    // ---- several conflicts

    @Test
    void severalConflictsTheSmallestFirst() {
        Infeasible answer = infeasible(
                TWO,
                """
                size: 80
                axes: [a, b]
                limits:
                  - {axis: a, level: x, min: 60}
                  - {axis: a, level: y, max: 20}
                  - {axis: b, level: q, max: 30}
                  - {axis: a, level: x, max: 35}
                """);
        assertThat(answer.conflicts())
                .containsExactly(
                        List.of("a=x min 60"),
                        List.of("a=y max 20", "size 80"),
                        List.of("b=q max 30", "a=x max 35", "size 80"));
        assertThat(answer.reasons().get(0)).isEqualTo("a=x min 60, and there are 50");
    }

    @Test
    void theOrderOfLimitsChangesNothing() {
        List<String> limits = new ArrayList<>(List.of(
                "{axis: a, level: x, min: 45}",
                "{axis: a, level: y, min: 45}",
                "{axis: b, level: q, max: 30}",
                "{cell: {a: x, b: p}, max: 20}",
                "{axis: b, min_share: 0.45}"));
        Infeasible first = infeasible(TWO, "{size: 85, axes: [a, b], limits: " + limits + "}");
        assertThat(first.conflicts()).hasSizeGreaterThan(1);
        Collections.reverse(limits);
        Infeasible second = infeasible(TWO, "{size: 85, axes: [b, a], limits: " + limits + "}");
        assertThat(sets(second)).isEqualTo(sets(first));
        assertThat(second.repairs().stream().map(repair -> Set.copyOf(repair.changes())))
                .containsExactlyElementsOf(first.repairs().stream()
                        .map(repair -> Set.copyOf(repair.changes()))
                        .toList());
    }

    private static List<Set<String>> sets(Infeasible answer) {
        return answer.conflicts().stream().map(Set::copyOf).toList();
    }

    // ---- repairs

    @Test
    void repairsStayWithinTheFlex() {
        Cube cube = CubeFixture.cube("gender", "f 150", "m 50");
        String limits =
                "limits: [{axis: gender, level: f, max: 100, flex: [0, 120]}, {axis: gender, level: m, max: 40, flex: [0, 45]}]";
        Infeasible tight = infeasible(cube, "{size: 166, axes: [gender], " + limits + "}");
        assertThat(tight.repairs()).hasSize(1).allSatisfy(repair -> assertThat(repair.changes())
                .containsExactly(change("size", "166", "140")));
        Infeasible both = infeasible(cube, "{size: 163, axes: [gender], " + limits + "}");
        // 23 more: 20 at 1/100 each and 3 at 1/40 each is the least there is.
        assertThat(both.repairs().get(0).changes())
                .containsExactly(change("gender=f max", "100", "120"), change("gender=m max", "40", "43"));
        assertThat(both.repairs().get(0).cost()).isEqualTo(0.2 + 3 / 40.0);
        Infeasible one = infeasible(cube, "{size: 144, axes: [gender], " + limits + "}");
        assertThat(one.repairs())
                .extracting(Infeasible.Repair::changes)
                .containsExactly(
                        List.of(change("gender=f max", "100", "104")),
                        List.of(change("gender=m max", "40", "44")),
                        List.of(change("size", "144", "140")));
    }

    /** 5 of 9 are 0.5556 in four decimals and 0.556 in three, which this flex stops. */
    @ParameterizedTest
    @ValueSource(strings = {"size: 9, ", ""})
    void sharesStayWithinTheFlex(String size) {
        Cube cube = CubeFixture.cube("a", "x 5", "y 4");
        String plan = "{" + size + "axes: [a], limits: [{axis: a, level: x, min: 5},"
                + " {axis: a, level: x, max_share: 0.1, flex: [0, %s]}]}";
        assertThat(infeasible(cube, plan.formatted("0.5556")).repairs())
                .extracting(Infeasible.Repair::changes)
                .contains(List.of(change("a=x max_share", "0.1", "0.5556")));
        assertThat(infeasible(cube, plan.formatted("0.6")).repairs())
                .extracting(Infeasible.Repair::changes)
                .contains(List.of(change("a=x max_share", "0.1", "0.556")));
        assertThat(infeasible(cube, plan.formatted("0.5555")).repairs())
                .noneMatch(repair -> repair.changes().toString().contains("max_share"));
    }

    /** Twice the same limit: the less of the two flexes counts. */
    @ParameterizedTest
    @ValueSource(strings = {"size: 9, ", ""})
    void aShareWrittenTwiceMovesNoFurtherThanBothMay(String size) {
        Cube cube = CubeFixture.cube("a", "x 5", "y 4");
        String plan = "{" + size + "axes: [a], limits: [{axis: a, level: x, min: 5},"
                + " {axis: a, level: x, max_share: 0.1, flex: [0, %s]}, {axis: a, level: x, max_share: 0.1, flex: [0, %s]}]}";
        for (String flexes : List.of("0.7 0.5556", "0.5556 0.7")) {
            assertThat(infeasible(cube, plan.formatted((Object[]) flexes.split(" ")))
                            .repairs())
                    .extracting(Infeasible.Repair::changes)
                    .contains(List.of(change("a=x max_share", "0.1", "0.5556")));
        }
    }

    @Test
    void aSizeBelowTheFloorsIsRaised() {
        Infeasible answer = infeasible(TWO, "{size: 20, axes: [a, b], limits: [{axis: a, min: 15}]}");
        assertThat(answer.conflicts()).containsExactly(List.of("a=x min 15", "a=y min 15", "size 20"));
        assertThat(answer.largestSize()).isEqualTo(100);
        Infeasible.Repair last = answer.repairs().get(answer.repairs().size() - 1);
        assertThat(last.changes()).containsExactly(change("size", "20", "30"));
        assertThat(last.size()).isEqualTo(30);
        assertThat(answer.json()).containsEntry("status", "infeasible").containsEntry("largest_size", 100L);
        assertThat((List<?>) answer.json().get("repairs"))
                .last()
                .isEqualTo(Map.of(
                        "changes",
                        List.of(Map.of("limit", "size", "from", new BigDecimal(20), "to", new BigDecimal(30))),
                        "cost",
                        last.cost(),
                        "size",
                        30L));
    }

    @Test
    void aPlanWithoutASizeIsMendedToo() {
        Infeasible counts =
                infeasible(TWO, "{axes: [a, b], limits: [{axis: a, level: x, min: 60}, {axis: b, max: 50}]}");
        assertThat(counts.size()).isNull();
        assertThat(counts.conflicts()).containsExactly(List.of("a=x min 60"));
        assertThat(counts.repairs().get(0).changes()).containsExactly(change("a=x min", "60", "50"));
        assertThat(counts.repairs().get(0).size()).isEqualTo(100);
        Infeasible shares = infeasible(TWO, "{axes: [a, b], limits: [{axis: a, max_share: 0.4}]}");
        assertThat(shares.conflicts()).containsExactly(List.of("a=x max_share 0.4", "a=y max_share 0.4"));
        assertThat(shares.repairs().get(0).changes()).containsExactly(change("a=x max_share", "0.4", "0.600"));
        assertThat(shares.repairs().get(0).size()).isEqualTo(80);
    }

    @Test
    void severalSharesOfAnOpenSizeAreMovedTogether() {
        Infeasible answer =
                infeasible(TWO, "{axes: [a, b], limits: [{axis: a, max_share: 0.4}, {axis: b, max_share: 0.45}]}");
        assertThat(answer.conflicts()).hasSize(2);
        // In each axis one level must go to what the other leaves.
        assertThat(answer.repairs()).hasSize(4).allSatisfy(repair -> {
            assertThat(repair.changes()).hasSize(2);
            assertThat(repair.cost()).isEqualTo(0.2 / 0.4 + 0.1 / 0.45, within(1e-12));
        });
        assertThat(answer.repairs().get(0).size()).isEqualTo(80);
        assertThat(answer.repairs().get(0).changes())
                .containsExactly(change("a=x max_share", "0.4", "0.600"), change("b=p max_share", "0.45", "0.550"));
    }

    /** A size of thousands: not all sizes are tried, and every value is still as near as the others let it be. */
    @Test
    void aShareAndACountAreMovedTogether() {
        Cube cube = CubeFixture.cube("a b", "x p 4000", "x q 1000", "y p 1000", "y q 4000");
        Infeasible answer = infeasible(
                cube,
                "{axes: [a, b], limits: [{axis: a, max_share: 0.4}, {axis: b, level: p, min: 6000, flex: [5000, 9000]}]}");
        assertThat(answer.repairs().get(0).changes())
                .containsExactly(change("a=x max_share", "0.4", "0.600"), change("b=p min", "6000", "5000"));
        assertThat(answer.repairs().get(0).size()).isEqualTo(8330);
    }

    @Test
    void whatMustBeIncludedMayBeLetGo() {
        Cube cube = CubeFixture.marked(
                CubeFixture.cube("gender", "f 150", "m 50"), Map.of(List.of("f"), 3L, List.of("m"), 1L));
        Infeasible answer = infeasible(
                cube,
                "{size: 10, axes: [gender], must_include: [1, 2, 3, 4], limits: [{axis: gender, level: f, max: 1}]}");
        assertThat(answer.conflicts()).containsExactly(List.of("must_include 4 items", "gender=f max 1"));
        assertThat(answer.repairs())
                .extracting(Infeasible.Repair::changes)
                .containsExactly(
                        List.of(change("must_include gender=f", "3", "1")), List.of(change("gender=f max", "1", "3")));
    }

    @Test
    @Tag("slow")
    void manyCellsUnderFewLimitsAreAsSmallAQuestionAsFew() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            cells.add("k" + i + " l" + i % 70 + " m" + i % 11 + " 1000");
        }
        Cube cube = CubeFixture.cube("k l m", cells.toArray(String[]::new));
        Plan plan = Plan.parse(
                "{size: 2000000, axes: [k, l, m], limits: [{axis: m, level: m3, min_share: 0.2}, {axis: l, level: l5, max: 9}]}");
        Model model = ModelBuilder.of(plan, cube);
        assertThat(new Merged(model, Set.copyOf(model.names()), 1, 9, null).classes)
                .isEqualTo(4);
        Infeasible answer = infeasible(cube, plan.toYaml());
        assertThat(answer.conflicts()).containsExactly(List.of("m=m3 min_share 0.2", "size 2000000"));
        assertThat(answer.proof()).isEqualTo("propagation");
    }

    @Test
    void sharesOfManyDecimalsAreStatedInSixtyFourBits() {
        Cube cube = CubeFixture.cube("a", "x 100000000", "y 100000000");
        Infeasible answer = infeasible(
                cube,
                "{axes: [a], limits: [{axis: a, level: x, max_share: 0.333333333333333}, {axis: a, level: y, max_share: 0.6}]}");
        assertThat(answer.conflicts()).hasSize(1);
        assertThat(answer.proof()).isEqualTo("farkas");
    }
}
