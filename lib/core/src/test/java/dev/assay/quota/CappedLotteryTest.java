package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;

/** Lotteries in which a group may give one item only, against a linear program over all sets of items. */
@org.jspecify.annotations.NullUnmarked
class CappedLotteryTest {

    @Test
    void theRefusalOfAGroupCapNamesTheWayOut() {
        Plan plan = Plan.parse("{size: 2, axes: [a], objective: leximin, limits: [{by: identity, max: 1}]}");
        Inventory items = Inventory.of(List.of(new Item("v0", Map.of("a", "x", "identity", "p"))));
        assertThatThrownBy(() -> items.cube(plan.cubeSpec()).allocate(plan))
                .isInstanceOf(UnsupportedPlanException.class)
                .hasMessageStartingWith("objective leximin beside the group cap by=identity is refused: ")
                .hasMessageContaining("take identity as an axis, with {axis: identity, max: 1} instead");
    }

    /** With the key as an axis a group cap is a limit like others: the fairest lottery over all sets of items under it. */
    @Test
    void aKeyAsAnAxisIsAGroupCap() {
        for (int trial = 0; trial < 15; trial++) {
            Random random = new Random(trial);
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Map<String, Object> values = new TreeMap<>(Map.of("a", random.nextInt(3) == 0 ? "x" : "y"));
                if (random.nextInt(5) > 0) {
                    values.put("identity", "p" + random.nextInt(3));
                }
                items.add(new Item("v" + i, values));
            }
            int size = 2 + random.nextInt(2);
            Plan plan = Plan.parse("{size: " + size + ", axes: [a, identity], objective: maximin, limits: ["
                    + "{axis: a, level: y, max: 2}, {axis: identity, max: 1}]}");
            Inventory inventory = Inventory.of(items);
            QuotaResult result = inventory.cube(plan.cubeSpec()).allocate(plan);
            double fairest = fairest(items, size);
            if (result instanceof Quotas quotas) {
                assertThat(quotas.bound()).as("trial %d", trial).isEqualTo(fairest, within(1e-9));
                assertThat(quotas.lots().minimumProbability()).isEqualTo(fairest, within(2e-3));
                assertThat(keeps(
                                items,
                                quotas.draw(inventory, trial).items().stream()
                                        .mapToInt(item ->
                                                1 << Integer.parseInt(item.id().substring(1)))
                                        .sum()))
                        .isTrue();
            } else {
                assertThat(fairest).as("trial %d", trial).isNaN();
            }
        }
    }

    private static boolean keeps(List<Item> items, int set) {
        Map<Object, Integer> groups = new HashMap<>();
        int ys = 0;
        for (int i = 0; i < items.size(); i++) {
            Map<String, Object> values = items.get(i).values();
            if ((set >> i & 1) == 1) {
                ys += values.get("a").equals("y") ? 1 : 0;
                groups.merge(values.getOrDefault("identity", "v" + i), 1, Integer::sum);
            }
        }
        return ys <= 2 && groups.values().stream().allMatch(count -> count <= 1);
    }

    /** The largest smallest chance over all lotteries of sets that may be drawn; NaN without any such set. */
    private static double fairest(List<Item> items, int size) {
        int[] sets = IntStream.range(0, 1 << items.size())
                .filter(set -> Integer.bitCount(set) == size && keeps(items, set))
                .toArray();
        if (sets.length == 0) {
            return Double.NaN;
        }
        List<LinearConstraint> rows = new ArrayList<>();
        double[] all = new double[sets.length + 1];
        Arrays.fill(all, 0, sets.length, 1);
        rows.add(new LinearConstraint(all, Relationship.EQ, 1));
        for (int i = 0; i < items.size(); i++) {
            double[] row = new double[sets.length + 1];
            for (int s = 0; s < sets.length; s++) {
                row[s] = sets[s] >> i & 1;
            }
            row[sets.length] = -1;
            // What no set holds has no chance in any lottery, and is left out of it.
            if (Arrays.stream(row).sum() > -1) {
                rows.add(new LinearConstraint(row, Relationship.GEQ, 0));
            }
        }
        double[] least = new double[sets.length + 1];
        least[sets.length] = 1;
        return new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(least, 0),
                        new LinearConstraintSet(rows),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(true))
                .getValue();
    }
}
