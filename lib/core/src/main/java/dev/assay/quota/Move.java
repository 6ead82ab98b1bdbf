package dev.assay.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One limit as a repair may loosen it, by whole steps from where it stands: by more of them nothing becomes impossible. */
sealed interface Move permits Move.OfRow, Move.OfCap, Move.OfBudget, Musts.Wish {

    /** Steps to where it says nothing any more, or may go no further. */
    long most();

    /** A model with the limit so many steps from where it stood. */
    Model in(Model model, long steps);

    /** That, in the plan's words. */
    Infeasible.Change change(long steps);

    /**
     * A limit on counts or shares, by counts.
     *
     * @param places where those stand among the model's rows that are written alike: another one that has moved may read
     *     the same
     * @param row the first of them
     * @param items the size, or the most that it can be
     * @param loosest the limit as far as it may move
     */
    record OfRow(List<Integer> places, Row row, @Nullable Long size, long items, Row loosest) implements Move {

        /** The limit of some name in a model. */
        static OfRow of(Model model, String name, @Nullable Long size, Row loosest) {
            List<Integer> places = IntStream.range(0, model.rows.size())
                    .filter(place -> model.rows.get(place).name().equals(name))
                    .boxed()
                    .toList();
            long items = size == null ? model.total() : size;
            Row row = model.rows.get(places.get(0));
            return new OfRow(places, row, size, items, loosest);
        }

        @Override
        public long most() {
            return Math.abs(loosest.bound(items) - row.bound(items));
        }

        @Override
        public Model in(Model model, long steps) {
            Row to = moved(steps);
            List<Row> rows = new ArrayList<>(model.rows);
            places.forEach(place -> rows.set(place, rows.get(place).moved(to.value())));
            return model.withRows(rows);
        }

        @Override
        public Infeasible.Change change(long steps) {
            return new Infeasible.Change(row.limit(), row.value(), moved(steps).value());
        }

        private Row moved(long steps) {
            return steps == 0
                    ? row
                    : Repairs.counted(row, row.bound(items) + (row.upper() ? steps : -steps), size, loosest);
        }
    }

    /**
     * A group cap, by items of each group.
     *
     * @param place where it stands among the model's caps
     */
    record OfCap(int place, Caps.Cap cap, long most) implements Move {

        static OfCap of(Caps caps, int place) {
            Caps.Cap cap = caps.caps.get(place);
            return new OfCap(place, cap, caps.largest(cap) - cap.max());
        }

        @Override
        public Model in(Model model, long steps) {
            Caps caps = model.caps;
            return caps == null ? model : model.withCaps(caps.moved(place, cap.max() + steps));
        }

        @Override
        public Infeasible.Change change(long steps) {
            return new Infeasible.Change(
                    "by=" + cap.column() + " max",
                    BigDecimal.valueOf(cap.max()),
                    BigDecimal.valueOf(cap.max() + steps));
        }
    }

    /** The budget, by its units. */
    record OfBudget(Costs costs) implements Move {

        @Override
        public long most() {
            return Math.max(0, costs.all() - costs.max);
        }

        @Override
        public Model in(Model model, long steps) {
            Costs now = model.costs;
            return now == null ? model : model.withCosts(now.within(costs.max + steps));
        }

        @Override
        public Infeasible.Change change(long steps) {
            return costs.to(costs.within(costs.max + steps));
        }
    }
}
