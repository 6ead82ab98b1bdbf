package dev.assay.quota;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A question as a linear program, by GLOP of OR-Tools: the square {@code (x - t)^2 / t} of each cell becomes its chords
 * between whole numbers, which are its convex hull there, and so the program's value is what the best prices prove. Where
 * many cells come to the same step at once, as under narrow windows on a uniform target, {@link Dual}'s ascent ends early,
 * and this does not.
 *
 * <p>Chords of one item stand only around the number that the prices ask of a cell, longer ones beyond; where they ask for
 * another, the cell gets chords there, and the program is solved again. Prices go through {@link Certificate}, and cells
 * through rounding and a check: what GLOP says is not believed.
 */
final class Chords {

    private static final double TOLERANCE = 1e-6;
    /** Of GLOP's deterministic time. */
    private static final int MOST_SECONDS = 2;

    private final Question question;
    private final double[] expected;
    /** By cell, ascending, the numbers between which a chord stands; the first and the last are its bounds. */
    private final long[][] points;

    private double[] lambda = {};
    private double[] held = {};

    /**
     * Only where {@link Solver#available()}.
     *
     * @param around a number for each cell near which its chords are short
     */
    Chords(Question question, double[] expected, double[] around) {
        this.question = question;
        this.expected = expected;
        this.points = new long[expected.length][];
        for (int c = 0; c < points.length; c++) {
            points[c] = new long[] {question.low[c], question.high[c]};
            refine(c, Math.round(around[c]));
        }
    }

    /** Prices on the sums, from the last program; none before, or where there was no time for any. */
    double[] lambda() {
        return lambda;
    }

    /** What each cell holds there: whole but for as many cells as there are sums. */
    double[] held() {
        return held;
    }

    /**
     * Solves the program. False where there is no answer, not even in fractions, or where the time was not enough: then
     * {@link #lambda()} are prices that may prove the former.
     */
    boolean solve() {
        try (Program program = new Program()) {
            boolean solved = program.solved();
            lambda = solved ? program.duals() : program.ray();
            held = solved ? program.held() : held;
            return solved;
        }
    }

    /** The sum of the chords at what cells hold: no less than what the best prices prove. */
    double value() {
        double sum = 0;
        for (int c = 0; c < held.length; c++) {
            double t = expected[c];
            int i = 1;
            while (i < points[c].length - 1 && (double) points[c][i] < held[c]) {
                i++;
            }
            double from = (double) points[c][Math.max(0, i - 1)];
            double to = (double) points[c][Math.min(i, points[c].length - 1)];
            sum += ((from - t) * (from - t) + (held[c] - from) * (from + to - 2 * t)) / t;
        }
        return sum;
    }

    /** Whether the solver's prices prove that there is no answer. */
    boolean refuted() {
        return lambda.length > 0 && Certificate.refutes(question, lambda);
    }

    /** Chords of one item where the prices ask for a number that has none; false where there is no such cell. */
    boolean refine() {
        double[] prices = Slopes.blockPrices(question, lambda);
        boolean any = false;
        for (int c = 0; c < points.length; c++) {
            double price = Slopes.cellPrice(question.blocks, prices, c);
            double low = (double) question.low[c];
            double high = (double) question.high[c];
            any |= refine(c, Math.round(Certificate.nearest(expected[c], price, low, high)));
        }
        return any;
    }

    /** Chords of one item on both sides of a number; false where there are. */
    private boolean refine(int cell, long at) {
        long[] before = points[cell];
        long low = question.low[cell];
        long high = question.high[cell];
        points[cell] = LongStream.concat(Arrays.stream(before), LongStream.rangeClosed(at - 1, at + 1))
                .filter(point -> point >= low && point <= high)
                .sorted()
                .distinct()
                .toArray();
        return points[cell].length > before.length;
    }

    /** One linear program; its memory is not Java's. */
    private final class Program implements AutoCloseable {
        private final MPSolver solver = MPSolver.createSolver("GLOP");
        private final MPConstraint[] rows = new MPConstraint[question.sums.size()];
        private final MPVariable[][] chords = new MPVariable[points.length][];

        Program() {
            // Prices of 0 are a feasible start; the primal simplex goes through thousands of ties, or never ends.
            solver.setSolverSpecificParametersAsString(
                    "use_dual_simplex: true max_deterministic_time: " + MOST_SECONDS);
            long[] least = question.blocks.sums(question.low);
            for (int r = 0; r < rows.length; r++) {
                Question.Sum sum = question.sums.get(r);
                long floor = sum.of(least);
                rows[r] = solver.makeConstraint((double) (sum.least() - floor), (double) (sum.most() - floor), "");
            }
            CellSums sums = new CellSums(question);
            MPObjective objective = solver.objective();
            for (int c = 0; c < chords.length; c++) {
                List<CellSums.Use> uses = sums.of(c);
                chords[c] = new MPVariable[points[c].length - 1];
                for (int i = 0; i < chords[c].length; i++) {
                    long from = points[c][i];
                    long to = points[c][i + 1];
                    chords[c][i] = solver.makeNumVar(0, (double) (to - from), "");
                    objective.setCoefficient(chords[c][i], (double) (from + to) / expected[c] - 2);
                    for (CellSums.Use use : uses) {
                        rows[use.sum()].setCoefficient(chords[c][i], (double) use.weight());
                    }
                }
            }
            objective.setMinimization();
        }

        boolean solved() {
            return solver.solve() == MPSolver.ResultStatus.OPTIMAL;
        }

        double[] duals() {
            return Arrays.stream(rows).mapToDouble(MPConstraint::dualValue).toArray();
        }

        double[] held() {
            double[] sums = new double[chords.length];
            for (int c = 0; c < sums.length; c++) {
                double sum = (double) question.low[c];
                for (MPVariable chord : chords[c]) {
                    sum += chord.solutionValue();
                }
                sum = Math.max((double) question.low[c], Math.min((double) question.high[c], sum));
                double whole = Math.rint(sum);
                sums[c] = Math.abs(sum - whole) < TOLERANCE * Math.max(1, TOLERANCE * whole) ? whole : sum;
            }
            return sums;
        }

        /** Prices under which the sums are missed by as much as they must be (phase one); none where that was not solved. */
        double[] ray() {
            solver.objective().clear();
            for (MPConstraint row : rows) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    MPVariable slack = solver.makeNumVar(0, MPSolver.infinity(), "");
                    row.setCoefficient(slack, sign);
                    solver.objective().setCoefficient(slack, 1);
                }
            }
            solver.objective().setMinimization();
            return solved() ? duals() : new double[0];
        }

        @Override
        public void close() {
            solver.delete();
        }
    }
}
