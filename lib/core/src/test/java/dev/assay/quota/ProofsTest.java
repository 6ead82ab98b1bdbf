package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
            if (question.inequalities.stream().allMatch(inequality -> keeps(inequality, values))) {
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

    private static boolean keeps(Merged.Inequality inequality, long[] values) {
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
            if (solutions.isEmpty()) {
                assertThat(Search.of(question).proof()).isEqualTo(shortest(question));
            }
        }
        assertThat(possible).isGreaterThan(300);
        assertThat(impossible).isGreaterThan(300);
    }

    /** Counting says it, or fractions do, or else whole numbers have to be tried. */
    private static String shortest(Merged question) {
        if (!Intervals.narrow(question, new long[question.variables()], question.high.clone())) {
            return "propagation";
        }
        try (PhaseOne program = new PhaseOne(question)) {
            assertThat(program.solve(new long[question.variables()], question.high))
                    .isTrue();
            return program.possible() ? "enumeration" : "farkas";
        }
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
        Merged question = question(
                "{size: 8, axes: [a], limits: [{axis: a, level: x, max: 2}, {axis: a, level: y, max: 5}]}", 8, 8);
        long[] low = new long[question.variables()];
        for (double scale : new double[] {1, 3, 7, 1e-9, 1e9, Math.PI}) {
            Farkas proof = Farkas.of(question, low, question.high, duals(question, scale, -scale));
            assertThat(proof.multipliers()).containsOnly(BigInteger.ONE, BigInteger.ONE.negate());
        }
        // With a seventh of each cap the sum asks for 7 of at least 8.57: that proves nothing, rounded or not.
        assertThat(Farkas.of(question, low, question.high, duals(question, 1, -1 / 7.0)))
                .isNull();
        assertThat(Farkas.of(question, low, question.high, new double[question.inequalities.size()]))
                .isNull();
    }

    /** Each of two levels at most a quarter: 3x - y <= 0 and 3y - x <= 0 once, x + y >= 1 twice. */
    @Test
    void multipliersAreOfTheRowsAndNotOfWhatFloatingPointDividedThemBy() {
        Merged question = question("{axes: [a], limits: [{axis: a, max_share: 0.25}]}", 1, 10);
        double[] duals = duals(question, 2, -3);
        Farkas proof = Farkas.of(question, new long[2], question.high, duals);
        assertThat(proof.multipliers())
                .containsExactlyInAnyOrder(BigInteger.TWO, BigInteger.ONE.negate(), BigInteger.ONE.negate());
    }

    /** What is no small fraction is told to twelve digits; a row whose sign has no end is left out, the others prove. */
    @Test
    void unevenMultipliersProveTooAndThoseOfTheWrongSignAreLeftOut() {
        Merged question = question(
                "{size: 8, axes: [a], limits: [{axis: a, level: x, max: 2}, {axis: a, level: y, max: 5}]}", 8, 8);
        double uneven = 0.98137462915;
        Farkas proof = Farkas.of(question, new long[2], question.high, duals(question, 1, -uneven));
        List<Double> shares = proof.multipliers().stream()
                .map(multiplier -> multiplier.abs().doubleValue() / 0x1p40)
                .sorted()
                .toList();
        assertThat(shares.get(0) / shares.get(2)).isEqualTo(uneven, within(1e-11));
        assertThat(shares.get(1) / shares.get(2)).isEqualTo(uneven, within(1e-11));
        Merged more = question(
                "{size: 8, axes: [a], limits: [{axis: a, level: x, max: 2}, {axis: a, level: y, max: 5},"
                        + " {axis: a, level: x, max: 4}]}",
                8,
                8);
        double[] wrong = duals(more, 1, -1);
        for (int r = 0; r < wrong.length; r++) {
            wrong[r] = more.inequalities.get(r).owner().endsWith("max 4") ? 0.5 : wrong[r];
        }
        assertThat(Merged.owners(Farkas.of(more, new long[2], more.high, wrong).used()))
                .containsExactlyInAnyOrder("size 8", "a=x max 2", "a=y max 5");
    }

    private static Merged question(String plan, long least, long most) {
        Model model = ModelBuilder.of(Plan.parse(plan), CubeFixture.cube("a", "x 5", "y 5"));
        return new Merged(model, Set.copyOf(model.names()), least, most, "size " + most);
    }

    private static double[] duals(Merged question, double size, double others) {
        return question.inequalities.stream()
                .mapToDouble(inequality -> inequality.owner().startsWith("size") ? size : others)
                .toArray();
    }
}
