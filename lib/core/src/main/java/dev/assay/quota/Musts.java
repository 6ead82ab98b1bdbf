package dev.assay.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items that must be included, as limits that a repair may move: how many of a cell, and beside caps of the same groups
 * in it, need not be. Beside a budget the dearest of them are let go, and the repair says so.
 */
final class Musts {

    private static final String WORD = "must_include ";

    private final Model model;
    private final List<Wish> wishes = new ArrayList<>();

    /**
     * Items that must be included and that no row tells apart.
     *
     * @param kind those of the same groups, or null where no cap asks
     * @param limit which these are, in words
     * @param dearest what to add to these words where some of them are let go, and not all
     */
    record Wish(int cell, @Nullable Kind kind, String limit, String dearest, long items) {

        Infeasible.Change less(long freed) {
            String words = freed < items ? limit + dearest : limit;
            return new Infeasible.Change(words, BigDecimal.valueOf(items), BigDecimal.valueOf(items - freed));
        }
    }

    Musts(Model model) {
        this.model = model;
        Caps caps = model.caps;
        for (Row row : model.rows) {
            if (row.must() && caps == null) {
                wish(row.cells()[0], null, row.value().longValue());
            } else if (row.must() && caps != null) {
                caps.musts(row.cells()[0]).forEach(kind -> wish(kind.cell(), kind, kind.musts()));
            }
        }
    }

    private void wish(int cell, @Nullable Kind kind, long items) {
        String dearest = model.costs == null ? "" : ", the dearest by " + model.costs.column();
        wishes.add(new Wish(cell, kind, words(model, cell, kind), dearest, items));
    }

    /** A model whose rows for such items have a name of their own each, so that each can move alone. */
    static Model apart(Model model) {
        return model.withRows(model.rows.stream()
                .map(row -> row.must() ? row.named(words(model, row.cells()[0], null)) : row)
                .toList());
    }

    private static String words(Model model, int cell, @Nullable Kind kind) {
        List<String> words = new ArrayList<>();
        List<String> levels = model.cube.levelTexts(model.place[cell]);
        for (int a = 0; a < levels.size(); a++) {
            words.add(model.cube.axes().get(a).name() + "=" + levels.get(a));
        }
        // By name: no repair may hang on the order of axes.
        words.sort(null);
        if (model.caps != null && kind != null) {
            words.addAll(model.caps.words(kind));
        }
        return WORD + (words.isEmpty() ? "items" : String.join(",", words));
    }

    /**
     * Ways to let go of some: of one wish as few as will do, each wish that alone is enough; or of several, none of which
     * could be kept whole beside the others.
     */
    List<Map<Wish, Long>> freed(Predicate<Model> holds) {
        List<Map<Wish, Long>> ways = new ArrayList<>();
        for (Wish wish : wishes) {
            Map<Wish, Long> alone = new LinkedHashMap<>(Map.of(wish, wish.items()));
            if (holds.test(without(alone))) {
                ways.add(fewest(alone, holds));
            }
        }
        Map<Wish, Long> all = new LinkedHashMap<>();
        wishes.forEach(wish -> all.put(wish, wish.items()));
        if (ways.isEmpty() && wishes.size() > 1 && holds.test(without(all))) {
            ways.add(fewest(all, holds));
        }
        return ways;
    }

    private Map<Wish, Long> fewest(Map<Wish, Long> freed, Predicate<Model> holds) {
        for (Wish wish : List.copyOf(freed.keySet())) {
            long bad = -1;
            long good = wish.items();
            while (good - bad > 1) {
                long middle = bad + (good - bad) / 2;
                freed.put(wish, middle);
                boolean enough = holds.test(without(freed));
                bad = enough ? bad : middle;
                good = enough ? middle : good;
            }
            freed.put(wish, good);
        }
        freed.values().removeIf(items -> items == 0);
        return freed;
    }

    /** The model where so many of some wishes are items like others. */
    Model without(Map<Wish, Long> freed) {
        Model less = model;
        for (Map.Entry<Wish, Long> entry : freed.entrySet()) {
            if (entry.getValue() > 0) {
                less = without(less, entry.getKey(), entry.getValue());
            }
        }
        return less;
    }

    private static Model without(Model model, Wish wish, long items) {
        List<Row> rows = new ArrayList<>();
        for (Row row : model.rows) {
            boolean own = row.must() && row.cells()[0] == wish.cell();
            BigDecimal left = row.value().subtract(BigDecimal.valueOf(items));
            if (!own) {
                rows.add(row);
            } else if (left.signum() > 0) {
                rows.add(row.moved(left));
            }
        }
        Costs costs = model.costs;
        Caps caps = model.caps;
        Kind kind = wish.kind();
        Model less = model.withRows(rows);
        if (costs != null) {
            less = less.withCosts(costs.without(wish.cell(), costs.dearest(wish.cell(), kind, items)));
        }
        return caps == null || kind == null ? less : less.withCaps(caps.without(kind, items));
    }
}
