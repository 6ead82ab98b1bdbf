package dev.assay.selection;

import dev.assay.schema.Population;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A draw of quotas from a population. Immutable: {@code Draw.of(axes, strata).withMust(ids).from(population, seed)}.
 *
 * @param axes the columns that strata are made of
 * @param strata all cells that may be drawn from
 * @param musts ids that must be included
 * @param excluded ids that must not
 * @param onlyKnown whether items whose level is unknown on some axis are passed over
 * @param caps what no group may exceed
 * @param budget what all items together may not exceed, or null
 * @param supply one way to fill the quotas under several caps, or under a cap beside a budget, which such draws start from;
 *     else null
 * @param rule which items of a cell come first
 */
public record Draw(
        List<String> axes,
        List<Stratum> strata,
        Set<String> musts,
        Set<String> excluded,
        boolean onlyKnown,
        List<Cap> caps,
        @Nullable Budget budget,
        @Nullable GroupSupply supply,
        DrawRule rule) {

    static final String ITEMS = "items";

    /** Below this a second thread costs more than it saves. */
    private static final int ITEMS_PER_THREAD = 100_000;

    /**
     * A group cap.
     *
     * @param key the groups' column
     * @param most items of any one group
     */
    public record Cap(String key, long most) {}

    /**
     * A budget.
     *
     * @param column what an item costs; one whose cost is not known is not drawn
     * @param max the greatest sum
     */
    public record Budget(String column, BigDecimal max) {}

    public Draw {
        axes = List.copyOf(axes);
        strata = List.copyOf(strata);
        musts = Set.copyOf(musts);
        excluded = Set.copyOf(excluded);
        caps = List.copyOf(caps);
    }

    /** A plain draw of quotas. */
    public static Draw of(List<String> axes, List<Stratum> strata) {
        return new Draw(axes, strata, Set.of(), Set.of(), false, List.of(), null, null, DrawRule.ALIKE);
    }

    /** With items that must be included; they count into their cells' quotas. */
    public Draw withMust(List<String> ids) {
        return new Draw(axes, strata, new HashSet<>(ids), excluded, onlyKnown, caps, budget, supply, rule);
    }

    /** Without some items. */
    public Draw without(List<String> ids) {
        return new Draw(axes, strata, musts, new HashSet<>(ids), onlyKnown, caps, budget, supply, rule);
    }

    /** Passing over items that are unknown on some axis, or not. */
    public Draw onlyKnown(boolean only) {
        return new Draw(axes, strata, musts, excluded, only, caps, budget, supply, rule);
    }

    /** With at most so many items of any one group of a key. */
    public Draw withCap(String key, long most) {
        List<Cap> more = new ArrayList<>(caps);
        more.add(new Cap(key, most));
        return new Draw(axes, strata, musts, excluded, onlyKnown, more, budget, supply, rule);
    }

    /** With group caps, and one way to fill the quotas under them. */
    public Draw withSupply(GroupSupply start) {
        return new Draw(axes, strata, musts, excluded, onlyKnown, start.caps(), budget, start, rule);
    }

    /** With a sum that the items of the sample together must not exceed. */
    public Draw withBudget(String column, BigDecimal max) {
        return new Draw(axes, strata, musts, excluded, onlyKnown, caps, new Budget(column, max), supply, rule);
    }

    /** With a rule of which items of a cell come first. */
    public Draw withRule(DrawRule newRule) {
        return new Draw(axes, strata, musts, excluded, onlyKnown, caps, budget, supply, newRule);
    }

    /**
     * Draws.
     *
     * @throws IllegalArgumentException where the population is not the one that the strata were counted from, or where no
     *     items meet all that is asked
     */
    public Sample from(Population population, long seed) {
        if (supply == null && caps.size() + (budget == null ? 0 : 1) > 1) {
            throw new IllegalArgumentException(
                    "several group caps, and a cap beside a budget, are drawn from quotas that"
                            + " say who supplies them; found none");
        }
        int[] places = new Places(this, population).checked();
        return budget == null
                ? unpaid(population, places, seed)
                : new BudgetDraw(this, budget, population, places, seed).sample();
    }

    /** Where no budget binds. */
    Sample unpaid(Population population, int[] places, long seed) {
        if (caps.size() > 1 && supply != null) {
            return new TangledDraw(this, supply, population, places, seed, null).sample();
        }
        return caps.isEmpty()
                ? smallest(population, places, seed)
                : new CappedDraw(this, caps.get(0), population, places, seed).sample();
    }

    /** Each cell by itself, in as many parts as there are processors. */
    Sample smallest(Population population, int[] places, long seed) {
        long[] items = new long[strata.size()];
        for (int place : places) {
            if (place >= 0) {
                items[place]++;
            }
        }
        BottomK keys = smallest(population, places, seed, items);
        return (keys.complete() ? keys : smallest(population, places, seed, new long[0]))
                .sample(named(population, places));
    }

    /** What all that may be drawn are, for people: items, unless all bear the label real, or fake. */
    static String named(Population population, int[] places) {
        String label = null;
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0) {
                String own = population.text(row, "label");
                if (own == null || (label != null && !own.equals(label))) {
                    return ITEMS;
                }
                label = own;
            }
        }
        return "real".equals(label) ? "reals" : "fake".equals(label) ? "fakes" : ITEMS;
    }

    private BottomK smallest(Population population, int[] places, long seed, long[] items) {
        int parts = parts(places.length);
        IntStream chunks = IntStream.range(0, parts);
        return (parts == 1 ? chunks : chunks.parallel())
                .mapToObj(part -> {
                    BottomK keys = new BottomK(axes, strata, musts, seed, rule).expecting(items);
                    show(population, places, keys, seed, part);
                    return keys;
                })
                .reduce((one, other) -> {
                    one.merge(other);
                    return one;
                })
                .orElseThrow();
    }

    private void show(Population population, int[] places, BottomK keys, long seed, int part) {
        SeededHash hash = new SeededHash(seed);
        int to = start(places.length, part + 1);
        for (int row = start(places.length, part); row < to; row++) {
            if (places[row] >= 0) {
                String id = population.id(row);
                int tier = rule.tiers() == null ? 0 : rule.tierOf(population.text(row, rule.tiers()));
                long key = hash.of(id);
                if (keys.admits(places[row], tier, key, id)) {
                    keys.add(places[row], Candidate.of(population, row, tier, key, rule));
                }
            }
        }
    }

    static int parts(int items) {
        return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), items / ITEMS_PER_THREAD));
    }

    static int start(int items, int part) {
        return (int) ((long) items * part / parts(items));
    }
}
