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

    private final Model model;
    private final List<Integer> axes;
    private final int open;
    private final Engine engine;

    ExactRoute(Model model, List<Integer> axes, int open, Engine engine) {
        this.model = model;
        this.axes = axes;
        this.open = open;
        this.engine = engine;
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
            long[] quotas = engine.fill(bands(size, choice, ceiling), null);
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
            long[] quotas = engine.fill(bands(size, choice, ceiling), expected);
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

    private long choices(long size, @Nullable Ceiling ceiling) {
        return open < 0 || ceiling == null ? 0 : Math.min(size, Model.sum(model.available, model.unknown.get(open)));
    }

    private Bands bands(long size, long choice, @Nullable Ceiling ceiling) {
        return new Bands(model, axes, size, ceiling == null ? -1 : open, choice, ceiling);
    }
}
