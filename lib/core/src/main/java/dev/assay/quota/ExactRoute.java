package dev.assay.quota;

import java.util.List;
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

    private final Model model;
    private final List<Integer> axes;
    private final int open;
    private final Engine engine;
    /** Target shares of the open base, and the items there are for each. */
    private final double[] targets;

    private final double[] supplies;

    ExactRoute(Model model, List<Integer> axes, int open, Engine engine) {
        this.model = model;
        this.axes = axes;
        this.open = open;
        this.engine = engine;
        List<Goal> goals =
                model.goals.stream().filter(goal -> goal.base() == open).toList();
        this.targets =
                goals.stream().mapToDouble(goal -> goal.target().doubleValue()).toArray();
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
            long[] quotas = plausible(size - choice, ceiling) ? engine.fill(bands(size, choice, ceiling), null) : null;
            if (quotas != null) {
                return Answer.found(quotas, true);
            }
        }
        return Answer.NONE;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        double[] expected = model.expectedCounts(size);
        long[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (long choice = 0; choice <= choices(size, ceiling); choice++) {
            long[] quotas =
                    plausible(size - choice, ceiling) ? engine.fill(bands(size, choice, ceiling), expected) : null;
            double distance = quotas == null ? Double.POSITIVE_INFINITY : model.chiSquare(quotas);
            if (quotas != null && distance < least) {
                least = distance;
                best = quotas;
            }
        }
        return best == null ? Answer.NONE : Answer.found(best, true);
    }

    /**
     * Downwards from the most: what the upper ends let through at a size bounds every size below it too, so that whole
     * ranges of sizes are passed over.
     */
    @Override
    public Answer largest(long most, @Nullable Ceiling ceiling) {
        long size = model.supplied(Math.min(most, model.total()), open < 0 ? ceiling : null);
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
     * Whether the goals of the open base could be met with so many known items, by their sums alone, in floating point and
     * with a margin: it passes over most choices at little cost, and never one that the exact method would take.
     */
    private boolean plausible(long known, @Nullable Ceiling ceiling) {
        if (open < 0 || ceiling == null) {
            return true;
        }
        double width = ceiling.value().doubleValue();
        double least = 0;
        double most = 0;
        for (int g = 0; g < targets.length; g++) {
            double wanted = targets[g] * known;
            double low = Math.ceil(wanted * (1 - width) - MARGIN);
            double high = targets[g] == 0 ? width : wanted * (1 + width);
            if (low > supplies[g]) {
                return false;
            }
            least += Math.max(0, low);
            most += Math.min(supplies[g], Math.floor(high + MARGIN));
        }
        return least <= known && known <= most;
    }

    private long choices(long size, @Nullable Ceiling ceiling) {
        return open < 0 || ceiling == null ? 0 : Math.min(size, Model.sum(model.available, model.unknown.get(open)));
    }

    private Bands bands(long size, long choice, @Nullable Ceiling ceiling) {
        return new Bands(model, axes, size, ceiling == null ? -1 : open, choice, ceiling);
    }
}
