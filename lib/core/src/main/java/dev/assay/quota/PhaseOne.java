package dev.assay.quota;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;

/**
 * Phase one of the linear program of a question, in floating point, by GLOP of OR-Tools: values in fractions that break
 * the inequalities least. It proposes; what it proposes is checked elsewhere, in integers. To be closed: its memory is not
 * Java's.
 */
final class PhaseOne implements AutoCloseable {

    private static final double TOLERANCE = 1e-7;

    private final MPSolver program;
    private final MPVariable[] variables;
    private final MPConstraint[] rows;

    /** Only where {@link Solver#available()}. */
    PhaseOne(Merged question) {
        this.program = MPSolver.createSolver("GLOP");
        this.variables = new MPVariable[question.variables()];
        Arrays.setAll(variables, v -> program.makeNumVar(0, (double) question.high[v], ""));
        this.rows = question.inequalities.stream().map(this::row).toArray(MPConstraint[]::new);
        program.objective().setMinimization();
    }

    private MPConstraint row(Merged.Inequality inequality) {
        double largest = Farkas.largest(inequality);
        double infinity = MPSolver.infinity();
        double low = inequality.low() == Merged.NO_LOW ? -infinity : inequality.low() / largest;
        double high = inequality.high() == Merged.NO_HIGH ? infinity : inequality.high() / largest;
        MPConstraint row = program.makeConstraint(low, high, "");
        for (int i = 0; i < inequality.variables().length; i++) {
            row.setCoefficient(variables[inequality.variables()[i]], inequality.coefficients()[i] / largest);
        }
        if (inequality.low() != Merged.NO_LOW) {
            slack(row, 1);
        }
        if (inequality.high() != Merged.NO_HIGH) {
            slack(row, -1);
        }
        return row;
    }

    private void slack(MPConstraint row, double sign) {
        MPVariable slack = program.makeNumVar(0, MPSolver.infinity(), "");
        row.setCoefficient(slack, sign);
        program.objective().setCoefficient(slack, 1);
    }

    /** Solves within intervals; false where the solver gives up. */
    boolean solve(long[] low, long[] high) {
        for (int v = 0; v < variables.length; v++) {
            variables[v].setBounds((double) low[v], (double) high[v]);
        }
        return program.solve() == MPSolver.ResultStatus.OPTIMAL;
    }

    /** Whether the inequalities can hold in fractions, as far as floating point sees. */
    boolean possible() {
        return program.objective().value() <= TOLERANCE;
    }

    double[] duals() {
        return Arrays.stream(rows).mapToDouble(MPConstraint::dualValue).toArray();
    }

    double[] values() {
        return Arrays.stream(variables).mapToDouble(MPVariable::solutionValue).toArray();
    }

    @Override
    public void close() {
        program.delete();
    }
}
