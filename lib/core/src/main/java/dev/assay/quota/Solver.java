package dev.assay.quota;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * One question as an integer program for CP-SAT: one worker, a fixed seed and a limit in its deterministic time, so that
 * the answer hangs on no clock. Its native part is loaded when the first question comes.
 */
final class Solver {

    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(60);
    private static final int FIRST_TANGENTS = 16;
    private static final int MOST_CUTS = 40;
    private static final Solver.Native NATIVE = new Native();

    private final Model model;
    private final CpModel program = new CpModel();
    private final IntVar[] quotas;
    private final IntVar[] spent;
    private final LinearArgument size;
    private final boolean fixed;
    private final long most;

    /** Loads once; afterwards says whether that worked. */
    private static final class Native {
        private @Nullable Boolean works;

        synchronized boolean works() {
            if (works == null) {
                try {
                    Loader.loadNativeLibraries();
                    works = true;
                } catch (RuntimeException | LinkageError e) {
                    works = false;
                }
            }
            return works;
        }
    }

    /** Whether the solver can be used on this machine. */
    static boolean available() {
        return NATIVE.works();
    }

    /** A question of a fixed size, or of any size from 1 to {@code most}. */
    Solver(Model model, long most, boolean fixed) {
        this.model = model;
        this.most = most;
        this.fixed = fixed;
        this.quotas = new IntVar[model.cells()];
        this.spent = new IntVar[model.cells()];
        for (int c = 0; c < quotas.length; c++) {
            quotas[c] = program.newIntVar(0, Math.min(most, model.available[c]), "x" + c);
        }
        this.size = fixed ? LinearExpr.constant(most) : program.newIntVar(1, most, "size");
        LinearExprBuilder sum = LinearExpr.newBuilder();
        Arrays.stream(quotas).forEach(sum::add);
        program.addEquality(sum, size);
        // Rows in an order of their own, for the solver's path hangs on it and the order of axes and levels must not.
        model.rows.stream().sorted(Comparator.comparing(Row::name)).forEach(this::row);
        caps();
        costs();
    }

    /** The budget, by tangents to what items of a cell cost at least; {@link #run} adds those that turn out to matter. */
    private void costs() {
        Costs costs = model.costs;
        if (costs == null) {
            return;
        }
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (int c = 0; c < quotas.length; c++) {
            long known = Math.min(most, model.available[c]);
            spent[c] = program.newIntVar(0, costs.least(c, known), "");
            sum.add(spent[c]);
            for (int i = 0; i < FIRST_TANGENTS; i++) {
                tangent(costs, c, known * i / FIRST_TANGENTS);
            }
        }
        program.addLessOrEqual(sum, costs.max);
    }

    private void tangent(Costs costs, int cell, long at) {
        if (at < model.available[cell]) {
            long slope = costs.next(cell, at);
            LinearExprBuilder line = LinearExpr.newBuilder()
                    .addTerm(quotas[cell], slope)
                    .add(Math.subtractExact(costs.least(cell, at), Math.multiplyExact(slope, at)));
            program.addGreaterOrEqual(spent[cell], line);
        }
    }

