package dev.assay.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The deviations after the worst, worst first: where some targets cannot be nearer than the worst deviation, they are held
 * there, and the worst of the others is made least, and so on. It ends where no target by itself is held, where those that are
 * held miss by less than an item, which is rounding, where nothing was proved, or with the effort.
 */
final class LaterDeviations {

    /** With more cells on more than two axes, windows would cost chi-square more than its last thousandth, and seconds. */
    private static final int MOST_CELLS = 5000;
    /** Cells times questions, over all stages: many levels may be as bad as the worst, and large questions take long. */
    private static final long EFFORT = 150_000;
    /** To find how small a deviation can be is as much work as so many questions whether one can be smaller. */
    private static final int MINIMISING = 5;

    private final long size;
    private final long[] supplied;
    private final List<Quotas.Stage> stages = new ArrayList<>();
    private Model model;
    private Route route;
    private Minimiser.Least least;
    private long effort = EFFORT;
    private boolean unsettled;

    private LaterDeviations(Model model, Route route, long size, Minimiser.Least first) {
        this.model = model;
        this.route = route;
        this.size = size;
        this.supplied = model.supplied();
        this.least = first;
    }

    /** What is left after the worst deviation of a size; the last stage is in its quotas, its route and its ceiling. */
    static LaterDeviations of(Model model, Route route, long size, Minimiser.Least first) {
        LaterDeviations later = new LaterDeviations(model, route, size, first);
        later.run();
        return later;
    }

    /**
     * The stages after the worst deviation, in order. Where the effort ended before the last, what quotas have for the next:
     * the largest deviation below that of the last stage, not proved least.
     */
    List<Quotas.Stage> stages(long[] quotas) {
        List<Quotas.Stage> all = new ArrayList<>(stages);
        model.goals.stream()
                .filter(goal -> unsettled && goal.held() == null)
                .map(goal -> model.deviation(goal, quotas, size))
                .filter(deviation -> deviation.compareTo(least.worst()) < 0)
                .max(Comparator.naturalOrder())
                .ifPresent(next -> all.add(new Quotas.Stage(name(), next.doubleValue(), null, false)));
        return all;
    }

    long[] quotas() {
        return least.quotas();
    }

    /** Quotas near to the expected table among those that no stage prefers others to. */
    Answer closest() {
        return route.closest(size, Ceiling.at(least.worst()));
    }

    private void run() {
        if (!(route instanceof ExactRoute) && model.cells() > MOST_CELLS) {
            effort = 0;
        }
        boolean further = true;
        while (further && least.proved()) {
            List<Goal> far = farthest();
            // Nothing is asked where the answer would not matter.
            List<Goal> held = effort <= 0 || far.stream().allMatch(this::isRounding)
                    ? List.of()
                    : far.stream().filter(this::cannotBeNearer).toList();
            further = effort > 0 && !held.stream().allMatch(this::isRounding) && hold(held);
        }
        unsettled = effort <= 0 && !farthest().stream().allMatch(this::isRounding);
    }

    /** The targets that are as far as the worst. */
    private List<Goal> farthest() {
        return model.goals.stream()
                .filter(goal -> goal.held() == null
                        && model.deviation(goal, least.quotas(), size).equals(least.worst()))
                .toList();
    }

    /** Whether a target is as far as the worst in all quotas that are no worse. */
    private boolean cannotBeNearer(Goal goal) {
        if (effort > 0 && isAtItsEnd(goal)) {
            return true;
        }
        if (!spend(1)) {
            return false;
        }
        Model nearer = model.withGoals(holding(List.of(goal), Ceiling.below(least.worst())));
        Answer answer = Route.of(nearer).solve(size, Ceiling.at(least.worst()));
        if (answer.state() == Answer.State.UNDECIDED) {
            effort = 0;
        }
        return answer.state() == Answer.State.NONE;
    }

    private boolean spend(int questions) {
        effort -= (long) questions * model.cells();
        return effort > 0;
    }

    /** Whether one look tells: no item more is there, or allowed, where some are wanted; or none less where fewer are. */
    private boolean isAtItsEnd(Goal goal) {
        if (model.unknown.get(goal.base()).length > 0) {
            return false;
        }
        long count = Model.sum(least.quotas(), goal.cells());
        boolean more = new BigFraction(count).compareTo(goal.target().multiply(size)) < 0;
        boolean all = more && count == Model.sum(supplied, goal.cells());
        return all
                || model.rows.stream()
                        .anyMatch(row -> row.upper() == more
                                && row.axis() >= 0
                                && row.axis() == goal.axis()
                                && row.level() == goal.level()
                                && row.bound(size) == count);
    }

    /** Counted as if all were known: which of equally good quotas were found must not decide. */
    private boolean isRounding(Goal goal) {
        BigFraction missed = goal.zero()
                ? least.worst()
                : least.worst().multiply(goal.target()).multiply(size);
        return missed.compareTo(BigFraction.ONE) < 0;
    }

    /** Makes the worst of the other targets least; false where none is left, or nothing was found. */
    private boolean hold(List<Goal> held) {
        Model now = model.withGoals(holding(held, Ceiling.at(least.worst())));
        if (now.goals.stream().allMatch(goal -> goal.held() != null) || !spend(MINIMISING)) {
            return false;
        }
        Route next = Route.of(now);
        Minimiser.Least found = new Minimiser(now, next).least(size, least.quotas());
        if (found == null) {
            return false;
        }
        model = now;
        route = next;
        least = found;
        stages.add(new Quotas.Stage(
                name(), found.worst().doubleValue(), found.bound().doubleValue(), found.proved()));
        return true;
    }

    private String name() {
        return "deviation_" + (stages.size() + 2);
    }

    private List<Goal> holding(List<Goal> held, Ceiling ceiling) {
        return model.goals.stream()
                .map(goal -> held.contains(goal) ? goal.holding(ceiling) : goal)
                .toList();
    }
}
