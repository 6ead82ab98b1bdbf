package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Repairs that no one integer program tells; what they must be follows from the few items there are. */
@NullUnmarked
class MovesTest {

    /** Items from lines of gender, identity and cost. */
    private static Infeasible infeasible(String yaml, String... lines) {
        List<Item> items = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            items.add(new Item(
                    "v" + items.size(),
                    Map.of("gender", parts[0], "identity", parts[1], "cost", Double.parseDouble(parts[2]))));
        }
        Inventory inventory = Inventory.of(items);
        Plan plan = Plan.parse(yaml);
        QuotaResult result = inventory.cube(plan.cubeSpec()).allocate(plan);
        assertThat(result).isInstanceOf(Infeasible.class);
        return (Infeasible) result;
    }

    private static Infeasible.Change change(String limit, String from, String to) {
        return new Infeasible.Change(limit, new BigDecimal(from), new BigDecimal(to));
    }

    /** One of two that must be in is too many, and one of each identity too few: each alone mends half. */
    @Test
    void aCapAndWhatMustBeIncludedMoveTogether() {
        Infeasible answer = infeasible(
                """
                size: 4
                axes: [gender]
                limits:
                  - {axis: gender, level: f, max: 1, flex: [0, 1]}
                  - {by: identity, max: 1}
                must_include: [v0, v1]
                """,
                "f p 0",
                "f q 0",
                "m r 0",
                "m r 0",
                "m r 0",
                "m r 0");
        assertThat(answer.conflicts()).hasSize(2);
        assertThat(answer.repairs())
                .extracting(Infeasible.Repair::changes)
                .containsExactly(
                        List.of(
                                change("must_include gender=f,identity=p", "1", "0"),
                                change("by=identity max", "1", "3")),
                        List.of(
                                change("must_include gender=f,identity=q", "1", "0"),
                                change("by=identity max", "1", "3")));
        assertThat(answer.repairs()).extracting(Infeasible.Repair::cost).containsOnly(3.0);
        assertThat(answer.repairs()).extracting(Infeasible.Repair::size).containsOnly(4L);
    }

    /** Twelve of six and ten: one more and six more cost 1 + 6/4, two more of the cap and five more 5 + 2/4. */
    @Test
    void ofTwoThatTradeTheCheaperWayRoundIsTold() {
        String[] lines = new String[16];
        Arrays.setAll(lines, i -> i < 6 ? "f p" + i + " 0" : "m r 0");
        Infeasible answer = infeasible(
                "{size: 12, axes: [gender], limits: [{axis: gender, level: f, max: 1}, {by: identity, max: 4}]}",
                lines);
        assertThat(answer.repairs().get(0).changes())
                .containsExactlyInAnyOrder(change("gender=f max", "1", "2"), change("by=identity max", "4", "10"));
        assertThat(answer.repairs().get(0).cost()).isEqualTo(2.5);
    }

    /** Four of each of two: with caps of 4 and 4 all eight, and with one of 3 only six. */
    @Test
    void twoCapsOfOneKeyAreMovedApart() {
        String[] lines = new String[8];
        Arrays.setAll(lines, i -> i < 4 ? "f p 0" : "f q 0");
        Infeasible answer = infeasible(
                "{size: 8, axes: [gender], limits: [{by: identity, max: 2}, {by: identity, max: 3}]}", lines);
        assertThat(answer.repairs()).isNotEmpty();
        assertThat(answer.repairs().get(0).changes())
                .containsExactlyInAnyOrder(change("by=identity max", "2", "4"), change("by=identity max", "3", "4"));
    }

    /** Costs 1, 2, 3 and 4: three for 6, four for 10. */
    @Test
    void besideABudgetACountIsWhatItPaysFor() {
        Infeasible answer = infeasible(
                "{axes: [gender], limits: [{axis: gender, level: f, min: 4}], budget: {column: cost, max: 6}}",
                "f p 1",
                "f q 2",
                "f r 3",
                "f s 4");
        assertThat(answer.repairs())
                .extracting(Infeasible.Repair::changes)
                .containsExactly(
                        List.of(change("gender=f min", "4", "3")), List.of(change("budget cost max", "6", "10")));
        assertThat(answer.repairs().get(0).cost()).isEqualTo(0.25);
        assertThat(answer.repairs().get(1).cost()).isEqualTo(4 / 6.0, within(1e-12));
    }

    /** Half of six would be three for 6; of the share no more is left than two of six. */
    @Test
    void besideABudgetAShareIsWhatItPaysFor() {
        Infeasible answer = infeasible(
                "{size: 6, axes: [gender], limits: [{axis: gender, level: f, min_share: 0.5}], budget: {column: cost, max: 3}}",
                "f p 1",
                "f q 2",
                "f r 3",
                "m s 0",
                "m s 0",
                "m s 0",
                "m s 0");
        assertThat(answer.repairs().get(0).changes()).containsExactly(change("gender=f min_share", "0.5", "0.333"));
        assertThat(answer.repairs().get(1).changes()).containsExactly(change("budget cost max", "3", "6"));
    }

    /** Five are three of f, each for 3, and two of m: one more of f than allowed, and for 9 where 4 are to spend. */
    @Test
    void aBudgetMovesTogetherWithACount() {
        Infeasible answer = infeasible(
                """
                size: 5
                axes: [gender]
                limits:
                  - {axis: gender, level: f, max: 2, flex: [0, 3]}
                  - {axis: gender, level: m, max: 2, flex: [0, 2]}
                budget: {column: cost, max: 4}
                """,
                "f p 3",
                "f q 3",
                "f r 3",
                "m s 0",
                "m t 0",
                "m u 0");
        assertThat(answer.repairs()).hasSize(2);
        assertThat(answer.repairs().get(0).changes())
                .containsExactlyInAnyOrder(change("gender=f max", "2", "3"), change("budget cost max", "4", "9"));
        assertThat(answer.repairs().get(1).changes()).containsExactly(change("size", "5", "3"));
    }

    @Test
    void whatMustBeIncludedIsNamedInOneOrderOfAxes() {
        String yaml = "{size: 1, axes: [%s], limits: [{axis: gender, level: f, max: 0, flex: [0, 0]}],"
                + " must_include: [v0], budget: {column: cost, max: 9}}";
        for (String axes : List.of("gender, identity", "identity, gender")) {
            assertThat(infeasible(yaml.formatted(axes), "f p 0", "m q 0")
                            .repairs()
                            .get(0)
                            .changes())
                    .containsExactly(change("must_include gender=f,identity=p", "1", "0"));
        }
    }

    /** No pair is enough; the fourth may stay. */
    @Test
    void asManyAreLetGoAsItTakes() {
        Infeasible answer = infeasible(
                """
                axes: [gender]
                limits:
                  - {axis: gender, level: f, max: 0, flex: [0, 0]}
                  - {axis: gender, level: m, max: 0, flex: [0, 0]}
                  - {axis: gender, level: n, max: 0, flex: [0, 0]}
                  - {by: identity, max: 9}
                must_include: [v0, v1, v2, v3]
                """,
                "f p 0",
                "m q 0",
                "n r 0",
                "o s 0");
        assertThat(answer.repairs()).singleElement().satisfies(repair -> {
            assertThat(repair.changes())
                    .containsExactlyInAnyOrder(
                            change("must_include gender=f,identity=p", "1", "0"),
                            change("must_include gender=m,identity=q", "1", "0"),
                            change("must_include gender=n,identity=r", "1", "0"));
            assertThat(repair.size()).isEqualTo(1);
            assertThat(repair.cost()).isEqualTo(3);
        });
    }

    /** Which are let go is said where some stay. */
    @Test
    void theDearestAreLetGoFirstAndAllWithoutSayingSo() {
        String[] lines = {"f p 1", "f q 2", "f r 3", "m s 0.5"};
        String yaml = "{axes: [gender], must_include: [v0, v1, v2], budget: {column: cost, max: %s}}";
        assertThat(infeasible(yaml.formatted("3.5"), lines).repairs().get(0).changes())
                .containsExactly(change("must_include gender=f, the dearest by cost", "3", "2"));
        assertThat(infeasible(yaml.formatted("0.5"), lines).repairs().get(0).changes())
                .containsExactly(change("must_include gender=f", "3", "0"));
    }

    /** One f of two that must be in is let go, and two more of m take part; what must be in no more leaves other limits theirs. */
    @Test
    void whatMustBeIncludedMovesTogetherWithACount() {
        Infeasible answer = infeasible(
                """
                size: 4
                axes: [gender]
                limits:
                  - {axis: gender, level: m, max: 1}
                  - {axis: gender, level: f, max: 1, flex: [0, 1]}
                  - {by: identity, max: 1}
                must_include: [v0, v1]
                """,
                "f p 0",
                "f p 0",
                "m q 0",
                "m r 0",
                "m s 0",
                "m t 0");
        assertThat(answer.repairs()).singleElement().satisfies(repair -> assertThat(repair.changes())
                .containsExactlyInAnyOrder(
                        change("must_include gender=f,identity=p", "2", "1"), change("gender=m max", "1", "3")));
        assertThat(answer.allAsked()).isTrue();
    }

    /**
     * Of 120 that must be in none is in the way: four of q are, each for 3 or, of m, for nothing. The cap gives way with the
     * budget (3 + 8/4) or with the count of m (3 + 3), and every two of the 120 come after these.
     */
    @Test
    void manyThatMustBeIncludedHideNoWay() {
        String[] lines = new String[128];
        Arrays.setAll(lines, i -> i < 120 ? "f p" + i + " 0" : i < 124 ? "f q 3" : "m q 0");
        String musts = IntStream.range(0, 120).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        Infeasible answer = infeasible(
                "{size: 124, axes: [gender], limits: [{axis: gender, level: m, max: 0, flex: [0, 3]},"
                        + " {by: identity, max: 1}], budget: {column: cost, max: 4}, must_include: [" + musts + "]}",
                lines);
        assertThat(answer.repairs().get(0).changes())
                .containsExactlyInAnyOrder(change("by=identity max", "1", "4"), change("budget cost max", "4", "12"));
        assertThat(answer.repairs().get(1).changes())
                .containsExactlyInAnyOrder(change("by=identity max", "1", "4"), change("gender=m max", "0", "3"));
    }

    /** Any three of 250 would do as well, and are asked about when the two that each stand alone in their kind are found. */
    @Test
    @Tag("slow")
    void kindsOfFewComeFirst() {
        String[] lines = new String[250];
        Arrays.setAll(lines, i -> "f p" + i + " 1");
        String musts = IntStream.range(0, 250).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        Infeasible answer = infeasible(
                "{axes: [gender], limits: [{axis: gender, level: f, max: 247}, {by: identity, max: 1}],"
                        + " budget: {column: cost, max: 247}, must_include: [" + musts + "]}",
                lines);
        assertThat(answer.repairs()).singleElement().satisfies(repair -> assertThat(repair.changes())
                .containsExactlyInAnyOrder(
                        change("gender=f max", "247", "250"), change("budget cost max", "247", "250")));
        assertThat(answer.allAsked()).isFalse();
    }

    /** Any three of forty must be let go: 780 pairs are too many to ask about, and it is said. */
    @Test
    void whereQuestionsEndItIsSaid() {
        String[] lines = new String[40];
        Arrays.setAll(lines, i -> "f p" + i + " 0");
        String musts = IntStream.range(0, 40).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        Infeasible answer = infeasible(
                "{axes: [gender], limits: [{axis: gender, level: f, max: 37, flex: [0, 37]}, {by: identity, max: 1}],"
                        + " must_include: [" + musts + "]}",
                lines);
        assertThat(answer.repairs()).singleElement().satisfies(repair -> assertThat(repair.changes())
                .hasSize(3)
                .allMatch(change -> change.to().signum() == 0));
        assertThat(answer.allAsked()).isFalse();
        assertThat(answer.json()).containsEntry("repairs_complete", false);
    }

    /** A limit that is written twice with different values is two limits, and one that has moved to the other's is not it. */
    @Test
    void limitsThatReadAlikeOnceMovedAreMovedApart() {
        Infeasible answer = infeasible(
                """
                size: 3
                axes: [gender]
                limits:
                  - {axis: gender, level: f, max: 1}
                  - {cell: {gender: f}, max: 2}
                  - {by: identity, max: 1}
                """,
                "f p 0",
                "f q 0",
                "f q 0",
                "f q 0");
        assertThat(answer.repairs().get(0).changes())
                .containsExactlyInAnyOrder(
                        change("gender=f max", "1", "3"),
                        change("gender=f max", "2", "3"),
                        change("by=identity max", "1", "2"));
    }
}
