package dev.assay.quota;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Three axes and more, and limits on parts of the table: one price for each row, found by dual ascent, says what nearly
 * every cell holds and how far from the best that can be; the few cells left over are decided as integers. Bounds on the
 * worst deviation come from {@link Relaxations} and from prices that refute a ceiling; both are exact. Small questions
 * that stay open go to the integer solver.
 */
final class DualRoute implements Route {

    /** Newton's matrix has a row for each level and each part of the table that is spoken of. */
    private static final int MOST_BLOCKS = 1500;
    /** Beyond this many cells the integer solver is not asked about all of them. */
    private static final int MOST_SOLVER_CELLS = 20_000;

    private final Model model;
    private final double effort;
    private final Blocks blocks;
    private final Relaxations easier;
    private final @Nullable SolverRoute behind;

    private @Nullable Asked last;

    /** The last question, and its answer: the nearest quotas are asked for where any were found just before. */
    private record Asked(long size, @Nullable Ceiling ceiling, Answer answer) {

        boolean is(long otherSize, @Nullable Ceiling other) {
            return size == otherSize && (ceiling == null ? other == null : ceiling.equals(other));
        }
    }

    DualRoute(Model model, double effort) {
        this.model = model;
        this.effort = effort;
        this.blocks = new Blocks(model);
        this.easier = new Relaxations(model);
        this.behind = model.cells() <= MOST_SOLVER_CELLS ? new SolverRoute(model, effort, easier) : null;
    }

    /** Groups across cells are no sums of cells; goals for single cells among an open number of known items are too many. */
    static boolean fits(Model model) {
        boolean grouped = model.caps != null && (!model.caps.parts.isEmpty() || model.caps.overdrawn());
        boolean openCells =
                model.goals.stream().anyMatch(goal -> goal.axis() < 0 && model.unknown.get(goal.base()).length > 0);
        long blocks = model.rows.size()
                + model.cube.axes().stream()
                        .mapToLong(axis -> axis.levels().size() + 1)
                        .sum();
        return !grouped && model.costs == null && !openCells && blocks <= MOST_BLOCKS;
    }

    @Override
    public String proof() {
        return "solver-agreed";
    }

    @Override
    public String boundProof() {
        return "dual+milp";
    }

    @Override
    public BigFraction bound(long size) {
        return easier.bound(size);
    }

    @Override
    public boolean refuted(long size) {
        return easier.refuted(size, null) || priced(size, null).state() == Answer.State.NONE;
    }

    @Override
    public Answer solve(long size, @Nullable Ceiling ceiling) {
        if (easier.refuted(size, ceiling)) {
            return Answer.none(boundProof());
        }
        Answer answer = priced(size, ceiling);
        SolverRoute solver = behind;
        return answer.state() == Answer.State.UNDECIDED && solver != null ? solver.solve(size, ceiling) : answer;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        Answer answer = priced(size, ceiling);
        SolverRoute solver = behind;
        return answer.state() == Answer.State.UNDECIDED && solver != null ? solver.closest(size, ceiling) : answer;
    }

    private Answer priced(long size, @Nullable Ceiling ceiling) {
        Asked asked = last;
        if (asked != null && asked.is(size, ceiling)) {
            return asked.answer();
        }
        Question question = new Question(model, blocks, size, ceiling);
        Answer answer =
                question.stated ? new Nearest(question, model.expectedCounts(size), effort).answer() : Answer.UNDECIDED;
        last = new Asked(size, ceiling, checked(answer, size, ceiling));
        return last.answer();
    }

    private Answer checked(Answer answer, long size, @Nullable Ceiling ceiling) {
        boolean wrong = answer.found()
                && (model.broken(answer.quotas(), size) != null
                        || (ceiling != null && !ceiling.admits(model.worst(answer.quotas()))));
        return wrong ? Answer.UNDECIDED : answer;
    }

    @Override
    public Answer largest(long most, @Nullable Ceiling ceiling) {
        long top = easier.most(most, ceiling);
        if (top == 0) {
            return Answer.NONE;
        }
        Answer there = solve(top, ceiling);
        if (there.found()) {
            // Nearest or not: no size is larger.
            return Answer.found(there.quotas(), true);
        }
        SolverRoute solver = behind;
        return solver != null ? solver.below(top, ceiling) : downwards(top, ceiling);
    }
}
