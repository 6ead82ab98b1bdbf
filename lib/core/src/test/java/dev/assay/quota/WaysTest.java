package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.Cube;
import dev.assay.cube.CubeFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Moves against all that there are. A question stands for any that further moves make easier: it holds where moves reach one
 * of a few random vectors of steps.
 */
@NullUnmarked
class WaysTest {

    private static final int MOVES = 6;

    /** One to three items of each of so many cells that must be included. */
    private static Model model(Random random, int moves) {
        String[] cells = IntStream.range(0, moves).mapToObj(c -> "x" + c + " 3").toArray(String[]::new);
        Map<List<String>, Long> marks = new HashMap<>();
        for (int c = 0; c < moves; c++) {
            marks.put(List.of("x" + c), 1L + random.nextInt(3));
        }
        Cube cube = CubeFixture.marked(CubeFixture.cube("a", cells), marks);
        return ModelBuilder.of(Plan.of(List.of("a")), cube);
    }

    private static List<Move> moves(Model model) {
        return List.copyOf(new Musts(model).wishes());
    }

    /** Steps of each move that a model has behind it. */
    private static long[] steps(List<Move> moves, Model moved) {
        return IntStream.range(0, moves.size())
                .mapToLong(m -> moves.get(m).most() - moved.rows.get(m).value().longValue())
                .toArray();
    }

    private static boolean reaches(List<long[]> ends, long[] steps) {
        return ends.stream().anyMatch(end -> IntStream.range(0, end.length).allMatch(m -> steps[m] >= end[m]));
    }

