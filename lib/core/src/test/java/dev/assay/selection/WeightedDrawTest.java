package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Draws in proportion to a column: probabilities, systematic samples, and both under a group cap. */
@org.jspecify.annotations.NullUnmarked
class WeightedDrawTest {

    @Test
    void itemsWithoutAWeightComeLast() {
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 5, 3))).withRule(DrawRule.weightedBy("w"));
        Sample sample = draw.from(Items.of("a w=2", "b w=1", "c", "d w=0", "e"), 3);
        assertThat(sample.items()).extracting(Selected::id).contains("a", "b");
        assertThat(sample.items()).extracting(Selected::inclusionProbability).contains(1.0, 1.0, 1 / 3.0);
        assertThatThrownBy(() -> draw.from(Items.of("a w=2", "b w=-1", "c", "d", "e"), 3))
                .hasMessage("weights must be finite and at least 0; column w holds '-1' for b");
        assertThat(sample.items()).extracting(Selected::reason).anySatisfy(reason -> assertThat(reason)
                .endsWith("; without w, rank 1 by seeded hash"));
    }

    static Stream<String> referenceProbabilities() throws IOException {
        try (var stream =
                Objects.requireNonNull(WeightedDrawTest.class.getResourceAsStream("/reference/inclusion.csv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"));
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("referenceProbabilities")
    void inclusionProbabilitiesAreThoseOfR(String line) {
        String[] parts = line.split(";", -1);
        double[] expected = numbers(parts[2]);
        double[] found = InclusionProbabilities.of(numbers(parts[1]), Long.parseLong(parts[0]));
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isEqualTo(expected[i], within(1e-15));
        }
    }

    @Test
    void whatWeighsNothingIsNeverCertain() {
        assertThat(InclusionProbabilities.of(new double[] {0, 0, 5}, 1)).containsExactly(0, 0, 1);
        assertThat(InclusionProbabilities.of(new double[] {0, 5, 5}, 1)).containsExactly(0, 0.5, 0.5);
        assertThat(InclusionProbabilities.of(new double[] {0, 3}, 0)).containsExactly(0, 0);
    }

    /** The quota was left short, since the sum of such weights is infinite. */
    @Test
    void weightsThatSumBeyondAllNumbersKeepTheirProportions() {
        double[] large = {1e308, 1e308, 1e308, 1e308, 0};
        assertThat(InclusionProbabilities.of(large, 2)).containsExactly(0.5, 0.5, 0.5, 0.5, 0);
        assertThat(InclusionProbabilities.of(new double[] {1e308, 3, 1, 1.5e308, 1e-320}, 3))
                .containsExactly(1, 0.75, 0.25, 1, 0);
        assertThat(InclusionProbabilities.of(new double[] {1e308, 1e308, 1e-320}, 3))
                .containsExactly(1, 1, 1);
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 4, 3))).withRule(DrawRule.weightedBy("w"));
        for (long seed = 0; seed < 20; seed++) {
            assertThat(draw.from(Items.of("a w=1e308", "b w=1e308", "c w=1e308", "d w=1e308"), seed)
                            .items())
                    .hasSize(3);
        }
    }

    /** Units are half-open intervals; sums that rounding left short or long still give as many as were asked for. */
    @Test
    void systematicPointsMeetEveryEnd() {
        assertThat(Systematic.drawn(new double[] {0.5, 0.5}, 1, 0.5)).containsExactly(false, true);
        assertThat(Systematic.drawn(new double[] {0.5, 0.5 + 4e-16}, 1, 0)).containsExactly(true, false);
        assertThat(Systematic.drawn(new double[] {0.5, 0.4999, 0}, 1, 0.99999)).containsExactly(false, true, false);
        assertThat(Systematic.drawn(new double[] {1, 0.5, 0.5}, 2, 0.25)).containsExactly(true, true, false);
    }

    /** The start is the only chance: an even grid of starts draws each unit as often as its probability says. */
    @Test
    void systematicSamplesAreExact() {
        for (int trial = 0; trial < 50; trial++) {
            Random random = new Random(trial);
            double[] weights = random.doubles(3 + random.nextInt(15), 0.1, 5).toArray();
            long size = 1L + random.nextInt(weights.length);
            double[] probabilities = InclusionProbabilities.of(weights, size);
            int starts = 5000;
            int[] times = new int[weights.length];
            for (int s = 0; s < starts; s++) {
                boolean[] drawn = Systematic.drawn(probabilities, size, (s + 0.5) / starts);
                int sum = 0;
                for (int i = 0; i < drawn.length; i++) {
                    sum += drawn[i] ? 1 : 0;
                    times[i] += drawn[i] ? 1 : 0;
                }
                assertThat(sum).isEqualTo((int) size);
            }
            for (int i = 0; i < times.length; i++) {
                assertThat((double) times[i] / starts).isEqualTo(probabilities[i], within(2.0 / starts));
            }
        }
    }

    /** Twelve items of weights 1 to 12; p0 holds the six heaviest and may give two, though weight alone would give more. */
    @Test
    void weightsBesideAGroupCapKeepExactProbabilities() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            lines.add("v" + i + " w=" + i + " identity=" + (i > 6 ? "p0" : "p" + i));
        }
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 12, 4)))
                .withCap("identity", 2)
                .withRule(DrawRule.weightedBy("w"));
        Items items = Items.of(lines.toArray(String[]::new));
        Map<String, Integer> times = new TreeMap<>();
        for (long seed = 0; seed < 4000; seed++) {
            Sample sample = draw.from(items, seed);
            assertThat(sample.size()).isEqualTo(4);
            assertThat(sample.items().stream().filter(item -> number(item) > 6)).hasSize(2);
            for (Selected item : sample.items()) {
                times.merge(item.id(), 1, Integer::sum);
                // Two of p0 in proportion to 7 .. 12, which sum to 57; two of the others to 1 .. 6, which sum to 21.
                int w = number(item);
                assertThat(item.inclusionProbability()).isEqualTo(w > 6 ? 2 * w / 57.0 : 2 * w / 21.0, within(1e-12));
            }
        }
        // Five standard deviations of a proportion of 4,000.
        assertThat(times.getOrDefault("v12", 0) / 4000.0).isEqualTo(24 / 57.0, within(0.04));
        assertThat(times.getOrDefault("v3", 0) / 4000.0).isEqualTo(6 / 21.0, within(0.04));
    }

    /** The cap and the items' weights leave too little: those without a weight come in, as far as their groups have room. */
    @Test
    void itemsWithoutAWeightFillWhatACapLeaves() {
        Items items = Items.of(
                "v1 w=5 identity=a",
                "v2 w=4 identity=a",
                "v3 w=0 identity=a",
                "v4 w=0 identity=b",
                "v5 w=0 identity=b",
                "v6 w=0 identity=b",
                "v7 w=0");
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 7, 4)))
                .withCap("identity", 2)
                .withRule(DrawRule.weightedBy("w"));
        int seventh = 0;
        for (long seed = 0; seed < 3000; seed++) {
            Sample sample = draw.from(items, seed);
            assertThat(sample.items())
                    .extracting(Selected::id)
                    .contains("v1", "v2")
                    .doesNotContain("v3")
                    .hasSize(4);
            for (Selected item : sample.items()) {
                double expected = number(item) <= 2 ? 1 : number(item) == 7 ? 2 / 3.0 : 4 / 9.0;
                assertThat(item.inclusionProbability()).as(item.id()).isEqualTo(expected, within(1e-12));
                seventh += number(item) == 7 ? 1 : 0;
            }
        }
        assertThat(seventh / 3000.0).isEqualTo(2 / 3.0, within(0.045));
    }

    /** Random weights and groups: no cap is exceeded, probabilities sum to the quota, and are those of the draws. */
    @Test
    @Tag("slow")
    void randomWeightsUnderACapAreDrawnAsTheirProbabilitiesSay() {
        for (int trial = 0; trial < 20; trial++) {
            Random random = new Random(trial);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                lines.add("v" + i + " w=" + random.nextInt(5)
                        + (random.nextInt(4) == 0 ? "" : " identity=p" + random.nextInt(4)));
            }
            Items items = Items.of(lines.toArray(String[]::new));
            Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 14, 5)))
                    .withCap("identity", 2)
                    .withRule(DrawRule.weightedBy("w"));
            Map<String, Double> told = new TreeMap<>();
            Map<String, Integer> times = new TreeMap<>();
            for (long seed = 0; seed < 1500; seed++) {
                Map<String, Integer> given = new TreeMap<>();
                for (Selected item : draw.from(items, seed).items()) {
                    times.merge(item.id(), 1, Integer::sum);
                    told.put(item.id(), item.inclusionProbability());
                    String group = items.text(items.ids().indexOf(item.id()), "identity");
                    if (group != null) {
                        assertThat(given.merge(group, 1, Integer::sum)).isLessThanOrEqualTo(2);
                    }
                }
            }
            assertThat(told.values().stream().mapToDouble(p -> p).sum())
                    .as("trial %d", trial)
                    .isEqualTo(5, within(1e-9));
            told.forEach((id, p) -> assertThat(times.get(id) / 1500.0).as(id).isEqualTo(p, within(0.07)));
        }
    }

    /** Systematic samples in one order only would draw three of the fifteen pairs; groups stand in an order of the seed's. */
    @Test
    void groupsUnderACapMeetEachOtherInEveryPair() {
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 6, 2)))
                .withCap("identity", 1)
                .withRule(DrawRule.weightedBy("w"));
        List<String> lines = new ArrayList<>(IntStream.range(0, 6)
                .mapToObj(i -> "v" + i + " w=1 identity=p" + i)
                .toList());
        Set<List<String>> pairs = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            Sample sample = draw.from(Items.of(lines.toArray(String[]::new)), seed);
            pairs.add(sample.items().stream().map(Selected::id).sorted().toList());
            Collections.shuffle(lines, new Random(seed));
            assertThat(draw.from(Items.of(lines.toArray(String[]::new)), seed)).isEqualTo(sample);
        }
        assertThat(pairs).hasSize(15);
    }

    /** One of the group weighs something and is certain; beside it there is room for one of two that weigh nothing. */
    @Test
    void aGroupHasRoomForWhatWeighsNothing() {
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 3, 2)))
                .withCap("identity", 2)
                .withRule(DrawRule.weightedBy("w"));
        Items items = Items.of("v1 w=5 identity=a", "v2 w=0 identity=a", "v3 w=0 identity=a");
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            for (Selected item : draw.from(items, seed).items()) {
                seen.add(item.id());
                assertThat(item.inclusionProbability()).isEqualTo(number(item) == 1 ? 1 : 0.5);
                assertThat(item.reason())
                        .contains(number(item) == 1 ? "certain by w 5.0" : "without w, rank 1 by seeded hash");
            }
        }
        assertThat(seen).containsExactlyInAnyOrder("v1", "v2", "v3");
    }

    /** Of those that weigh nothing the first by their hash come in, and their ranks say so. */
    @Test
    void whatWeighsNothingComesInByItsHash() {
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 30, 12)))
                .withCap("identity", 1)
                .withRule(DrawRule.weightedBy("w"));
        String[] lines = IntStream.range(0, 30)
                .mapToObj(i -> "v" + i + " w=0 identity=p" + i)
                .toArray(String[]::new);
        for (long seed = 0; seed < 20; seed++) {
            long own = seed;
            List<String> smallest = IntStream.range(0, 30)
                    .mapToObj(i -> "v" + i)
                    .sorted((one, other) -> Long.compareUnsigned(SeededHash.of(own, one), SeededHash.of(own, other)))
                    .toList();
            for (Selected item : draw.from(Items.of(lines), seed).items()) {
                int rank = smallest.indexOf(item.id()) + 1;
                assertThat(rank).isLessThanOrEqualTo(12);
                assertThat(item.reason()).contains("without w, rank " + rank + " by seeded hash");
            }
        }
    }

    @Test
    void whatIsNotCertainIsDrawn() {
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 4, 2))).withRule(DrawRule.weightedBy("w"));
        String[] lines = {"v1 w=9", "v2 w=1", "v3 w=1", "v4 w=1"};
        for (Draw each : List.of(draw, draw.withCap("identity", 1))) {
            for (Selected item : each.from(Items.of(lines), 5).items()) {
                assertThat(item.reason()).contains(number(item) == 1 ? "certain by w 9.0" : "drawn by w 1.0");
            }
        }
    }

    private static int number(Selected item) {
        return Integer.parseInt(item.id().substring(1));
    }
}
