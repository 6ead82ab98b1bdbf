package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What closes a question without an answer, on small questions whose every assignment of values is looked at. */
@NullUnmarked
class ProofsTest {

    private static final int MOST_ASSIGNMENTS = 20_000;

    private int possible;
    private int impossible;

    /** Questions of all kinds of rows, caps among them, with few enough assignments. */
    private static List<Merged> questions(int from, int to) {
        List<Merged> questions = new ArrayList<>();
        for (int seed = from; seed < to; seed++) {
            Instance instance = Instance.of(seed, 1 + seed % 3);
            Model model = ModelBuilder.of(instance.plan(), instance.cube());
            Long size = instance.plan().size();
            if (model.total() > 0) {
                Merged question = size == null
                        ? new Merged(model, Set.copyOf(model.names()), 1, model.total(), null)
                        : new Merged(model, Set.copyOf(model.names()), size, size, "size " + size);
                if (assignments(question) <= MOST_ASSIGNMENTS) {
                    questions.add(question);
                }
            }
        }
        return questions;
    }

    private static double assignments(Merged question) {
        return Arrays.stream(question.high).mapToDouble(high -> high + 1.0).reduce(1, (one, two) -> one * two);
    }

    /** All assignments that keep all inequalities. */
    private static List<long[]> solutions(Merged question) {
        List<long[]> solutions = new ArrayList<>();
        long[] values = new long[question.variables()];
        do {
            if (question.inequalities.stream().allMatch(inequality -> within(inequality, values))) {
                solutions.add(values.clone());
            }
        } while (next(values, question.high));
        return solutions;
    }

    private static boolean next(long[] values, long[] high) {
        for (int v = 0; v < values.length; v++) {
            if (values[v] < high[v]) {
                values[v]++;
                return true;
            }
            values[v] = 0;
        }
        return false;
    }

    private static boolean within(Merged.Inequality inequality, long[] values) {
        long sum = 0;
        for (int i = 0; i < inequality.variables().length; i++) {
            sum += inequality.coefficients()[i] * values[inequality.variables()[i]];
        }
        return sum >= inequality.low() && sum <= inequality.high();
    }

    @Test
    void searchesEndAsAllAssignmentsSay() {
        for (Merged question : questions(0, 600)) {
            List<long[]> solutions = solutions(question);
            for (Search.End end : List.of(Search.plainly(question), Search.of(question))) {
                if (end.values() != null) {
                    assertThat(solutions).anyMatch(solution -> Arrays.equals(solution, end.values()));
                    possible++;
                } else {
                    assertThat(solutions).isEmpty();
                    assertThat(end.proof()).isIn("propagation", "farkas", "enumeration");
                    impossible++;
                }
            }
        }
        assertThat(possible).isGreaterThan(300);
        assertThat(impossible).isGreaterThan(300);
    }

    /** No solution is cut off, and no inequality alone could narrow an interval further. */
    @Test
    void intervalsHoldAllSolutionsAndLittleElse() {
        for (Merged question : questions(0, 600)) {
            long[] low = new long[question.variables()];
            long[] high = question.high.clone();
            List<long[]> solutions = solutions(question);
            if (!Intervals.narrow(question, low, high)) {
                assertThat(solutions).isEmpty();
                impossible++;
                continue;
            }
            for (long[] solution : solutions) {
                for (int v = 0; v < solution.length; v++) {
                    assertThat(solution[v]).isBetween(low[v], high[v]);
                }
            }
            for (Merged.Inequality inequality : question.inequalities) {
                for (int i = 0; i < inequality.variables().length; i++) {
                    int v = inequality.variables()[i];
                    assertThat(supported(inequality, i, low[v], low, high)).isTrue();
                    assertThat(supported(inequality, i, high[v], low, high)).isTrue();
                }
            }
            possible++;
        }
        assertThat(possible).isGreaterThan(100);
        assertThat(impossible).isGreaterThan(100);
    }

    /** Whether the others can take sums that let the inequality hold with one variable at a value. */
    private static boolean supported(Merged.Inequality inequality, int of, long value, long[] low, long[] high) {
        long least = 0;
        long most = 0;
        for (int i = 0; i < inequality.variables().length; i++) {
            long coefficient = inequality.coefficients()[i];
            long from = i == of ? value : low[inequality.variables()[i]];
            long to = i == of ? value : high[inequality.variables()[i]];
            least += Math.min(coefficient * from, coefficient * to);
            most += Math.max(coefficient * from, coefficient * to);
        }
        return least <= inequality.high() && most >= inequality.low();
    }

