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
    /** Beyond this many cells neither the integer solver nor a linear program is asked about all of them. */
    private static final int MOST_SOLVER_CELLS = 20_000;
    /** A gap above this part of chi-square's bound may be the ascent's fault. */
    private static final double LOOSE = 1e-4;

    private final Model model;
    private final double effort;
    private final Blocks blocks;
    private final Relaxations easier;
    private final @Nullable SolverRoute behind;

    private @Nullable Asked last;

    /**
     * The last question, and its answer: the nearest quotas are asked for where any were found just before.
     *
     * @param near whether the nearest were asked for
     * @param exact whether the linear program was asked, where it can be
     */
    private record Asked(long size, @Nullable Ceiling ceiling, boolean near, Answer answer, boolean exact) {

        boolean is(long otherSize, @Nullable Ceiling other, boolean asNear) {
            return size == otherSize && (ceiling == null ? other == null : ceiling.equals(other)) && (near || !asNear);
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
        return easier.refuted(size, null) || priced(size, null, false).answer().state() == Answer.State.NONE;
    }

    @Override
    public Answer solve(long size, @Nullable Ceiling ceiling) {
        if (easier.refuted(size, ceiling)) {
            return Answer.none(boundProof());
        }
        Answer answer = priced(size, ceiling, false).answer();
        SolverRoute solver = behind;
        return answer.state() == Answer.State.UNDECIDED && solver != null ? solver.solve(size, ceiling) : answer;
    }

    @Override
    public Answer closest(long size, @Nullable Ceiling ceiling) {
        Asked asked = priced(size, ceiling, true);
        if (!asked.exact() && isLoose(asked.answer())) {
            asked = exactly(asked);
        }
        Answer answer = asked.answer();
        SolverRoute solver = behind;
        if (answer.state() != Answer.State.UNDECIDED || solver == null) {
            return answer;
        }
        Answer found = solver.closest(size, ceiling);
        return found.found() ? nearer(found, answer) : answer;
    }

    private boolean isLoose(Answer answer) {
        Double bound = answer.bound();
        return bound != null && !answer.best() && model.chiSquare(answer.quotas()) - bound > LOOSE * bound;
    }

    /** The nearer quotas of two answers to one question, the first of which found some, and the higher bound. */
    private Answer nearer(Answer found, Answer other) {
        Double bound = higher(found.bound(), other.bound());
        boolean second = other.found() && model.chiSquare(other.quotas()) < model.chiSquare(found.quotas());
        Answer nearer = second ? other : found;
        double chiSquare = model.chiSquare(nearer.quotas());
        return bound == null ? nearer : Answer.near(nearer.quotas(), chiSquare, Math.min(bound, chiSquare));
    }

    private static @Nullable Double higher(@Nullable Double one, @Nullable Double two) {
        return one == null || (two != null && two > one) ? two : one;
    }

    /** By the ascent, which answers most questions in little time, and by the linear program where it does not. */
    private Asked priced(long size, @Nullable Ceiling ceiling, boolean near) {
        Asked asked = last;
        if (asked != null && asked.is(size, ceiling, near)) {
            return asked;
        }
        Question question = new Question(model, blocks, size, ceiling);
        Answer answer = question.stated
                ? checked(new Nearest(question, model.expectedCounts(size), effort, near).answer(), size, ceiling)
                : Answer.UNDECIDED;
        // What is near already would be found again: one ascent over a million cells is the larger part of all work.
        boolean nearest = near || (answer.found() && !isLoose(answer));
        asked = new Asked(size, ceiling, nearest, answer, !question.stated);
        last = asked.answer().state() == Answer.State.UNDECIDED && question.stated ? exactly(asked) : asked;
        return last;
    }

    /** Asks the linear program, too, and keeps the better quotas and the higher bound. */
    private Asked exactly(Asked asked) {
        Answer answer = asked.answer();
        if (Solver.available() && model.cells() <= MOST_SOLVER_CELLS) {
            Question question = new Question(model, blocks, asked.size(), asked.ceiling());
            Nearest nearest = new Nearest(question, model.expectedCounts(asked.size()), effort, asked.near());
            Answer exact = checked(nearest.exactly(), asked.size(), asked.ceiling());
            answer = answer.found()
                    ? nearer(answer, exact)
                    : exact.found() ? nearer(exact, answer) : settled(exact, answer);
        }
        last = new Asked(asked.size(), asked.ceiling(), asked.near(), answer, true);
        return last;
    }

    private static Answer settled(Answer one, Answer other) {
        boolean none = one.state() == Answer.State.NONE;
        return none ? one : Answer.undecided(higher(one.bound(), other.bound()));
    }

    private Answer checked(Answer answer, long size, @Nullable Ceiling ceiling) {
        boolean wrong = answer.found()
                && (model.broken(answer.quotas(), size) != null || !model.within(ceiling, answer.quotas()));
        return wrong ? Answer.undecided(answer.bound()) : answer;
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
