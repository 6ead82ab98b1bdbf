package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule, and tiers. */
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
    @Tag("slow")
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

    /** Items of one cell and one tier are taken by their hash: rank 1 is the smallest. */
    @Test
    void ranksAreThoseOfTheHash() {
        for (DrawRule rule : List.of(DrawRule.ALIKE, DrawRule.spreadBy("x"))) {
            Sample sample = draw(rule).from(items(lines()), 7);
            List<String> ascending = IntStream.range(40, 60)
                    .mapToObj(i -> "v" + i)
                    .sorted((one, other) -> Long.compareUnsigned(SeededHash.of(7, one), SeededHash.of(7, other)))
                    .toList();
            sample.items().stream().filter(item -> item.cell().equals("2")).forEach(item -> assertThat(item.reason())
                    .contains("rank " + (ascending.indexOf(item.id()) + 1) + " by seeded hash"));
        }
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