    /** Multipliers that prove something leave no assignment, and every row with one is needed for the sum to be too much. */
    @Test
    void whatMultipliersProveHasNoSolution() {
        for (Merged question : questions(0, 600)) {
            long[] low = new long[question.variables()];
            try (PhaseOne program = new PhaseOne(question)) {
                assertThat(program.solve(low, question.high)).isTrue();
                Farkas proof = Farkas.of(question, low, question.high, program.duals());
                if (proof != null) {
                    assertThat(solutions(question)).isEmpty();
                    assertThat(program.possible()).isFalse();
                    assertThat(proof.used()).hasSameSizeAs(proof.multipliers());
                    assertThat(proof.multipliers()).doesNotContain(BigInteger.ZERO);
                    edge(proof, low, question.high);
                    impossible++;
                } else {
                    // Whatever cannot hold in fractions has a proof.
                    assertThat(program.possible()).isTrue();
                    possible++;
                }
            }
        }
        assertThat(possible).isGreaterThan(100);
        assertThat(impossible).isGreaterThan(50);
    }

    /** The sum asks for more than the intervals give: as much as they give would be no proof, one less neither. */
    private static void edge(Farkas proof, long[] low, long[] high) {
        long[] sums = new long[low.length];
        long asked = 0;
        for (int r = 0; r < proof.used().size(); r++) {
            Merged.Inequality inequality = proof.used().get(r);
            long multiplier = proof.multipliers().get(r).longValueExact();
            asked += multiplier * (multiplier > 0 ? inequality.low() : inequality.high());
            for (int i = 0; i < inequality.variables().length; i++) {
                sums[inequality.variables()[i]] += multiplier * inequality.coefficients()[i];
            }
        }
        for (int v = 0; v < sums.length; v++) {
            asked -= sums[v] * (sums[v] > 0 ? high[v] : low[v]);
        }
        assertThat(asked).isPositive();
        // One more variable, of which every unit gives one: as many as are missing, and one less.
        Merged.Inequality first = proof.used().get(0);
        int[] variables = Arrays.copyOf(first.variables(), first.variables().length + 1);
        variables[variables.length - 1] = low.length;
        long[] coefficients = Arrays.copyOf(first.coefficients(), variables.length);
        coefficients[variables.length - 1] = proof.multipliers().get(0).signum();
        List<Merged.Inequality> used = new ArrayList<>(proof.used());
        used.set(0, new Merged.Inequality(variables, coefficients, first.low(), first.high(), first.owner()));
        Farkas wider = new Farkas(used, proof.multipliers());
        long each = proof.multipliers().get(0).abs().longValueExact();
        long[] from = Arrays.copyOf(low, low.length + 1);
        long[] to = Arrays.copyOf(high, high.length + 1);
        to[low.length] = (asked + each - 1) / each;
        assertThat(wider.proves(from, to)).isFalse();
        to[low.length] = (asked - 1) / each;
        assertThat(wider.proves(from, to)).isTrue();
        // The same below: a variable that may not be taken at all, but less than none.
        coefficients[variables.length - 1] = -proof.multipliers().get(0).signum();
        to[low.length] = 0;
        from[low.length] = -((asked + each - 1) / each);
        assertThat(wider.proves(from, to)).isFalse();
        from[low.length] = -((asked - 1) / each);
        assertThat(wider.proves(from, to)).isTrue();
    }

    /** Thirds and sevenths are told as such; what is no small fraction is scaled as it is, and checked as strictly. */
    @Test
    void roundedMultipliersAreSmallWhereTheyCanBe() {
        Cube cube = CubeFixture.cube("a", "x 5", "y 5");
        Model model = ModelBuilder.of(
                Plan.parse("{size: 8, axes: [a], limits: [{axis: a, level: x, max: 2}, {axis: a, level: y, max: 5}]}"),
                cube);
        Merged question = new Merged(model, Set.copyOf(model.names()), 8, 8, "size 8");
        long[] low = new long[question.variables()];
        for (double scale : new double[] {1, 3, 7, 1e-9, 1e9, Math.PI}) {
            double[] duals = question.inequalities.stream()
                    .mapToDouble(inequality -> inequality.owner().startsWith("size") ? scale : -scale)
                    .toArray();
            Farkas proof = Farkas.of(question, low, question.high, duals);
            assertThat(proof.multipliers()).containsOnly(BigInteger.ONE, BigInteger.ONE.negate());
        }
        double[] uneven = question.inequalities.stream()
                .mapToDouble(inequality -> inequality.owner().startsWith("size") ? 1 : -1 / 7.0)
                .toArray();
        // With a seventh of each cap the sum asks for 7 of at least 8.57: that proves nothing, rounded or not.
        assertThat(Farkas.of(question, low, question.high, uneven)).isNull();
        assertThat(Farkas.of(question, low, question.high, new double[question.inequalities.size()]))
                .isNull();
    }
}
