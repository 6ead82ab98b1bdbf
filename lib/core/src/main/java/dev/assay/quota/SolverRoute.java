package dev.assay.quota;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Group caps across cells, and small questions that {@link DualRoute} leaves open: CP-SAT on all cells, between a bound
 * proved by flows on pairs of axes and quotas checked in plain Java. Where its native part cannot load, a descent in plain Java looks for
 * quotas and proves nothing.
 */
final class SolverRoute implements Route {

    /** Effort for one question, in CP-SAT's deterministic seconds. */
    static final double EFFORT = 0.5;

    private final Model model;
    private final double effort;
    private final Relaxations easier;

    SolverRoute(Model model, double effort) {
        this(model, effort, new Relaxations(model));
    }

    SolverRoute(Model model, double effort, Relaxations easier) {
        this.model = model;
        this.effort = effort;
        this.easier = easier;
    }

    @Override
    public String proof() {
        return "solver-agreed";
    }

    @Override
    public Answer solve(long size, @Nullable Ceiling ceiling) {
        if (easier.refuted(size, ceiling)) {
            return Answer.NONE;
        }
        if (!Solver.available()) {
            return new Descent(model, size, ceiling).run();
        }
        Solver solver = new Solver(model, size, true);
        return solver.within(ceiling) ? checked(agreed(solver, effort), ceiling) : Answer.UNDECIDED;
    }

    /** The solver is known to call possible questions impossible: that there is no answer it must say on two paths. */
    private static Answer agreed(Solver solver, double effort) {
        Answer answer = solver.run(effort);
        return answer.state() == Answer.State.NONE ? solver.otherwise().run(effort) : answer;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        double[] expected = model.expectedCounts(size);
        Answer answer = Answer.UNDECIDED;
        if (Solver.available()) {
            Solver solver = new Solver(model, size, true);
            if (solver.within(ceiling)) {
                solver.near(expected);
                answer = checked(solver.run(effort / 2), ceiling);
            }
        } else {
            answer = new Descent(model, size, ceiling).run();
        }
        // Under several caps, or one beside a budget, each move would be a question for the solver.
        boolean flows = model.caps == null || (model.costs == null && model.caps.single());
        long[] near = answer.quotas();
        // What the solver says is best is so in absolute differences, which is not least in chi-square.
        return answer.found()
                ? Answer.found(flows ? new Polish(model, size, ceiling, expected).improve(near) : near, false)
                : answer;
    }

    @Override
    public Answer largest(long most, @Nullable Ceiling ceiling) {
        long top = easier.most(most, ceiling);
        if (top == 0) {
            return Answer.NONE;
        }
        Answer there = solve(top, ceiling);
        return there.found() ? Answer.found(there.quotas(), true) : below(top, ceiling);
    }

    /** The largest where a size that cannot be exceeded is not known to be it: one question about all sizes. */
    Answer below(long top, @Nullable Ceiling ceiling) {
        if (!Solver.available()) {
            return downwards(top, ceiling);
        }
        Solver solver = new Solver(model, top, false);
        if (!solver.within(ceiling)) {
            return Answer.UNDECIDED;
        }
        solver.maximiseSize();
        return checked(agreed(solver, 2 * effort), ceiling);
    }

    @Override
    public BigFraction bound(long size) {
        return easier.bound(size);
    }

    @Override
    public String boundProof() {
        return "flow";
    }

    @Override
    public boolean refuted(long size) {
        return easier.refuted(size, null);
    }

    private Answer checked(Answer answer, @Nullable Ceiling ceiling) {
        return answer.found() && !model.within(ceiling, answer.quotas()) ? Answer.UNDECIDED : answer;
    }
}
