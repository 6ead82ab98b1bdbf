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
    private static final int MOST_CUTS = 40;
    private static final Solver.Native NATIVE = new Native();

    private final Model model;
    private final CpModel program = new CpModel();
    private final IntVar[] quotas;
    private final IntVar[] parts;
    private final Spending spending = new Spending(program);
    private final LinearArgument size;
    private final boolean fixed;
    private final long most;
    private int seed = 1;
    private int linearization = 2;
    private long[] taken = new long[0];

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
        this.parts = new IntVar[model.caps == null ? 0 : model.caps.parts.size()];
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

    /** The budget: of cells, or under caps of their parts and what is free. */
    private void costs() {
        Costs costs = model.costs;
        if (costs == null) {
            return;
        }
        for (int c = 0; model.caps == null && c < quotas.length; c++) {
            spending.add(quotas[c], costs.table(c), costs.musts(c), most);
        }
        spending.within(costs.max);
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
        for (int c = 0; c < supply.length; c++) {
            IntVar free = program.newIntVar(caps.musts[c], caps.free[c], "");
            supply[c] = LinearExpr.newBuilder().add(free);
            if (model.costs != null) {
                spending.add(free, caps.freeLeast[c], caps.musts[c], most);
            }
        }
        LinearExprBuilder[] given = new LinearExprBuilder[caps.limits.size()];
        Arrays.setAll(given, limit -> LinearExpr.newBuilder());
        for (int p = 0; p < parts.length; p++) {
            Caps.Part part = caps.parts.get(p);
            parts[p] = program.newIntVar(0, Math.min(most, part.count()), "");
            supply[part.cell()].add(parts[p]);
            for (int limit : part.limits()) {
                given[limit].add(parts[p]);
            }
            if (model.costs != null) {
                spending.add(parts[p], part.least(), 0, most);
            }
        }
        for (int l = 0; l < given.length; l++) {
            program.addLessOrEqual(given[l], caps.limits.get(l).most());
        }
        for (int c = 0; c < quotas.length; c++) {
            program.addEquality(quotas[c], supply[c]);
        }
    }

    /** Asks who supplies these quotas and no others. */
    void fix(long[] values) {
        for (int c = 0; c < quotas.length; c++) {
            program.addEquality(quotas[c], values[c]);
        }
    }

    /** Of the quotas found last, how many items each part of the caps supplies. */
    long[] taken() {
        return taken.clone();
    }

    /** The same question on another path. */
    Solver otherwise() {
        seed = 7;
        linearization = 1;
        return this;
    }

    /** Holds every deviation within a ceiling; false where the numbers grow too large to state that exactly. */
    boolean within(@Nullable Ceiling ceiling) {
        for (Goal goal : model.goals) {
            Ceiling own = goal.within(ceiling);
            if (own != null && !within(goal, own)) {
                return false;
            }
        }
        return true;
    }

    private boolean within(Goal goal, Ceiling ceiling) {
        int[] unknown = model.unknown.get(goal.base());
        if (!fixed || unknown.length > 0) {
            return share(goal, unknown, ceiling);
        }
        LinearExprBuilder sum = LinearExpr.newBuilder();
        Arrays.stream(goal.cells()).forEach(c -> sum.add(quotas[c]));
        long high = Math.min(most, goal.most(most, ceiling));
        program.addLinearConstraint(sum, goal.least(most, ceiling), high);
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
     * tangents at these quotas are added and the question is asked again.
     */
    Answer run(double effort) {
        Costs costs = model.costs;
        for (int cut = 0; cut < MOST_CUTS; cut++) {
            CpSolver solver = solver(effort);
            CpSolverStatus status = solver.solve(program);
            if (status == CpSolverStatus.INFEASIBLE) {
                return Answer.NONE;
            }
            if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
                return Answer.UNDECIDED;
            }
            if (costs == null || spending.cost(solver::value) <= costs.max) {
                return answer(solver, status == CpSolverStatus.OPTIMAL);
            }
            spending.cut(solver::value);
        }
        return Answer.UNDECIDED;
    }

    private CpSolver solver(double effort) {
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(seed)
                // Margins are what binds, and their linear relaxation is near to whole numbers.
                .setLinearizationLevel(linearization)
                .setMaxDeterministicTime(effort)
                .setMaxTimeInSeconds(Double.POSITIVE_INFINITY);
        return solver;
    }

    /** The solver is not believed: a solution that breaks a row is none. */
    private Answer answer(CpSolver solver, boolean best) {
        long[] found = Arrays.stream(quotas).mapToLong(solver::value).toArray();
        taken = Arrays.stream(parts).mapToLong(solver::value).toArray();
        return model.broken(found, Arrays.stream(found).sum(), taken) == null
                ? Answer.found(found, best)
                : Answer.UNDECIDED;
    }
}
