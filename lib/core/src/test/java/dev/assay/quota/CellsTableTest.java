package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans over inventories as people have them: tables of counts, many axes, misspelled names. */
class CellsTableTest {

    private static Inventory table(String head, String... rows) {
        List<Item> items = new ArrayList<>();
        String[] columns = head.split(" ");
        for (String row : rows) {
            String[] texts = row.split(" ");
            Map<String, Object> values = new LinkedHashMap<>();
            IntStream.range(0, columns.length)
                    .filter(i -> !texts[i].equals("-"))
                    .forEach(i ->
                            values.put(columns[i], texts[i].matches("[0-9]+") ? Long.valueOf(texts[i]) : texts[i]));
            items.add(new Item("row" + items.size(), values));
        }
        return Inventory.of(items);
    }

    private static Inventory counted(String head, String... rows) {
        return Inventory.of(table(head, rows).table(), Schema.withDefaults().withWeight("count"));
    }

    private static QuotaResult ask(Inventory items, String yaml) {
        Plan plan = Plan.parse(yaml);
        return plan.population(items).cube(plan.cubeSpec()).allocate(plan);
    }

    private static List<Long> quotas(QuotaResult result) {
        return ((Quotas) result).cells().stream().map(Quotas.Cell::quota).toList();
    }

    /** Anna's row stands for 5 items and may give 2; what is in no group gives what it has. */
    @Test
    void aGroupCapCountsWhatTheRowsStandFor() {
        Inventory items = counted("a who count", "x anna 5", "x - 1", "y anna 4", "y bert 0", "y carl 3", "x bert 0");
        String plan = "{axes: [a], limits: [{by: who, max: 2}]}";
        assertThat(((Quotas) ask(items, plan)).size()).isEqualTo(5);
        assertThat(ask(items, plan.replace("{axes", "{size: 6, axes"))).isInstanceOf(Infeasible.class);
        Inventory two = counted("a who tape count", "x anna t1 5", "x anna t2 5", "y bert t2 4");
        String both = "{axes: [a], limits: [{by: who, max: 4}, {by: tape, max: 3}]}";
        assertThat(((Quotas) ask(two, both)).size()).isEqualTo(6);
    }

    /** As if each item had a row: the same quotas, proof and reasons. */
    @Test
    void aTableOfCountsIsAnsweredLikeItsItems() {
        Inventory counts = counted("a who count", "x anna 3", "x bert 2", "y anna 1", "y carl 2");
        Inventory each = table("a who", "x anna", "x anna", "x anna", "x bert", "x bert", "y anna", "y carl", "y carl");
        for (int size = 1; size <= 5; size++) {
            String plan = "{size: " + size + ", axes: [a], limits: [{by: who, max: 1}]}";
            assertThat(ask(counts, plan).json())
                    .as(plan)
                    .isEqualTo(ask(each, plan).json());
        }
    }

    @Test
    void whatARowOfSeveralItemsCannotSayIsRefused() {
        Inventory items = counted("a duration count", "x 10 5", "y 20 1");
        assertThatThrownBy(() -> ask(items, "{axes: [a], budget: {column: duration, max: 30}}"))
                .isInstanceOf(UnsupportedPlanException.class)
                .hasMessage(
                        "the budget of duration over a table of counts is refused: a row stands for several items, and"
                                + " what each of them costs is not said; list the items one a row, without a column of counts");
        assertThatThrownBy(() -> ask(items, "{axes: [a], must_include: [row0]}"))
                .hasMessageContaining("must_include over a table of counts is refused")
                .hasMessageContaining("as count says");
    }

    private static final String NEYMAN = "{size: 20, axes: [a], objective: neyman, spread: spread}";

    /** N S is 100 for x and 900 for y: 2 and 18 of 20. */
    @Test
    void theSpreadOfATableOfCellsIsItsColumn() {
        assertThat(quotas(ask(counted("a count spread", "x 100 1", "y 100 9"), NEYMAN)))
                .containsExactly(2L, 18L);
        // The 11th of x comes before the 10th of y: 100 / sqrt(110) is more than 90 / sqrt(90).
        assertThat(quotas(ask(counted("a count spread", "x 100 1", "y 10 9", "z 0 5", "- 30 -"), NEYMAN)))
                .containsExactly(11L, 9L, 0L);
    }

