package dev.assay.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
    record Wish(int cell, @Nullable Kind kind, String limit, String dearest, long items) implements Move {

        @Override
        public long most() {
            return items;
        }

        @Override
        public Model in(Model model, long freed) {
            return without(model, this, freed);
        }

        @Override
        public Infeasible.Change change(long freed) {
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

    List<Wish> wishes() {
        return wishes;
    }

    private static Model without(Model model, Wish wish, long items) {
        // A row that asks for none any more keeps its place, by which other moves know theirs.
        List<Row> rows = model.rows.stream()
                .map(row -> row.must() && row.cells()[0] == wish.cell()
                        ? row.moved(row.value().subtract(BigDecimal.valueOf(items)))
                        : row)
                .toList();
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
