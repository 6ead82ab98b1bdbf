package dev.assay.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The deviations after the worst, worst first: where some targets cannot be nearer than the worst deviation, they are held
 * there, and the worst of the others is made least, and so on. It ends where no target by itself is held, where those that are
 * held miss by less than an item, which is rounding, or where nothing was proved.
 *
 * <p>A held target is a window of counts on its level, and so two rows of the model: for shares among an open number of known
 * items there is none, and such targets have no later stages. Nor have those on three axes and more, where each question may be
 * one for the integer solver, and windows loosen the bound of chi-square.
 */
final class LaterDeviations {

    /** Targets asked about, over all stages: many levels may be as bad as the worst. */
    private static final int MOST_ASKED = 200;

    private final long size;
    private final List<Quotas.Stage> stages = new ArrayList<>();
    private Model model;
    private Route route;
    private Minimiser.Least least;
    private int asked;

    private LaterDeviations(Model model, Route route, long size, Minimiser.Least first) {
        this.model = model;
        this.route = route;
        this.size = size;
        this.least = first;
    }

    /** What is left after the worst deviation of a size; the last stage is in its quotas, its route and its ceiling. */
    static LaterDeviations of(Model model, Route route, long size, Minimiser.Least first) {
        LaterDeviations later = new LaterDeviations(model, route, size, first);
        boolean windows = model.unknown.stream().allMatch(unknown -> unknown.length == 0);
        if (windows && route instanceof ExactRoute && model.caps == null && model.costs == null) {
            later.run();
        }
        return later;
    }

    /** The stages after the worst deviation, in order. */
    List<Quotas.Stage> stages() {
        return stages;
    }

    long[] quotas() {
        return least.quotas();
    }

    /** Quotas near to the expected table among those that no stage prefers others to. */
    Answer closest() {
        return route.closest(size, Ceiling.at(least.worst()));
    }

    private void run() {
        while (least.proved()) {
            List<Goal> held = held();
            if (asked > MOST_ASKED || held.stream().allMatch(this::isRounding) || !hold(held)) {
                return;
            }
        }
    }

    /** The targets that are as far as the worst in all quotas that are no worse. */
    private List<Goal> held() {
        List<Goal> held = new ArrayList<>();
        for (Goal goal : model.goals) {
            long count = Model.sum(least.quotas(), goal.cells());
            if (goal.deviation(count, size).equals(least.worst()) && asked++ < MOST_ASKED) {
                Model nearer = model.withRows(with(goal, Ceiling.below(least.worst())));
                Answer answer = Route.of(nearer).solve(size, Ceiling.at(least.worst()));
                if (answer.state() == Answer.State.NONE) {
                    held.add(goal);
                }
            }
        }
        return held;
    }

    private boolean isRounding(Goal goal) {
        BigFraction missed = goal.zero()
                ? least.worst()
                : least.worst().multiply(goal.target()).multiply(size);
        return missed.compareTo(BigFraction.ONE) < 0;
    }

    /** Makes the worst of the other targets least; false where none is left, or nothing was found. */
    private boolean hold(List<Goal> held) {
        Model now = model;
        for (Goal goal : held) {
            now = now.withRows(with(now, goal, Ceiling.at(least.worst())));
        }
        List<Goal> others =
                model.goals.stream().filter(goal -> !held.contains(goal)).toList();
        now = now.withGoals(others);
        Route next = Route.of(now);
        Minimiser.Least found = others.isEmpty() ? null : new Minimiser(now, next).least(size);
        if (found == null) {
            return false;
        }
        model = now;
        route = next;
        least = found;
        stages.add(new Quotas.Stage(
                "deviation_" + (stages.size() + 2),
                found.worst().doubleValue(),
                found.bound().doubleValue(),
                found.proved()));
        return true;
    }

    private List<Row> with(Goal goal, Ceiling ceiling) {
        return with(model, goal, ceiling);
    }

    private List<Row> with(Model model, Goal goal, Ceiling ceiling) {
        List<Row> rows = new ArrayList<>(model.rows);
        rows.add(row(goal, false, goal.least(size, ceiling)));
        rows.add(row(goal, true, goal.most(size, ceiling)));
        return rows;
    }

    private static Row row(Goal goal, boolean upper, long value) {
        String name = "target " + goal.axis() + " " + goal.level() + " " + Arrays.hashCode(goal.cells());
        return new Row(
                name + (upper ? " max" : " min"),
                BigDecimal.valueOf(value),
                false,
                upper,
                goal.axis(),
                goal.level(),
                goal.cells(),
                null);
    }
}
