package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@org.jspecify.annotations.NullUnmarked
class DrawTest {

    private static final List<Stratum> STRATA =
            List.of(new Stratum(List.of("indoor"), 60, 20), new Stratum(List.of("unknown"), 40, 7));

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add("v" + i + (i < 60 ? " environment=indoor" : "") + " path=/d/v" + i);
        }
        return lines;
    }

    private static Items items(List<String> lines) {
        return Items.of(lines.toArray(String[]::new));
    }

    @Test
    void sameSeedSameBytesWhateverTheOrder() {
        Draw draw = Draw.of(List.of("environment"), STRATA);
        Sample sample = draw.from(items(lines()), 42);
        List<String> shuffled = lines();
        Collections.shuffle(shuffled, new Random(7));
        assertThat(draw.from(items(shuffled), 42).jsonl()).isEqualTo(sample.jsonl());
        assertThat(draw.from(items(shuffled), 43).sha256()).isNotEqualTo(sample.sha256());
        assertThat(sample.items().stream().collect(Collectors.groupingBy(Selected::cell, Collectors.counting())))
                .isEqualTo(Map.of("indoor", 20L, "unknown", 7L));
    }

    /** Keys that are all large are turned away at first, and drawn all the same. */
    @Test
    void whatBadLuckTurnsAwayIsLookedAtAgain() {
        for (long least : new long[] {0, Long.MIN_VALUE}) {
            List<String> lines = IntStream.range(0, 12_000)
                    .mapToObj(i -> "v" + i)
                    .filter(id -> Long.compareUnsigned(SeededHash.of(42, id), least) >= 0)
                    .limit(5000)
                    .toList();
            List<String> expected = lines.stream()
                    .sorted((one, other) -> Long.compareUnsigned(SeededHash.of(42, one), SeededHash.of(42, other)))
                    .limit(20)
                    .sorted()
                    .toList();
            Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 5000, 20)));
            assertThat(draw.from(items(lines), 42).items())
                    .extracting(Selected::id)
                    .isEqualTo(expected);
        }
    }

    @Test
    void probabilitiesSumToTheQuotasAndWeightsToTheItems() {
        Sample sample = Draw.of(List.of("environment"), STRATA).from(items(lines()), 1);
        assertThat(sample.items().stream()
                        .mapToDouble(item -> item.weight() == null ? 0 : item.weight())
                        .sum())
                .isEqualTo(100, within(1e-9));
        assertThat(sample.items()).allSatisfy(item -> assertThat(item.inclusionProbability())
                .isEqualTo(item.cell().equals("indoor") ? 20 / 60.0 : 7 / 40.0));
    }

    @Test
    void aLineHasTheContractsKeys() {
        String first = new String(
                        Draw.of(List.of("environment"), STRATA)
                                .from(items(lines()), 42)
                                .jsonl(),
                        StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        assertThat(first)
                .matches("\\{\"id\":\"v\\d+\",\"path\":\"/d/v\\d+\",\"cell\":\"\\w+\",\"inclusion_probability\":"
                        + "[0-9.]+,\"weight\":[0-9.]+,\"reason\":\"\\w+ is \\d+\\.\\d % of the items to draw from; quota \\d+ of \\d+; "
                        + "rank \\d+ by seeded hash\"}");
    }

    @Test
    void partialSamplesMergeIntoTheSample() {
        Sample whole = Draw.of(List.of("environment"), STRATA)
                .withMust(List.of("v3", "v77"))
                .from(items(lines()), 42);
        for (int trial = 0; trial < 20; trial++) {
            Random random = new Random(trial);
            List<BottomK> parts = new ArrayList<>();
            for (int p = 0; p <= random.nextInt(6); p++) {
                parts.add(BottomK.of(List.of("environment"), STRATA, Set.of("v3", "v77"), 42));
            }
            List<Integer> rows = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
            Collections.shuffle(rows, random);
            for (int row : rows) {
                parts.get(random.nextInt(parts.size())).add(row < 60 ? 0 : 1, "v" + row, "/d/v" + row);
            }
            Collections.shuffle(parts, random);
            BottomK merged = parts.get(0);
            parts.stream().skip(1).forEach(merged::merge);
            assertThat(merged.sample()).isEqualTo(whole);
        }
    }

    @Test
    void mustsAreCertainAndTheRestShareWhatIsLeft() {
        Sample sample = Draw.of(List.of("environment"), STRATA)
                .withMust(List.of("v0", "v1"))
                .from(items(lines()), 5);
        assertThat(sample.size()).isEqualTo(27);
        assertThat(sample.items().stream()
                        .filter(item -> item.id().equals("v0") || item.id().equals("v1")))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.inclusionProbability()).isEqualTo(1.0));
        assertThat(sample.items().stream()
                        .filter(item ->
                                item.cell().equals("indoor") && !item.reason().contains("must")))
                .allSatisfy(item -> assertThat(item.inclusionProbability()).isEqualTo(18 / 58.0));
    }

    @Test
    void drawnFrequenciesAreTheStatedProbabilities() {
        Map<String, Integer> times = new TreeMap<>();
        for (long seed = 0; seed < 2000; seed++) {
            Draw.of(List.of("environment"), STRATA)
                    .from(items(lines()), seed)
                    .items()
                    .forEach(item -> times.merge(item.id(), 1, Integer::sum));
        }
        // Five standard deviations of a binomial of 2,000.
        times.forEach((id, count) -> {
            double p = Integer.parseInt(id.substring(1)) < 60 ? 20 / 60.0 : 7 / 40.0;
            assertThat(count / 2000.0).isEqualTo(p, within(5 * Math.sqrt(p * (1 - p) / 2000)));
        });
        assertThat(times).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"real, real, reals", "fake, fake, fakes", "real, fake, items", "unknown, unknown, items"})
    void reasonsNameWhatMayBeDrawn(String one, String other, String named) {
        Items items = Items.of(
                "a k=1 label=" + one + " cost=1", "b k=1 label=" + other + " cost=1", "c k=2 label=third cost=1");
        Draw draw = Draw.of(List.of("k"), List.of(new Stratum(List.of("1"), 2, 1)));
        String share = "1 is 100.0 % of the " + named + " to draw from; quota 1 of 2";
        for (Draw each : List.of(
                draw, draw.withMust(List.of("a")), draw.withCap("k", 1), draw.withBudget("cost", BigDecimal.ONE))) {
            assertThat(each.without(List.of("c")).from(items, 42).items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.reason()).startsWith(share));
        }
    }

    @Test
    void reasonsNameItemsWhereALabelIsMissing() {
        Items items = Items.of("a k=1 label=real", "b k=1");
        Draw draw = Draw.of(List.of("k"), List.of(new Stratum(List.of("1"), 2, 2)));
        assertThat(draw.from(items, 42).items())
                .allSatisfy(item -> assertThat(item.reason()).contains("of the items to draw from;"));
    }

    @Test
    @Tag("slow")
    void groupCapsHoldAndKeepExactProbabilities() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("v" + i + " identity=p" + (i < 30 ? 0 : i));
        }
        Draw draw = Draw.of(List.of(), List.of(new Stratum(List.of(), 60, 10))).withCap("identity", 2);
        Map<String, Integer> times = new TreeMap<>();
        for (long seed = 0; seed < 3000; seed++) {
            Sample sample = draw.from(items(lines), seed);
            assertThat(sample.size()).isEqualTo(10);
            assertThat(sample.items().stream()
                            .filter(item -> Integer.parseInt(item.id().substring(1)) < 30))
                    .hasSizeLessThanOrEqualTo(2);
            sample.items().forEach(item -> {
                times.merge(item.id(), 1, Integer::sum);
                double kept = Integer.parseInt(item.id().substring(1)) < 30 ? 2 / 30.0 : 1;
                assertThat(item.inclusionProbability()).isEqualTo(kept * 10 / 32, within(1e-12));
            });
        }
        assertThat(times.getOrDefault("v45", 0) / 3000.0).isEqualTo(10 / 32.0, within(0.045));
        assertThat(times.getOrDefault("v7", 0) / 3000.0).isEqualTo(2 / 30.0 * 10 / 32, within(0.015));
    }

    @Test
    void aGroupOverTwoCellsGivesWayWhereItMust() {
        // Group A has items in cells 1 and 2, group B in cell 1; cap 1, quota 1 each: A must be kept for cell 2.
        Items items = Items.of("a1 k=1 identity=A", "a2 k=2 identity=A", "b1 k=1 identity=B");
        Draw draw = Draw.of(List.of("k"), List.of(new Stratum(List.of("1"), 2, 1), new Stratum(List.of("2"), 1, 1)))
                .withCap("identity", 1);
        for (long seed = 0; seed < 50; seed++) {
            assertThat(draw.from(items, seed).items()).extracting(Selected::id).containsExactly("a2", "b1");
        }
    }

    /** All of cell 1 is taken, though p lies in cell 2, too: of q, in cell 1 alone, one of two is left by chance. */
    @Test
    void aCellTakenWholeHasItsProbabilitiesWhateverGroupsLieInIt() {
        Items items = Items.of(
                "a1 k=1 identity=p",
                "a2 k=1",
                "a3 k=1 identity=q",
                "a4 k=1 identity=q",
                "b1 k=2 identity=p",
                "b2 k=2",
                "b3 k=2");
        Draw draw = Draw.of(List.of("k"), List.of(new Stratum(List.of("1"), 4, 3), new Stratum(List.of("2"), 3, 2)))
                .withCap("identity", 1);
        Map<String, Integer> times = new TreeMap<>();
        for (long seed = 0; seed < 400; seed++) {
            for (Selected item : draw.from(items, seed).items()) {
                times.merge(item.id(), 1, Integer::sum);
                boolean first = item.cell().equals("1");
                Double expected =
                        !first ? null : "q".equals(items.text(items.ids().indexOf(item.id()), "identity")) ? 0.5 : 1.0;
                assertThat(item.inclusionProbability()).as(item.id()).isEqualTo(expected);
            }
        }
        assertThat(times).containsEntry("a1", 400).containsEntry("a2", 400).doesNotContainKey("b1");
        // Five standard deviations of 400 draws with chance 1/2.
        assertThat(times.get("a3")).isBetween(150, 250);
    }

    @Test
    void randomGroupsAreDrawnToTheQuotasUnderTheCap() {
        for (int trial = 0; trial < 300; trial++) {
            Random random = new Random(trial);
            List<String> lines = new ArrayList<>();
            long[] held = new long[3];
            for (int i = 0; i < 30; i++) {
                int cell = random.nextInt(3);
                held[cell]++;
                lines.add("v" + i + " k=" + cell + (random.nextInt(4) == 0 ? "" : " identity=p" + random.nextInt(8)));
            }
            List<Stratum> strata = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                strata.add(new Stratum(List.of("" + c), held[c], Math.min(held[c], 1 + random.nextInt(5))));
            }
            Draw draw = Draw.of(List.of("k"), strata).withCap("identity", 1 + random.nextInt(2));
            Items items = items(lines);
            try {
                Sample sample = draw.from(items, trial);
                Map<String, Long> taken = sample.items().stream()
                        .map(item -> items.text(items.ids().indexOf(item.id()), "identity"))
                        .filter(identity -> identity != null)
                        .collect(Collectors.groupingBy(identity -> identity, Collectors.counting()));
                assertThat(taken.values())
                        .allMatch(count -> count <= draw.caps().get(0).most());
                assertThat(sample.size()).isEqualTo((int)
                        strata.stream().mapToLong(Stratum::quota).sum());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("cannot be drawn");
            }
        }
    }

    @Test
    void anotherPopulationIsRefused() {
        Draw draw = Draw.of(List.of("environment"), STRATA);
        assertThatThrownBy(() -> draw.from(items(lines().subList(0, 99)), 1))
                .hasMessageContaining("was counted with 40 items and 39 are here");
        assertThatThrownBy(() -> draw.withMust(List.of("nobody")).from(items(lines()), 1))
                .hasMessageContaining("nobody");
    }
}