    @Test
    void aSpreadThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> ask(counted("a b count spread", "x p 50 1", "x q 50 2", "y p 100 9"), NEYMAN))
                .isInstanceOf(PlanException.class)
                .hasMessage("spread spread of a table of counts: expected one row with a number for each cell, found 2"
                        + " rows, 2 of them with a number, for x");
        assertThatThrownBy(() -> ask(table("a spread", "x some", "y more"), NEYMAN))
                .hasMessage("spread names column spread, which holds no number");
        assertThatThrownBy(() -> ask(table("a who", "x some"), "{size: 1, axes: [a], budget: {column: who, max: 9}}"))
                .hasMessage("budget names column who, which holds no number");
    }

    /** By {@code where}, by id or by {@code unknown: exclude}: an item that is left out asks for nothing. */
    @Test
    void aLevelThatOnlyExcludedItemsHaveHasNoFloor() {
        Inventory items = table("a b", "x p", "x q", "x p", "y -", "z p", "z q");
        String plan = "{size: 4, axes: [a, b], limits: [{axis: a, min_share: 0.1}], ";
        for (String out : List.of("unknown: exclude", "where: a!=y", "must_exclude: [row3]")) {
            QuotaResult result = ask(items, plan + out + "}");
            assertThat(result).as(out).isInstanceOf(Quotas.class);
            assertThat(((Quotas) result).objective().worstDeviation()).as(out).isZero();
        }
        assertThat(ask(items, plan + "unknown: level}")).isInstanceOf(Quotas.class);
    }

    /** Thousands of cells of which the caps tell 256 apart: the size is that of the table with as many. */
    @Test
    void manyAxesUnderFewLimitsHaveALargestSize() {
        Random random = new Random(8);
        List<Item> fine = new ArrayList<>();
        List<Item> coarse = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Map<String, Object> levels = new LinkedHashMap<>();
            Map<String, Object> merged = new LinkedHashMap<>();
            for (int a = 0; a < 8; a++) {
                int level = Math.min(3, (int) (-Math.log(1 - random.nextDouble()) / 0.7));
                levels.put("a" + a, "l" + level);
                merged.put("a" + a, level == 0 ? "l0" : "l1");
            }
            fine.add(new Item("i" + i, levels));
            coarse.add(new Item("i" + i, merged));
        }
        StringBuilder plan = new StringBuilder("axes: [a0, a1, a2, a3, a4, a5, a6, a7]\nlimits:\n");
        IntStream.range(0, 8).forEach(a -> plan.append("  - {axis: a" + a + ", level: l0, max_share: 0.20}\n"));
        Quotas many = (Quotas) ask(Inventory.of(fine), plan.toString());
        Quotas few = (Quotas) ask(Inventory.of(coarse), plan.toString());
        assertThat(many.size()).isEqualTo(few.size()).isPositive();
        assertThat(many.objective().stages().get(0).proved()).isTrue();
    }

    @Test
    void levelsThatNoItemHasAreNamed() {
        Inventory items = table("gender quality", "Male hq", "Female lq");
        Plan plan = Plan.parse(
                """
                axes: [gender]
                limits:
                  - {axis: gender, level: male, max: 1}
                  - {cell: {gender: other}, max: 1}
                  - {axis: gender, level: unknown, max: 1}
                draw: {tiers: quality, order: [best, hp]}
                """);
        assertThat(plan.unmatched(items))
                .containsExactly(
                        "a limit names gender=male, which no item has; did you mean Male?",
                        "a limit names gender=other, which no item has",
                        "draw order names quality=best, which no item has",
                        "draw order names quality=hp, which no item has; did you mean hq?");
        assertThat(Plan.parse("axes: [gender]\ndraw: {tiers: quality, order: [hq, mq]}")
                        .unmatched(items))
                .isEmpty();
    }
}
