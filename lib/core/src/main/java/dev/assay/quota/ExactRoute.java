package dev.assay.quota;

import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Greedy or flow. Where shares are of known items and some are unknown, the number of unknown items in the sample is
 * tried out: each choice of it is a question without open bases.
 */
final class ExactRoute implements Route {

    /** More unknown items than this are left to the integer solver. */
    static final long MOST_CHOICES = 2000;

    private static final double MARGIN = 1e-6;
    /** Of a few operations on doubles, relative to the numbers. */
    private static final double ROUNDING = 1e-13;

    private final Model model;
    private final List<Integer> axes;
    private final int open;
    private final Engine engine;
    /** Goals of the open base, and the items there are for each. */
    private final List<Goal> goals;

    private final double[] supplies;

    ExactRoute(Model model, List<Integer> axes, int open, Engine engine) {
        this.model = model;
        this.axes = axes;
        this.open = open;
        this.engine = engine;
        this.goals = model.goals.stream().filter(goal -> goal.base() == open).toList();
        this.supplies = goals.stream()
                .mapToDouble(goal -> (double) Model.sum(model.available, goal.cells()))
                .toArray();
    }

    @Override
    public String proof() {
        return engine.proof();
    }

    @Override
    public BigFraction bound(long size) {
        return BigFraction.ZERO;
    }

    @Override
    public Answer solve(long size, @Nullable Ceiling ceiling) {
        for (long choice = 0; choice <= choices(size, ceiling); choice++) {
            long[] quotas = plausible(size - choice, ceiling) ? fill(bands(size, choice, ceiling)) : null;
            if (quotas != null) {
                return Answer.found(quotas, true);
            }
        }
        return Answer.NONE;
    }

    /** Any quotas within all bands; under a budget the cheapest, if these are within it: then and only then any are. */
    private long @Nullable [] fill(Bands bands) {
        Costs costs = model.costs;
        if (costs == null) {
            return engine.fill(bands, null);
        }
        long[] quotas = engine.cheapest(bands, costs, model.expectedCounts(bands.size), 0);
        return quotas != null && costs.fit(quotas) ? quotas : null;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        double[] expected = model.expectedCounts(size);
        long[] best = null;
        double least = Double.POSITIVE_INFINITY;
        boolean exact = true;
        for (long choice = 0; choice <= choices(size, ceiling); choice++) {
            long[] near =
                    plausible(size - choice, ceiling) ? engine.fill(bands(size, choice, ceiling), expected) : null;
            boolean bought = near == null || model.costs == null || model.costs.fit(near);
            long[] quotas = bought ? near : new Compromise(engine, model).of(bands(size, choice, ceiling), expected);
            exact &= bought;
            double distance = quotas == null ? Double.POSITIVE_INFINITY : model.chiSquare(quotas);
            if (quotas != null && distance < least) {
                least = distance;
                best = quotas;
            }
        }
        return best == null ? Answer.NONE : Answer.found(best, exact);
    }

    /**
     * Downwards from the most: what the upper ends let through at a size bounds every size below it too, so that whole
     * ranges of sizes are passed over.
     */
    @Override
    public Answer largest(long most, @Nullable Ceiling ceiling) {
        long size = model.supplied(Math.min(most, model.total()), open < 0 ? ceiling : null);
        if (model.costs != null) {
            size = affordable(Math.min(size, model.costs.most()), ceiling);
        }
        while (size >= 1) {
            long through = open < 0 ? engine.most(bands(size, 0, ceiling)) : engine.most(bands(size, 0, null));
            if (open >= 0 || through == size) {
                Answer answer = solve(size, ceiling);
                if (answer.found()) {
                    return answer;
                }
            }
            size = Math.min(size - 1, open < 0 ? through : size - 1);
        }
        return Answer.NONE;
    }

    /**
     * A size that no answer exceeds. Without shares, greedy quotas of one size contain those of a smaller one, so that
     * whatever is dearer than the budget is so at all larger sizes too, and halving finds the edge.
     */
    private long affordable(long most, @Nullable Ceiling ceiling) {
        boolean shares = model.rows.stream().anyMatch(Row::share);
        if (!(engine instanceof Greedy) || shares || ceiling != null || open >= 0) {
            return most;
        }
        long good = 0;
        long bad = most + 1;
        while (bad - good > 1) {
            long middle = good + (bad - good) / 2;
            Bands bands = bands(middle, 0, null);
            long[] quotas =
                    engine.cheapest(bands, Objects.requireNonNull(model.costs), model.expectedCounts(middle), 0);
            // Too small for the floors, or too large for the caps: only what can be filled has a price.
            boolean dear = quotas == null ? engine.most(bands) < middle : !model.costs.fit(quotas);
            good = dear ? good : middle;
            bad = dear ? middle : bad;
        }
        return good;
    }

    /**
     * Whether the goals of the open base could be met with so many known items, by their sums alone, in floating point and
     * with a margin: it passes over most choices at little cost, and never one that the exact method would take.
     * The margin grows with the numbers, as the rounding of doubles does.
     */
    private boolean plausible(long known, @Nullable Ceiling ceiling) {
        if (!isOpen(ceiling)) {
            return true;
        }
        double least = 0;
        double most = 0;
        double margin = MARGIN + ROUNDING * known;
        for (int g = 0; g < supplies.length; g++) {
            Goal goal = goals.get(g);
            Ceiling own = goal.within(ceiling);
            double width = own == null ? known : own.value().doubleValue();
            double wanted = goal.target().doubleValue() * known;
            double low = own == null ? 0 : Math.ceil(wanted * (1 - width) - margin);
            double high = goal.zero() || own == null ? width : wanted * (1 + width);
            if (low > supplies[g]) {
                return false;
            }
            least += Math.max(0, low);
            most += Math.min(supplies[g], Math.floor(high + margin));
        }
        return least <= known + margin && known <= most + margin;
    }

    /** Whether it matters how many items are unknown: where anything is asked of shares among the others. */
    private boolean isOpen(@Nullable Ceiling ceiling) {
        return open >= 0 && goals.stream().anyMatch(goal -> goal.within(ceiling) != null);
    }

    private long choices(long size, @Nullable Ceiling ceiling) {
        return !isOpen(ceiling) ? 0 : Math.min(size, Model.sum(model.available, model.unknown.get(open)));
    }

    private Bands bands(long size, long choice, @Nullable Ceiling ceiling) {
        return new Bands(model, axes, size, isOpen(ceiling) ? open : -1, choice, ceiling);
    }
}
