package dev.assay.quota;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.Arrays;

/**
 * A {@link Residual} as an integer program: which cells hold one item more or less, so that all sums are within bounds
 * and chi-square is least. One worker, a fixed seed, a limit in deterministic time.
 */
final class Finish {

    private static final double LARGEST = 0x1p30;

    private final Residual residual;
    private final CpModel program = new CpModel();
    private final IntVar[] up;
    private final IntVar[] down;

    Finish(Residual residual) {
        this.residual = residual;
        this.up = new IntVar[residual.cells.length];
        this.down = new IntVar[residual.cells.length];
        LinearExprBuilder[] rows = new LinearExprBuilder[residual.question.sums.size()];
        Arrays.setAll(rows, r -> LinearExpr.newBuilder());
        for (int i = 0; i < up.length; i++) {
            up[i] = program.newIntVar(0, Double.isFinite(residual.up[i]) ? 1 : 0, "");
            down[i] = program.newIntVar(0, Double.isFinite(residual.down[i]) ? 1 : 0, "");
            program.addLessOrEqual(LinearExpr.sum(new IntVar[] {up[i], down[i]}), 1);
            for (int k = 0; k < residual.rows[i].length; k++) {
                rows[residual.rows[i][k]].addTerm(up[i], residual.weights[i][k]);
                rows[residual.rows[i][k]].addTerm(down[i], -residual.weights[i][k]);
            }
        }
        long[] blocks = residual.question.blocks.sums(residual.quotas);
        for (int r = 0; r < rows.length; r++) {
            Question.Sum sum = residual.question.sums.get(r);
            program.addLinearConstraint(rows[r], sum.least() - sum.of(blocks), sum.most() - sum.of(blocks));
        }
    }

    /**
     * Quotas, or nothing where none were found.
     *
     * @param hint moves to start from
     * @param enough chi-square that need not be won
     */
    long[] run(double effort, byte[] hint, double enough) {
        double scale = LARGEST / largest();
        program.minimize(cost(scale));
        for (int i = 0; i < up.length; i++) {
            program.addHint(up[i], Math.max(0, hint[i]));
            program.addHint(down[i], Math.max(0, -hint[i]));
        }
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setLinearizationLevel(2)
                .setAbsoluteGapLimit(enough * scale)
                .setMaxDeterministicTime(effort)
                .setMaxTimeInSeconds(Double.POSITIVE_INFINITY);
        CpSolverStatus status = solver.solve(program);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return new long[0];
        }
        long[] quotas = residual.quotas.clone();
        for (int i = 0; i < up.length; i++) {
            quotas[residual.cells[i]] += solver.value(up[i]) - solver.value(down[i]);
        }
        return quotas;
    }

    private double largest() {
        double largest = Double.MIN_NORMAL;
        for (int i = 0; i < up.length; i++) {
            largest = Math.max(largest, Double.isFinite(residual.up[i]) ? Math.abs(residual.up[i]) : 0);
            largest = Math.max(largest, Double.isFinite(residual.down[i]) ? Math.abs(residual.down[i]) : 0);
        }
        for (int r = 0; r < residual.lambda.length; r++) {
            long weight = residual.question.sums.get(r).weight()[0];
            largest = Math.max(largest, Math.abs(residual.lambda[r] * weight));
        }
        return largest;
    }

    /** What moves cost beyond prices, and the prices of leaving a bound. */
    private LinearExpr cost(double scale) {
        LinearExprBuilder cost = LinearExpr.newBuilder();
        for (int i = 0; i < up.length; i++) {
            double price = 0;
            for (int k = 0; k < residual.rows[i].length; k++) {
                int r = residual.rows[i][k];
                Question.Sum sum = residual.question.sums.get(r);
                price += sum.least() < sum.most() ? residual.lambda[r] * residual.weights[i][k] : 0;
            }
            if (Double.isFinite(residual.up[i])) {
                cost.addTerm(up[i], Math.round((residual.up[i] + price) * scale));
            }
            if (Double.isFinite(residual.down[i])) {
                cost.addTerm(down[i], Math.round((residual.down[i] - price) * scale));
            }
        }
        return cost.build();
    }
}
