package dev.assay.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.clip.ClipPlan;
import dev.assay.clip.ClipPlanner;
import dev.assay.clip.ClipSource;
import dev.assay.cube.Cube;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class GenerationPlanTest {

    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final List<String> AXES = List.of("environment", "shot_type", "lighting");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_generator_variant_or_rate_factor_goes_with_an_axis(long seed) {
        GenerationPlan plan = plan(clips(new Random(seed), 200), seed).withoutHeldOut();
        for (String dealt : List.of("generator", "crf")) {
            for (String axis : AXES) {
                assertThat(cramersV(plan, dealt, axis)).as(dealt + " x " + axis).isLessThan(0.06);
            }
        }
        assertThat(cramersV(plan, "generator", "split")).isLessThan(0.06);
        assertThat(cramersV(plan, "generator", "crf")).isLessThan(0.06);
        assertThat(cramersV(plan, "variant", "crf")).isLessThan(0.1);
        for (String axis : AXES) {
            assertThat(cramersV(plan, "variant", axis)).as("variant x " + axis).isLessThan(0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_fake_a_clip_is_dealt_as_evenly(long seed) {
        List<PlannedClip> clips = clips(new Random(seed), 200).stream()
                .map(clip -> in(clip, "test"))
                .toList();
        GenerationPlan plan = plan(clips, seed);
        assertThat(plan.fakeClips()).isEqualTo(200);
        for (String axis : AXES) {
            assertThat(cramersV(plan, "generator", axis)).as(axis).isLessThan(0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_generator_has_its_proportion_of_each_split_and_level(long seed) {
        GenerationPlan plan = plan(clips(new Random(seed), 150), seed);
        for (String split : List.of("train", "val", "test")) {
            List<Generator> dealt = CATALOGUE.generators().stream()
                    .filter(generator -> split.equals("test") || !generator.heldOut())
                    .toList();
            double sum = dealt.stream().mapToDouble(Generator::proportion).sum();
            for (Generator generator : dealt) {
                for (String level : List.of("", "indoor", "outdoor")) {
                    List<FakeJob> there = plan.jobs().stream()
                            .filter(job -> job.clip().split().equals(split)
                                    && (level.isEmpty()
                                            || job.clip().level("environment").equals(level)))
                            .toList();
                    long count = there.stream()
                            .filter(job -> job.generator().equals(generator))
                            .count();
                    assertThat((double) count)
                            .as(split + " " + level + " " + generator.name())
                            .isBetween(
                                    generator.proportion() / sum * there.size() - 2.5,
                                    generator.proportion() / sum * there.size() + 2.5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void donors_are_other_people_of_the_same_split_and_held_out_generators_are_for_the_test(long seed) {
        Random random = new Random(seed);
        List<PlannedClip> clips = clips(random, 75 + random.nextInt(100));
        GenerationPlan plan = plan(clips, seed);
        Map<String, Integer> asked = new HashMap<>();
        for (FakeJob job : plan.jobs()) {
            assertThat(job.donor() != null).isEqualTo(job.generator().needsDonor());
            if (job.donor() != null) {
                assertThat(clips).contains(job.donor());
                assertThat(job.donor().split()).isEqualTo(job.clip().split());
                assertThat(job.donor().person()).isNotEqualTo(job.clip().person());
                asked.merge(job.donor().split() + job.donor().person(), 1, Integer::sum);
            }
            if (job.generator().heldOut()) {
                assertThat(job.clip().split()).isEqualTo("test");
            }
            assertThat(job.seed()).isBetween(0L, (1L << 31) - 1);
            assertThat(job.generator().variants()).contains(job.variant());
            assertThat(CATALOGUE.crf()).contains(job.crf());
        }
        assertThat(plan.jobs().stream().filter(job -> job.generator().heldOut()))
                .isNotEmpty();
        for (String split : List.of("train", "val", "test")) {
            List<Integer> times = asked.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(split))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(Collections.max(times) - Collections.min(times))
                    .as(split)
                    .isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_order_of_the_clips_does_not_matter_and_the_seed_does(long seed) throws Exception {
        Random random = new Random(seed);
        List<PlannedClip> clips = new ArrayList<>(clips(random, 80));
        String bytes = written(plan(clips, 42));
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(clips, random);
            assertThat(written(plan(clips, 42))).isEqualTo(bytes);
        }
        assertThat(plan(clips, 43).jobs())
                .extracting(job -> job.clip().id() + job.generator().name())
                .isNotEqualTo(plan(clips, 42).jobs().stream()
                        .map(job -> job.clip().id() + job.generator().name())
                        .toList());
    }

    @Test
    void training_has_four_fakes_a_clip_by_four_generators_and_the_rest_is_half_real() {
        GenerationPlan plan = plan(clips(new Random(7), 100), 7);
        Map<String, Set<String>> generators = new HashMap<>();
        plan.jobs().forEach(job -> assertThat(generators
                        .computeIfAbsent(job.clip().id(), id -> new HashSet<>())
                        .add(job.generator().name()))
                .isTrue());
        long real = 0;
        for (SplitTotals totals : plan.totals()) {
            assertThat(totals.fakesPerReal()).isEqualTo(totals.split().equals("train") ? 4.0 : 1.0);
            real += totals.real();
        }
        assertThat(real).isEqualTo(100).isEqualTo(plan.realClips());
        assertThat(plan.totals()).extracting(SplitTotals::split).containsExactly("train", "val", "test");
        assertThat(plan.finalTotal()).isEqualTo(plan.realClips() + plan.fakeClips());
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void reals_climb_the_same_ladder_as_fakes() {
        GenerationPlan plan = plan(clips(new Random(9), 120), 9);
        for (String split : List.of("train", "val", "test")) {
            for (int crf : CATALOGUE.crf()) {
                double reals = plan.reals().stream()
                        .filter(real -> real.clip().split().equals(split))
                        .count();
                long here = plan.reals().stream()
                        .filter(real -> real.clip().split().equals(split) && real.crf() == crf)
                        .count();
                assertThat((double) here).isBetween(reals / 3 - 1.5, reals / 3 + 1.5);
            }
        }
    }

    @Test
    void where_nobody_else_is_seen_only_generators_without_a_donor_are_used() {
        List<PlannedClip> clips =
                List.of(clip("a#1", "a", "test", "ann", Map.of()), clip("b#1", "b", "test", "ann", Map.of()));
        GenerationPlan plan = plan(clips, 1);
        assertThat(plan.jobs()).hasSize(2).allMatch(job -> job.donor() == null);
        assertThat(plan.jobs().get(0).reason()).endsWith("; needs no donor, and test has no other identity");
    }

    @Test
    void where_every_generator_needs_a_donor_and_there_is_none_the_clip_is_named() {
        Generator swap =
                new Generator("swap", "face-swap", 1, true, false, null, List.of(new Variant("default", Map.of())));
        GenerationPlan plan = GenerationPlan.of(
                List.of(clip("a#1", "a", "train", "ann", Map.of())),
                new Catalogue(List.of(23), List.of(swap)),
                FakesPerClip.standard(),
                1);
        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.unassigned())
                .extracting(Unassigned::missing, Unassigned::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        4, "every generator needs a donor, and train has no other identity"));
        assertThat(plan.notes())
                .containsExactly(
                        "the catalogue holds out no generator, so nothing tells how a detector fares on a new method");
    }

    @Test
    void a_generator_with_most_of_the_share_still_makes_one_fake_of_a_clip_while_there_are_others() {
        List<Variant> variants = List.of(new Variant("default", Map.of()));
        Catalogue lopsided = new Catalogue(
                List.of(23),
                List.of(
                        new Generator("often", "blending", 0.9, false, false, null, variants),
                        new Generator("seldom", "blending", 0.1, false, false, null, variants)));
        GenerationPlan plan = GenerationPlan.of(
                clips(new Random(3), 30).stream().map(clip -> in(clip, "train")).toList(),
                lopsided,
                new FakesPerClip(2),
                3);
        assertThat(plan.cube(List.of("generator")).margin(0)).containsExactly(30, 30, 0);
    }

    @Test
    void a_generator_makes_two_fakes_of_a_clip_only_when_there_are_no_others_and_with_another_seed() {
        Generator only =
                new Generator("only", "blending", 1, false, false, null, List.of(new Variant("default", Map.of())));
        GenerationPlan plan = GenerationPlan.of(
                List.of(clip("a#1", "a", "train", null, Map.of())),
                new Catalogue(List.of(0, 23), List.of(only)),
                new FakesPerClip(2),
                1);
        assertThat(plan.jobs()).hasSize(2);
        assertThat(plan.jobs().get(0).seed()).isNotEqualTo(plan.jobs().get(1).seed());
        assertThat(plan.jobs()).extracting(FakeJob::crf).containsExactlyInAnyOrder(0, 23);
    }

    @Test
    void without_a_test_split_the_held_out_generators_are_named_as_unused() {
        GenerationPlan plan = plan(List.of(clip("a#1", "a", "val", "ann", Map.of())), 1);
        assertThat(plan.notes())
                .containsExactly("there is no split \"test\", so the held-out generators stay unused:"
                        + " [latent-diffusion-inpainting]");
    }

    @Test
    void a_held_out_generator_that_a_small_test_split_has_no_room_for_is_named() {
        List<PlannedClip> clips =
                List.of(clip("a#1", "a", "test", "ann", Map.of()), clip("b#1", "b", "test", "bob", Map.of()));
        assertThat(plan(clips, 1).notes())
                .containsExactly("too few clips in test for the held-out generators [latent-diffusion-inpainting]");
    }

    @Test
    void clips_come_from_a_clip_plan_with_their_numbers() {
        ClipPlan clips = ClipPlanner.withDefaults()
                .plan(List.of(new ClipSource("d/v.mp4", 20, null, "ann", null, Map.of("environment", "indoor"))));
        assertThat(PlannedClip.all(clips, Map.of("d/v.mp4", "val")))
                .containsExactly(
                        new PlannedClip("d/v.mp4#1", "d/v.mp4", 0, 10, "val", "ann", Map.of("environment", "indoor")),
                        new PlannedClip("d/v.mp4#2", "d/v.mp4", 10, 20, "val", "ann", Map.of("environment", "indoor")));
        assertThatThrownBy(() -> PlannedClip.all(clips, Map.of())).hasMessage("video d/v.mp4 has clips but no split");
    }

    @Test
    void a_line_says_what_to_run_in_the_order_of_the_contract_and_escapes_what_it_was_told() throws Exception {
        String hostile = "a\"\n<script>\\\u2028.mp4";
        GenerationPlan plan = GenerationPlan.of(
                List.of(
                        clip(hostile + "#1", hostile, "test", "ann", Map.of("environment", "indoor")),
                        clip("b#1", "b", "test", null, Map.of("environment", "indoor"))),
                new Catalogue(
                        List.of(23),
                        List.of(new Generator(
                                "swap",
                                "face-swap",
                                1,
                                true,
                                false,
                                null,
                                List.of(new Variant("big", Map.of("crop_size", 512L)))))),
                FakesPerClip.standard(),
                42);
        assertThat(written(plan).split("\n")[0])
                .isEqualTo(
                        "{\"clip\":\"a\\\"\\n<script>\\\\\u2028.mp4#1\",\"generator\":\"swap\","
                                + "\"parameters\":{\"crop_size\":512},\"seed\":"
                                + plan.jobs().get(0).seed()
                                + ",\"split\":\"test\",\"donor\":\"b\",\"reason\":\"face-swap, share 1.000 of test, dealt evenly"
                                + " over environment (indoor); the donor is not named, its video stands for it\","
                                + "\"donor_clip\":\"b#1\",\"crf\":23,\"held_out\":false,\"family\":\"face-swap\","
                                + "\"variant\":\"big\",\"video\":\"a\\\"\\n<script>\\\\\u2028.mp4\",\"start\":0.0,\"end\":10.0}");
        assertThat(written(plan)).endsWith("}\n").doesNotContain("\r");
    }

    @Test
    void double_ids_and_too_many_fakes_are_refused() {
        PlannedClip clip = clip("a#1", "a", "val", null, Map.of());
        assertThatThrownBy(() -> plan(List.of(clip, clip), 1)).hasMessage("two clips with the id a#1");
        assertThatThrownBy(() -> new FakesPerClip(6)).hasMessage("a training clip has 1 to 5 fakes, found 6");
    }

    /** Test vectors of XXH64 from its specification's own sanity checks: empty input, seeds 0 and 0x9E3779B1. */
    @Test
    void seeds_are_xxh64() {
        assertThat(Hash.of(0, "")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(Hash.of(0x9E3779B1L, "")).isEqualTo(0xAC75FDA2929B17EFL);
        assertThat(Hash.seed(0, "a", "b")).isEqualTo(Hash.of(0, "a\0b") >>> 33);
    }

    private static GenerationPlan plan(List<PlannedClip> clips, long seed) {
        return GenerationPlan.of(clips, CATALOGUE, FakesPerClip.standard(), seed);
    }

    private static String written(GenerationPlan plan) throws Exception {
        StringBuilder out = new StringBuilder();
        FakePlanWriter.write(plan, out);
        return out.toString();
    }

    /** Uneven and crossed levels: outdoor is rarer and mostly wide, some lighting is unknown. */
    private static List<PlannedClip> clips(Random random, int size) {
        List<PlannedClip> clips = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean indoor = random.nextInt(10) < 6;
            String shot = List.of("selfie", "interview", "wide", indoor ? "selfie" : "wide")
                    .get(random.nextInt(4));
            String lighting =
                    List.of("low", "neutral", "bright", "neutral", "unknown").get(random.nextInt(5));
            String video = "v" + i / 3;
            Map<String, String> levels = new java.util.LinkedHashMap<>();
            levels.put("environment", indoor ? "indoor" : "outdoor");
            levels.put("shot_type", shot);
            levels.put("lighting", lighting);
            int person = i / 3 % 25;
            String split = person < 15 ? "train" : person < 20 ? "val" : "test";
            clips.add(clip(video + "#" + (i % 3 + 1), video, split, person % 7 == 3 ? null : "p" + person, levels));
        }
        return clips;
    }

    private static PlannedClip in(PlannedClip clip, String split) {
        return new PlannedClip(
                clip.id(), clip.video(), clip.start(), clip.end(), split, clip.identity(), clip.levels());
    }

    private static PlannedClip clip(
            String id, String video, String split, @Nullable String identity, Map<String, String> levels) {
        return new PlannedClip(id, video, 0, 10, split, identity, levels);
    }

    /** Cramer's V without correction for bias, over the known levels that have items. */
    private static double cramersV(GenerationPlan plan, String first, String second) {
        Cube cube = plan.cube(List.of(first, second));
        long[][] table = cube.table(0, 1);
        int rows = cube.axes().get(0).levels().size();
        int columns = cube.axes().get(1).levels().size();
        double[] rowSums = new double[rows];
        double[] columnSums = new double[columns];
        double total = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                rowSums[r] += table[r][c];
                columnSums[c] += table[r][c];
                total += table[r][c];
            }
        }
        double chiSquare = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double expected = rowSums[r] * columnSums[c] / total;
                chiSquare += (table[r][c] - expected) * (table[r][c] - expected) / expected;
            }
        }
        return Math.sqrt(chiSquare / total / (Math.min(rows, columns) - 1));
    }
}
