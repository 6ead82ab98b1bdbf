package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@org.jspecify.annotations.NullUnmarked
class DrawRuleTest {

    private static final int SEEDS = 1000;

    /** 40 items of one cell and 20 of another; five of each ten are hq, three mq, two of no known quality. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String quality = i % 10 < 5 ? " quality=hq" : i % 10 < 8 ? " quality=mq" : "";
            String size = i % 7 == 0 ? "" : " size=" + (i % 11) * (i % 11);
            lines.add("v" + i + " k=" + (i < 40 ? 1 : 2) + quality + size + " x=" + i * i % 37 + " colour=c" + i % 3);
        }
        return lines;
    }

    private static final List<Stratum> STRATA =
            List.of(new Stratum(List.of("1"), 40, 23), new Stratum(List.of("2"), 20, 4));

    private static final DrawRule TIERS = DrawRule.ALIKE.withTiers("quality", List.of("hq", "mq"));

    static Stream<DrawRule> rules() {
        return Stream.of(
                DrawRule.ALIKE,
                TIERS,
                DrawRule.weightedBy("size"),
                DrawRule.weightedBy("size").withTiers("quality", List.of("hq", "mq")),
                DrawRule.spreadBy("x", "colour"),
                DrawRule.spreadBy("x", "colour").withTiers("quality", List.of("hq", "mq")));
    }

    private static Draw draw(DrawRule rule) {
        return Draw.of(List.of("k"), STRATA).withRule(rule);
    }

    private static Items items(List<String> lines) {
        return Items.of(lines.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void sameSeedSameBytesWhateverTheOrder(DrawRule rule) {
        Sample sample = draw(rule).withMust(List.of("v3", "v44")).from(items(lines()), 42);
        for (int trial = 0; trial < 10; trial++) {
            List<String> shuffled = lines();
            Collections.shuffle(shuffled, new Random(trial));
            assertThat(draw(rule).withMust(List.of("v3", "v44")).from(items(shuffled), 42))
                    .isEqualTo(sample);
        }
        assertThat(draw(rule).from(items(lines()), 43)).isNotEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void partialSamplesMergeIntoTheSample(DrawRule rule) {
        Items items = items(lines());
        Sample whole = draw(rule).withMust(List.of("v3", "v44")).from(items, 42);
        for (int trial = 0; trial < 20; trial++) {
            Random random = new Random(trial);
            List<BottomK> parts = new ArrayList<>();
            for (int p = 0; p <= random.nextInt(6); p++) {
                parts.add(new BottomK(List.of("k"), STRATA, Set.of("v3", "v44"), 42, rule));
            }
            List<Integer> rows =
                    new ArrayList<>(IntStream.range(0, items.size()).boxed().toList());
            Collections.shuffle(rows, random);
            for (int row : rows) {
                BottomK part = parts.get(random.nextInt(parts.size()));
                int tier = rule.tiers() == null ? 0 : rule.tierOf(items.text(row, "quality"));
                long hash = SeededHash.of(42, items.id(row));
                if (part.admits(row < 40 ? 0 : 1, tier, hash, items.id(row))) {
                    part.add(row < 40 ? 0 : 1, Candidate.of(items, row, tier, hash, rule));
                }
            }
            Collections.shuffle(parts, random);
            BottomK merged = parts.get(0);
            parts.stream().skip(1).forEach(merged::merge);
            assertThat(merged.sample()).isEqualTo(whole);
        }
    }

    /** Each item's frequency over seeds is the probability that its line states, within five standard deviations. */
    @ParameterizedTest
    @MethodSource("rules")
    void drawnFrequenciesAreTheStatedProbabilities(DrawRule rule) {
        Items items = items(lines());
        Map<String, Integer> times = new TreeMap<>();
        Map<String, Double> stated = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Sample sample = draw(rule).from(items, seed);
            assertThat(sample.size()).isEqualTo(27);
            for (Selected item : sample.items()) {
                times.merge(item.id(), 1, Integer::sum);
                double before = stated.merge(item.id(), item.inclusionProbability(), (one, other) -> one);
                assertThat(item.inclusionProbability()).isEqualTo(before, within(1e-12));
            }
        }
        times.forEach((id, count) -> {
            double p = stated.get(id);
            assertThat((double) count / SEEDS).as(id).isEqualTo(p, within(5 * Math.sqrt(p * (1 - p) / SEEDS) + 1e-12));
        });
        // Items never seen have probability 0: those stated sum to the quotas.
        assertThat(stated.values().stream().mapToDouble(p -> p).sum()).isEqualTo(27, within(1e-9));
    }

    @Test
    void strictTiersAreAllThenAPartThenNone() {
        Sample sample = draw(TIERS).from(items(lines()), 9);
        Items items = items(lines());
        // Cell 1 holds 20 hq, 12 mq and 8 others for a quota of 23; cell 2 holds 10 hq for a quota of 4.
        for (Selected item : sample.items()) {
            String quality = items.text(items.ids().indexOf(item.id()), "quality");
            double expected = item.cell().equals("2") ? 4 / 10.0 : quality.equals("hq") ? 1 : 3 / 12.0;
            assertThat(item.inclusionProbability()).isEqualTo(expected);
            assertThat(item.reason()).contains("tier " + quality + " of quality, rank ");
        }
        assertThat(sample.items().stream().filter(item -> item.cell().equals("1") && item.inclusionProbability() == 1))
                .hasSize(20);
    }

    @Test
    void itemsWithoutAWeightComeLast() {
        Items items = Items.of("a w=2", "b w=1", "c", "d w=0", "e w=unknown");
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 5, 3))).withRule(DrawRule.weightedBy("w"));
        Items numbers = Items.of("a w=2", "b w=1", "c", "d w=0", "e");
        Sample sample = draw.from(numbers, 3);
        assertThat(sample.items()).extracting(Selected::id).contains("a", "b");
        assertThat(sample.items()).extracting(Selected::inclusionProbability).contains(1.0, 1.0, 1 / 3.0);
        assertThatThrownBy(() -> draw.from(Items.of("a w=2", "b w=-1", "c", "d", "e"), 3))
                .hasMessage("weights must be finite and at least 0; column w holds '-1' for b");
        assertThat(items.size()).isEqualTo(5);
    }

    static Stream<String> referenceProbabilities() throws IOException {
        try (var stream = Objects.requireNonNull(DrawRuleTest.class.getResourceAsStream("/reference/inclusion.csv"))) {
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

    /** Beyond one leaf the set is halved; probabilities and the size stay. */
    @Test
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

    @Test
    void whatMustBeInLeavesItsGroupLessRoom() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add("v" + i + " identity=p" + (i < 10 ? 0 : i));
        }
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 30, 7)))
                .withCap("identity", 2)
                .withMust(List.of("v3"));
        Items items = Items.of(lines.toArray(String[]::new));
        for (long seed = 0; seed < 300; seed++) {
            Sample sample = draw.from(items, seed);
            assertThat(sample.items()).extracting(Selected::id).contains("v3").hasSize(7);
            assertThat(sample.items().stream().filter(item -> number(item) < 10))
                    .hasSizeLessThanOrEqualTo(2);
            for (Selected item : sample.items()) {
                // One of the nine others of p0 is left beside twenty, of which six are taken.
                double expected = number(item) == 3 ? 1 : number(item) < 10 ? 6 / 21.0 / 9 : 6 / 21.0;
                assertThat(item.inclusionProbability()).isEqualTo(expected, within(1e-12));
            }
        }
        assertThatThrownBy(() -> draw.withMust(List.of("v1", "v2", "v3")).from(items, 1))
                .hasMessage("the quotas cannot be drawn with at most 2 items of each identity");
    }

    private static int number(Selected item) {
        return Integer.parseInt(item.id().substring(1));
    }

    @Test
    void tiersBesideAGroupCapKeepExactProbabilities() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add("v" + i + " quality=" + (i % 2 == 0 ? "hq" : "mq") + " identity=p" + (i < 10 ? 0 : i));
        }
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 40, 20)))
                .withCap("identity", 2)
                .withRule(TIERS);
        Map<String, Integer> times = new TreeMap<>();
        Map<String, Double> stated = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            draw.from(items(lines), seed).items().forEach(item -> {
                times.merge(item.id(), 1, Integer::sum);
                stated.put(item.id(), item.inclusionProbability());
            });
        }
        // Of p0's five hq two are kept; with 15 more hq all 17 are taken, and 3 of 15 mq.
        assertThat(stated.get("v0")).isEqualTo(2 / 5.0);
        assertThat(stated.get("v20")).isEqualTo(1);
        assertThat(stated.get("v21")).isEqualTo(3 / 15.0);
        assertThat(times).doesNotContainKey("v1");
        assertThat(times.get("v0") / (double) SEEDS).isEqualTo(0.4, within(0.08));
        assertThat(times.get("v21") / (double) SEEDS).isEqualTo(0.2, within(0.065));
    }
}