    private static List<long[]> ends(Random random, List<Move> moves, int least) {
        List<long[]> ends = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            long[] end = new long[moves.size()];
            int limits = least + random.nextInt(2);
            while (Arrays.stream(end).filter(steps -> steps > 0).count() < limits) {
                int m = random.nextInt(end.length);
                end[m] = 1L + random.nextInt((int) moves.get(m).most());
            }
            ends.add(end);
        }
        return ends;
    }

    private static Function<Model, Answer.State> ask(List<Move> moves, List<long[]> ends) {
        return moved -> reaches(ends, steps(moves, moved)) ? Answer.State.FOUND : Answer.State.NONE;
    }

    private static long[] vector(List<Move> moves, Map<Move, Long> way) {
        return moves.stream().mapToLong(move -> way.getOrDefault(move, 0L)).toArray();
    }

    private static void assertShortest(List<long[]> ends, long[] way) {
        assertThat(reaches(ends, way)).isTrue();
        for (int m = 0; m < way.length; m++) {
            if (way[m] > 0) {
                long[] shorter = way.clone();
                shorter[m]--;
                assertThat(reaches(ends, shorter)).isFalse();
            }
        }
    }

    @Test
    void eachThatIsEnoughAloneIsFound() {
        for (int trial = 0; trial < 200; trial++) {
            Random random = new Random(trial);
            Model model = model(random, MOVES);
            List<Move> moves = moves(model);
            List<long[]> ends = ends(random, moves, 1);
            Set<Integer> expected = new HashSet<>();
            for (int m = 0; m < MOVES; m++) {
                long[] farthest = new long[MOVES];
                farthest[m] = moves.get(m).most();
                if (reaches(ends, farthest)) {
                    expected.add(m);
                }
            }
            Ways ways = new Ways(model, ask(moves, ends));
            Set<Integer> found = new HashSet<>();
            for (Map<Move, Long> way : ways.alone(moves)) {
                assertThat(way).hasSize(1);
                assertShortest(ends, vector(moves, way));
                found.add(moves.indexOf(way.keySet().iterator().next()));
            }
            assertThat(found).as("trial %d", trial).isEqualTo(expected);
            assertThat(ways.cut()).isFalse();
        }
    }

    /** Not to know of one whether it is enough is not to know them all. */
    @Test
    void aMoveThatNobodyCanDecideOnIsSaid() {
        Model model = model(new Random(1), 2);
        Ways ways = new Ways(model, moved -> Answer.State.UNDECIDED);
        assertThat(ways.alone(moves(model).subList(0, 1))).isEmpty();
        assertThat(ways.cut()).isTrue();
    }

    @Test
    void eachTwoThatAreEnoughAreFoundAsCheapAsEitherOrderHasThem() {
        int pairs = 0;
        for (int trial = 0; trial < 200; trial++) {
            Random random = new Random(trial);
            Model model = model(random, MOVES);
            List<Move> moves = moves(model);
            List<long[]> ends = ends(random, moves, 2);
            int parted = random.nextInt(MOVES);
            List<List<Move>> kinds = List.of(moves.subList(0, parted), List.of(), moves.subList(parted, MOVES));
            Ways ways = new Ways(model, ask(moves, ends));
            Map<Set<Integer>, Double> found = new HashMap<>();
            for (Map<Move, Long> way : ways.pairs(kinds, 100)) {
                assertShortest(ends, vector(moves, way));
                Set<Integer> both = new HashSet<>();
                way.keySet().forEach(move -> both.add(moves.indexOf(move)));
                assertThat(found.put(both, rounded(Repairs.cost(Ways.changes(way)))))
                        .isNull();
            }
            Map<Set<Integer>, Double> expected = new HashMap<>();
            for (int one = 0; one < MOVES; one++) {
                for (int two = 0; two < MOVES; two++) {
                    Double cost = one == two ? null : cost(moves, one, two, steps -> reaches(ends, steps));
                    if (cost != null) {
                        expected.merge(Set.of(one, two), cost, Math::min);
                    }
                }
            }
            assertThat(found).as("trial %d", trial).isEqualTo(expected);
            assertThat(ways.cut()).isFalse();
            pairs += found.size();
        }
        assertThat(pairs).isGreaterThan(100);
    }

    /** The cost of two moves, the first brought back as far as the whole second lets it; null where they are not enough. */
    private static Double cost(List<Move> moves, int one, int two, Predicate<long[]> holds) {
        long[] way = new long[moves.size()];
        way[one] = moves.get(one).most();
        way[two] = moves.get(two).most();
        if (!holds.test(way)) {
            return null;
        }
        for (int m : new int[] {one, two}) {
            while (way[m] > 0 && holds.test(less(way, m))) {
                way = less(way, m);
            }
        }
        return rounded((double) way[one] / moves.get(one).most()
                + (double) way[two] / moves.get(two).most());
    }

    private static double rounded(double cost) {
        return Math.rint(1e9 * cost) / 1e9;
    }

    private static long[] less(long[] way, int m) {
        long[] shorter = way.clone();
        shorter[m]--;
        return shorter;
    }

    /** The first are brought back first: none of a way could be left out or be shorter. */
    @Test
    void asManyAsItTakesAreAsShortAsTheOthersLetThem() {
        for (int trial = 0; trial < 200; trial++) {
            Random random = new Random(trial);
            Model model = model(random, MOVES);
            List<Move> moves = moves(model);
            List<long[]> ends = ends(random, moves, 3);
            long[] expected = moves.stream().mapToLong(Move::most).toArray();
            for (int m = 0; m < MOVES; m++) {
                while (expected[m] > 0 && reaches(ends, less(expected, m))) {
                    expected = less(expected, m);
                }
            }
            List<Map<Move, Long>> found = new Ways(model, ask(moves, ends)).together(moves);
            assertThat(vector(moves, found.get(0))).as("trial %d", trial).isEqualTo(expected);
            assertThat(found.get(0).values()).doesNotContain(0L);
            assertThat(new Ways(model, ask(moves, List.of())).together(moves)).isEmpty();
        }
    }

    /** Of 200 one alone is enough: halving asks about two sets of each size, where one after the other would be 200. */
    @Test
    void oneOfManyIsFoundWithFewQuestions() {
        Model model = model(new Random(0), 200);
        List<Move> moves = moves(model);
        long[] end = new long[200];
        end[137] = 1;
        int[] asked = new int[1];
        Ways ways = new Ways(model, moved -> {
            asked[0]++;
            return ask(moves, List.of(end)).apply(moved);
        });
        assertThat(ways.alone(moves)).containsExactly(Map.of(moves.get(137), 1L));
        assertThat(asked[0]).isLessThan(25);
    }

    /** Any two of 40: 780, and five are wanted. */
    @Test
    void thatMoreTwosAreLeftIsSaid() {
        Model model = model(new Random(0), 40);
        List<Move> moves = moves(model);
        Function<Model, Answer.State> two = moved ->
                Arrays.stream(steps(moves, moved)).filter(steps -> steps > 0).count() > 1
                        ? Answer.State.FOUND
                        : Answer.State.NONE;
        Ways ways = new Ways(model, two);
        assertThat(ways.pairs(List.of(moves), 5)).hasSize(5);
        assertThat(ways.cut()).isTrue();
        Ways exact = new Ways(model, two);
        assertThat(exact.pairs(List.of(moves.subList(0, 2)), 5)).hasSize(1);
        assertThat(exact.cut()).isFalse();
    }

    /** What cannot be told of many may be told of one; three that cannot are enough. */
    @Test
    void whatNobodyKnowsIsNoReasonToStopBeforeTheThird() {
        Model model = model(new Random(0), 8);
        List<Move> moves = moves(model);
        for (int allowed = 0; allowed < 5; allowed++) {
            int undecided = allowed;
            int[] asked = new int[1];
            Ways ways = new Ways(model, moved -> {
                long[] steps = steps(moves, moved);
                return asked[0]++ < undecided
                        ? Answer.State.UNDECIDED
                        : steps[0] == moves.get(0).most() ? Answer.State.FOUND : Answer.State.NONE;
            });
            assertThat(ways.alone(moves)).hasSize(allowed < 3 ? 1 : 0);
            assertThat(ways.cut()).isEqualTo(allowed >= 3);
            assertThat(asked[0]).isGreaterThanOrEqualTo(Math.min(3, allowed));
            assertThat(allowed < 3 || asked[0] == 3).isTrue();
        }
    }

    /** A way that may be longer than it need be is told, and so is that. */
    @Test
    void aShorterWayThatNobodyCanDecideOnIsSaid() {
        Model model = model(new Random(0), 8);
        List<Move> moves = moves(model);
        Move far = moves.stream().filter(move -> move.most() > 1).findFirst().orElseThrow();
        for (Answer.State less : List.of(Answer.State.UNDECIDED, Answer.State.NONE)) {
            Ways ways = new Ways(
                    model, moved -> steps(moves, moved)[moves.indexOf(far)] == far.most() ? Answer.State.FOUND : less);
            assertThat(ways.alone(List.of(far))).containsExactly(Map.of(far, far.most()));
            assertThat(ways.cut()).isEqualTo(less == Answer.State.UNDECIDED);
        }
    }
}
