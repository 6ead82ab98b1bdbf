package dev.assay.quota;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Merged} question for CP-SAT: one worker, a fixed seed, a limit in its deterministic time. Its rows may be given
 * slack, which costs. What it finds is checked by whoever asks.
 */
final class MergedSolver {

    private final CpModel program = new CpModel();
    private final IntVar[] variables;
    private final Map<String, Slack> slacks = new HashMap<>();
    private int seed = 1;
    private int linearization = 2;

    /**
     * How far a row may give way.
     *
     * @param most counts
     * @param weight cost of one count
     * @param fixed cost of giving way at all, beside that
     */
    record Give(String name, long most, long weight, long fixed) {}

    private record Slack(Give give, IntVar counts, IntVar touched) {}

    /**
     * What came out.
     *
     * @param values of variables, or null
     * @param given how many counts each row gives way that does
     * @param best whether nothing costs less
     * @param none whether the solver says that nothing holds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    record Result(long @Nullable [] values, Map<String, Long> given, boolean best, boolean none) {}

    MergedSolver(Merged question) {
        this(question, List.of());
    }

    MergedSolver(Merged question, List<Give> gives) {
        this.variables = new IntVar[question.variables()];
        Arrays.setAll(variables, v -> program.newIntVar(0, question.high[v], ""));
        gives.forEach(this::slack);
        question.inequalities.forEach(this::row);
    }

    private void slack(Give give) {
        IntVar counts = program.newIntVar(0, give.most(), "");
        IntVar touched = program.newIntVar(0, 1, "");
        program.addLessOrEqual(counts, LinearExpr.term(touched, give.most()));
        program.addGreaterOrEqual(counts, touched);
        slacks.put(give.name(), new Slack(give, counts, touched));
    }

    private void row(Merged.Inequality inequality) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (int i = 0; i < inequality.variables().length; i++) {
            sum.addTerm(variables[inequality.variables()[i]], inequality.coefficients()[i]);
        }
        Slack slack = inequality.owner() == null ? null : slacks.get(inequality.owner());
        if (slack != null) {
            sum.addTerm(slack.counts(), inequality.low() != Merged.NO_LOW ? 1 : -1);
        }
        program.addLinearConstraint(sum, inequality.low(), inequality.high());
    }

    /** The same question on another path. */
    MergedSolver otherwise() {
        seed = 7;
        linearization = 1;
        return this;
    }

    /** Lets no more and no fewer rows than so many give way. */
    void exactly(long rows) {
        program.addEquality(touched(), rows);
    }

    /** Forbids that all of some rows give way. */
    void not(Set<String> rows) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        rows.forEach(name -> sum.add(slack(name).touched()));
        program.addLessOrEqual(sum, rows.size() - 1L);
    }

    void fewest() {
        program.minimize(touched());
    }

    void cheapest() {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (Slack slack : inOrder()) {
            sum.addTerm(slack.counts(), slack.give().weight());
            sum.addTerm(slack.touched(), slack.give().fixed());
        }
        program.minimize(sum);
    }

    private LinearExprBuilder touched() {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        inOrder().forEach(slack -> sum.add(slack.touched()));
        return sum;
    }

    private List<Slack> inOrder() {
        List<Slack> list = new ArrayList<>(slacks.values());
        list.sort(Comparator.comparing(slack -> slack.give().name()));
        return list;
    }

    private Slack slack(String name) {
        return Objects.requireNonNull(slacks.get(name));
    }

    Result run(double effort) {
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(seed)
                .setLinearizationLevel(linearization)
                .setMaxDeterministicTime(effort)
                .setMaxTimeInSeconds(Double.POSITIVE_INFINITY);
        CpSolverStatus status = solver.solve(program);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return new Result(null, Map.of(), false, status == CpSolverStatus.INFEASIBLE);
        }
        Map<String, Long> given = new HashMap<>();
        for (Slack slack : inOrder()) {
            if (solver.value(slack.counts()) > 0) {
                given.put(slack.give().name(), solver.value(slack.counts()));
            }
        }
        long[] values = Arrays.stream(variables).mapToLong(solver::value).toArray();
        return new Result(values, given, status == CpSolverStatus.OPTIMAL, false);
    }
}
