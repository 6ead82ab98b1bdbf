package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Draws that keep items apart which are alike. */
@org.jspecify.annotations.NullUnmarked
class SpreadDrawTest {

    /** Of 16 pairs of twins 16 are drawn: at random half of the pairs come as both or none, spread almost no pair does. */
    @Test
    void spreadItemsAreUnlikeEachOther() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            lines.add("v" + i + " x=" + (i / 2 * 10 + i % 2));
        }
        Draw plain = Draw.of(List.of(), List.of(new Stratum(List.of(), 32, 16)));
        double alike = 0;
        double spread = 0;
        for (long seed = 0; seed < 200; seed++) {
            alike += twins(plain.from(items(lines), seed));
            spread += twins(plain.withRule(DrawRule.spreadBy("x")).from(items(lines), seed));
        }
        // 16 pairs x 16/32 x 15/31 of both
        assertThat(alike / 200).isEqualTo(3.87, within(0.6));
        assertThat(spread / 200).isLessThan(1);
    }

    private static long twins(Sample sample) {
        Set<String> ids = Set.copyOf(sample.items().stream().map(Selected::id).toList());
        return IntStream.range(0, 16)
                .filter(pair -> ids.contains("v" + 2 * pair) && ids.contains("v" + (2 * pair + 1)))
                .count();
    }

    /** Means and squares of such numbers have no value; no unit was near to any other, and the draw ended in an error. */
    @Test
    void numbersWhoseSumHasNoValueLieApart() {
        double[][] points = Features.of(List.of(
                        candidate("a", "1e308"),
                        candidate("b", "1e308"),
                        candidate("c", "-1e308"),
                        candidate("d", "2")))
                .points();
        assertThat(points[0][0]).isEqualTo(points[1][0]);
        assertThat(points[0][0] - points[2][0]).isEqualTo(2 * (points[0][0] - points[3][0]), within(1e-12));
        assertThat(Arrays.stream(points)
                        .mapToDouble(point -> point[0] * point[0])
                        .sum())
                .isEqualTo(4, within(1e-12));
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 4, 2))).withRule(DrawRule.spreadBy("w"));
        Sample sample = draw.from(items(List.of("a w=1e308", "b w=1e308", "c w=-1e308", "d w=2")), 1);
        assertThat(sample.items()).hasSize(2);
    }

    private static Candidate candidate(String id, String number) {
        return new Candidate(0, 0, id, null, 0, List.of(number));
    }

    /** Beyond one leaf the set is halved; probabilities and the size stay. */
    @Test
    @Tag("slow")
    void largePoolsAreSpreadToo() {
        int units = 1500;
        double[][] points = new double[units][2];
        for (int i = 0; i < units; i++) {
            points[i] = new double[] {i * 7919 % units, i % 5};
        }
        Features features = new Features(points, new boolean[] {false, true});
        int[] times = new int[units];
        double fromThird = 0;
        int seeds = 150;
        for (int seed = 0; seed < seeds; seed++) {
            boolean[] drawn = LocalPivotal.drawn(features, 500, new Chance(seed, "test"));
            int sum = 0;
            int third = 0;
            for (int i = 0; i < units; i++) {
                sum += drawn[i] ? 1 : 0;
                times[i] += drawn[i] ? 1 : 0;
                third += drawn[i] && points[i][0] < 500 ? 1 : 0;
            }
            assertThat(sum).isEqualTo(500);
            fromThird += Math.pow(third - 500 / 3.0, 2) / seeds;
        }
        assertThat(Arrays.stream(times).average().orElse(0) / seeds).isEqualTo(1 / 3.0, within(1e-12));
        double five = 5 * Math.sqrt(2 / 9.0 / seeds);
        assertThat(Arrays.stream(times).boxed())
                .allSatisfy(t -> assertThat(t / (double) seeds).isEqualTo(1 / 3.0, within(five)));
        // Without spreading the variance is 500 x 1/3 x 2/3 x 1000/1499 = 74.
        assertThat(fromThird).isLessThan(25);
    }

    @Test
    void spreadBesideAGroupCapKeepsExactProbabilities() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add("v" + i + " w=" + i % 10 + " identity=p" + (i < 20 ? 0 : i));
        }
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 40, 6)))
                .withCap("identity", 2)
                .withRule(DrawRule.spreadBy("w"));
        Items items = Items.of(lines.toArray(String[]::new));
        int first = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Sample sample = draw.from(items, seed);
            assertThat(sample.size()).isEqualTo(6);
            assertThat(sample.items().stream().filter(item -> number(item) < 20))
                    .hasSizeLessThanOrEqualTo(2);
            for (Selected item : sample.items()) {
                // Two of the twenty are left beside twenty others, of which six are taken.
                double kept = number(item) < 20 ? 0.1 : 1;
                assertThat(item.inclusionProbability()).isEqualTo(kept * 6 / 22, within(1e-12));
                first += number(item) < 20 ? 1 : 0;
            }
        }
        assertThat(first / 2000.0).isEqualTo(2 * 6 / 22.0, within(0.07));
    }

    /**
     * Of 0, 2 and 4 the mean is 2 and the variance 8/3, so that neighbours are 3/2 apart, squared; what is not known stands at
     * the mean and, squared, 1 further off. Levels are 1 apart, and what is not known is a level.
     */
    @Test
    void distancesAreInStandardDeviationsAndLevels() {
        Features numbers = features("x", "0", "2", "4", null);
        assertThat(numbers.distance(0, 1)).isEqualTo(1.5, within(1e-12));
        assertThat(numbers.distance(0, 2)).isEqualTo(6, within(1e-12));
        assertThat(numbers.distance(1, 3)).isEqualTo(1, within(1e-12));
        assertThat(numbers.distance(2, 3)).isEqualTo(2.5, within(1e-12));
        Features levels = features("x", "red", "blue", "red", null, "3");
        assertThat(levels.distance(0, 2)).isZero();
        for (int[] pair : new int[][] {{0, 1}, {0, 3}, {1, 3}, {0, 4}, {3, 4}}) {
            assertThat(levels.distance(pair[0], pair[1])).isEqualTo(1);
        }
        assertThat(features("x", "7", "7", null).distance(0, 1)).isZero();
        assertThat(features("x", null, null).distance(0, 1)).isZero();
        assertThat(Features.of(List.of()).points()).isEmpty();
    }

    private static Features features(String column, String... texts) {
        return Features.of(IntStream.range(0, texts.length)
                .mapToObj(i -> new Candidate(0, i, column + i, null, 0, Arrays.asList(texts[i])))
                .toList());
    }

    private static int number(Selected item) {
        return Integer.parseInt(item.id().substring(1));
    }

    private static Items items(List<String> lines) {
        return Items.of(lines.toArray(String[]::new));
    }
}
