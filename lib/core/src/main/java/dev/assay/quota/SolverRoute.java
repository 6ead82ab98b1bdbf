package dev.assay.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Three axes and more, group caps across cells, limits on parts of the table: CP-SAT, between a bound proved by flows on
 * pairs of axes and quotas checked in plain Java. Where its native part cannot load, a descent in plain Java looks for
 * quotas and proves nothing.
 */
final class SolverRoute implements Route {

    /** Effort for one question, in CP-SAT's deterministic seconds. */
    static final double EFFORT = 0.5;

    private static final int MOST_BOUND_CELLS = 20_000;

    private final Model model;
    private final double effort;
    private final List<Model> easier;
    private final List<ExactRoute> exact = new ArrayList<>();

    SolverRoute(Model model, double effort) {
        this.model = model;
        this.effort = effort;
        this.easier = relaxations().stream()
                .filter(relaxed -> Route.exact(relaxed) != null)
                .toList();
        this.easier.forEach(relaxed -> exact.add(Objects.requireNonNull(Route.exact(relaxed))));
    }

    @Override
    public String proof() {
        return "solver-agreed";
    }

    @Override
    public Answer solve(long size, @Nullable Ceiling ceiling) {
        if (refuted(size, ceiling)) {
            return Answer.NONE;
        }
        if (!Solver.available()) {
            return new Descent(model, size, ceiling).run();
        }
        Solver solver = new Solver(model, size, true);
        return ceiling == null || solver.within(ceiling) ? checked(solver.run(effort), ceiling) : Answer.UNDECIDED;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        double[] expected = model.expectedCounts(size);
        Answer answer = Answer.UNDECIDED;
        if (Solver.available()) {
            Solver solver = new Solver(model, size, true);
            if (ceiling == null || solver.within(ceiling)) {
                solver.near(expected);
                answer = checked(solver.run(effort / 2), ceiling);
            }
        } else {
            answer = new Descent(model, size, ceiling).run();
        }
        return answer.found()
                ? Answer.found(new Polish(model, size, ceiling, expected).improve(answer.quotas()), false)
                : answer;
    }

    @Override
    public Answer largest(long most, @Nullable Ceiling ceiling) {
        long top = Math.min(most, model.total());
        for (ExactRoute route : exact) {
            Answer answer = route.largest(top, ceiling);
            if (!answer.found()) {
                return Answer.NONE;
            }
            top = answer.size();
        }
        Answer there = solve(top, ceiling);
        if (there.found()) {
            return there;
        }
        if (!Solver.available()) {
            return scan(top, ceiling);
        }
        Solver solver = new Solver(model, top, false);
        if (ceiling != null && !solver.within(ceiling)) {
            return Answer.UNDECIDED;
        }
        solver.maximiseSize();
        return checked(solver.run(2 * effort), ceiling);
    }

    private Answer scan(long top, @Nullable Ceiling ceiling) {
        for (long size = top; size >= 1 && size > top - 600; size--) {
            Answer answer = solve(size, ceiling);
            if (answer.found()) {
                return Answer.found(answer.quotas(), false);
            }
        }
        return Answer.UNDECIDED;
    }

    @Override
    public BigFraction bound(long size) {
        BigFraction bound = BigFraction.ZERO;
        for (int i = 0; i < exact.size(); i++) {
            Minimiser.Least least = new Minimiser(easier.get(i), exact.get(i)).least(size);
            bound = least != null && least.bound().compareTo(bound) > 0 ? least.bound() : bound;
        }
        return bound;
    }

    /** Whether one of the easier questions has no answer already. */
    boolean refuted(long size, @Nullable Ceiling ceiling) {
        return exact.stream().anyMatch(route -> route.solve(size, ceiling).state() == Answer.State.NONE);
    }

    /** The model on each pair of its axes, and on each axis with its unknown items; few and small, or none. */
    private List<Model> relaxations() {
        Set<Integer> axes = new TreeSet<>(model.axes());
        model.goals.stream().map(Goal::axis).filter(axis -> axis >= 0).forEach(axes::add);
        List<Model> found = new ArrayList<>();
        if (model.cells() > MOST_BOUND_CELLS) {
            return found;
        }
        for (int one : axes) {
            found.add(model.relaxed(Set.of(one), true));
            axes.stream().filter(two -> two > one).forEach(two -> found.add(model.relaxed(Set.of(one, two), false)));
        }
        return found;
    }

    private Answer checked(Answer answer, @Nullable Ceiling ceiling) {
        return answer.found() && ceiling != null && !ceiling.admits(model.worst(answer.quotas()))
                ? Answer.UNDECIDED
                : answer;
    }
}