    private void row(Row row) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        if (fixed || !row.share()) {
            Arrays.stream(row.cells()).forEach(c -> sum.add(quotas[c]));
            if (row.upper()) {
                program.addLessOrEqual(sum, row.bound(most));
            } else {
                program.addGreaterOrEqual(sum, row.bound(most));
            }
            return;
        }
        long unit = BigInteger.TEN.pow(Math.max(0, row.value().scale())).longValueExact();
        long part = row.value().multiply(java.math.BigDecimal.valueOf(unit)).longValueExact();
        Arrays.stream(row.cells()).forEach(c -> sum.addTerm(quotas[c], unit));
        sum.addTerm(size, -part);
        if (row.upper()) {
            program.addLessOrEqual(sum, 0);
        } else {
            program.addGreaterOrEqual(sum, 0);
        }
    }

    private void caps() {
        Caps caps = model.caps;
        if (caps == null) {
            return;
        }
        LinearExprBuilder[] supply = new LinearExprBuilder[quotas.length];
        Arrays.setAll(supply, c -> LinearExpr.newBuilder().add(caps.free()[c]));
        for (Caps.Group group : caps.groups()) {
            LinearExprBuilder taken = LinearExpr.newBuilder();
            for (int i = 0; i < group.cells().length; i++) {
                IntVar part = program.newIntVar(0, group.counts()[i], "");
                taken.add(part);
                supply[group.cells()[i]].add(part);
            }
            program.addLessOrEqual(taken, caps.max());
        }
        for (int c = 0; c < quotas.length; c++) {
            program.addLessOrEqual(quotas[c], supply[c]);
        }
    }

    /** Holds every deviation within a ceiling; false where the numbers grow too large to state that exactly. */
    boolean within(Ceiling ceiling) {
        for (Goal goal : model.goals) {
            int[] unknown = model.unknown.get(goal.base());
            if (fixed && unknown.length == 0) {
                LinearExprBuilder sum = LinearExpr.newBuilder();
                Arrays.stream(goal.cells()).forEach(c -> sum.add(quotas[c]));
                long high = Math.min(most, goal.most(most, ceiling));
                program.addLinearConstraint(sum, goal.least(most, ceiling), high);
            } else if (!share(goal, unknown, ceiling)) {
                return false;
            }
        }
        return true;
    }

    /** {@code count} within {@code target (1 -+ ceiling) known}, multiplied out, with the known items variable. */
    private boolean share(Goal goal, int[] unknown, Ceiling ceiling) {
        if (goal.zero()) {
            LinearExprBuilder sum = LinearExpr.newBuilder();
            Arrays.stream(goal.cells()).forEach(c -> sum.add(quotas[c]));
            program.addLessOrEqual(sum, goal.most(most, ceiling));
            return true;
        }
        if (!ceiling.admitsOne()) {
            LinearExprBuilder known = LinearExpr.newBuilder().add(size);
            Arrays.stream(unknown).forEach(c -> known.addTerm(quotas[c], -1));
            program.addGreaterOrEqual(known, 1);
        }
        return side(goal, unknown, goal.target().multiply(ceiling.value().add(1)), true, ceiling.strict())
                && side(
                        goal,
                        unknown,
                        goal.target().multiply(BigFraction.ONE.subtract(ceiling.value())),
                        false,
                        ceiling.strict());
    }

    private boolean side(Goal goal, int[] unknown, BigFraction edge, boolean upper, boolean strict) {
        BigInteger reach = edge.getDenominator().max(edge.getNumerator().abs());
        if (reach.multiply(BigInteger.valueOf(2 * most * (1L + quotas.length))).compareTo(LARGEST) > 0) {
            return false;
        }
        long unit = edge.getDenominator().longValueExact();
        long part = edge.getNumerator().longValueExact();
        LinearExprBuilder sum = LinearExpr.newBuilder();
        Arrays.stream(goal.cells()).forEach(c -> sum.addTerm(quotas[c], unit));
        sum.addTerm(size, -part);
        Arrays.stream(unknown).forEach(c -> sum.addTerm(quotas[c], part));
        if (upper) {
            program.addLessOrEqual(sum, strict ? -1 : 0);
        } else {
            program.addGreaterOrEqual(sum, strict ? 1 : 0);
        }
        return true;
    }

    /** Asks for the largest size. */
    void maximiseSize() {
        program.maximize(size);
    }

    /** Asks for quotas near to a table, in absolute differences weighted by the inverse of the expected count. */
    void near(double[] expected) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (int c = 0; c < quotas.length; c++) {
            long wanted = Math.min(model.available[c], Math.round(expected[c]));
            IntVar apart = program.newIntVar(0, most, "");
            LinearExprBuilder over = LinearExpr.newBuilder().add(quotas[c]).add(-wanted);
            LinearExprBuilder under =
                    LinearExpr.newBuilder().addTerm(quotas[c], -1).add(wanted);
            program.addGreaterOrEqual(apart, over);
            program.addGreaterOrEqual(apart, under);
            sum.addTerm(apart, 1 + Math.round(1000 / (1 + expected[c])));
            program.addHint(quotas[c], wanted);
        }
        program.minimize(sum);
    }

    /**
     * Solves within an effort in CP-SAT's deterministic seconds. Where quotas cost more than the tangents so far say, the
     * tangents at these quotas are added and the question is asked again (J. E. Kelley, "The cutting-plane method for
     * solving convex programs", SIAM Journal 8, 1960).
     */
    Answer run(double effort) {
        Costs costs = model.costs;
        for (int cut = 0; costs != null && cut < MOST_CUTS; cut++) {
            long[] found = new long[quotas.length];
            Answer answer = once(effort, found);
            if (answer.state() != Answer.State.UNDECIDED || Arrays.stream(found).sum() == 0 || costs.fit(found)) {
                return answer;
            }
            for (int c = 0; c < found.length; c++) {
                tangent(costs, c, found[c]);
                tangent(costs, c, Math.max(0, found[c] - 1));
            }
        }
        return costs == null ? once(effort, new long[quotas.length]) : Answer.UNDECIDED;
    }

    private Answer once(double effort, long[] found) {
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                // Margins are what binds, and their linear relaxation is near to whole numbers.
                .setLinearizationLevel(2)
                .setMaxDeterministicTime(effort)
                .setMaxTimeInSeconds(Double.POSITIVE_INFINITY);
        CpSolverStatus status = solver.solve(program);
        if (status == CpSolverStatus.INFEASIBLE) {
            return Answer.NONE;
        }
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return Answer.UNDECIDED;
        }
        Arrays.setAll(found, c -> solver.value(quotas[c]));
        long total = Arrays.stream(found).sum();
        // The solver is not believed: a solution that breaks a row is none.
        return model.broken(found, total) == null
                ? Answer.found(found, status == CpSolverStatus.OPTIMAL)
                : Answer.UNDECIDED;
    }
}
