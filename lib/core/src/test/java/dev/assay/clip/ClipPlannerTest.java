package dev.assay.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.Axis;
import dev.assay.source.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ClipPlannerTest {

    private static final Timeline ONE_SHOT = new Timeline(1e6, List.of(), List.of());

    @ParameterizedTest
    @CsvSource({"9.999,0", "10,1", "19.999,1", "20,2", "39.96,3", "40,4", "1000,12"})
    void a_video_gives_as_many_clips_as_fit_in_it_up_to_the_cap(double duration, int clips) {
        assertThat(plan(video("a", duration, ONE_SHOT)).total()).isEqualTo(clips);
    }

    @Test
    void a_few_clips_of_a_long_video_stand_in_the_middles_of_its_equal_parts() {
        ClipPlan plan = ClipPlanner.withDefaults().withMaxClips(3).plan(List.of(video("a", 120, ONE_SHOT)));
        assertThat(plan.clipsOf("a")).containsExactly(new Clip(15, 25, 0), new Clip(55, 65, 0), new Clip(95, 105, 0));
        assertThat(plan.videos().get(0).possible()).isEqualTo(12);
        assertThat(plan.videos().get(0).reason()).isEqualTo("at most 3 clips a video");
    }

    @Test
    void a_clip_may_begin_and_end_on_a_cut_but_not_hold_one() {
        Timeline timeline = new Timeline(32, List.of(12.0, 22.0), List.of());
        assertThat(plan(video("a", 32, timeline)).clipsOf("a"))
                .extracting(Clip::start)
                .containsExactly(0.333, 12.0, 22.0);
    }

    @Test
    void a_video_of_short_shots_gives_the_clips_with_the_fewest_cuts_and_says_so() {
        Timeline timeline = new Timeline(24, List.of(3.0, 6.0, 9.0, 17.0, 20.0), List.of());
        List<Clip> clips = plan(video("a", 24, timeline)).clipsOf("a");
        assertThat(clips).hasSize(1);
        assertThat(clips.get(0).cuts()).isEqualTo(1);
        assertThat(clips.get(0).start()).isBetween(6.0, 10.0);
    }

    @Test
    void where_nobody_looked_the_cuts_are_not_said_to_be_none() {
        assertThat(plan(video("a", 10, null)).clipsOf("a")).containsExactly(new Clip(0, 10, null));
    }

    @Test
    void black_is_never_shown() {
        Timeline timeline = new Timeline(40, List.of(), List.of(new Timeline.Span(0, 5), new Timeline.Span(15, 16.5)));
        assertThat(plan(video("a", 40, timeline)).clipsOf("a"))
                .extracting(Clip::start)
                .containsExactly(5.0, 16.5, 28.333);
    }

    @Test
    void a_video_without_a_clip_says_why() {
        Timeline black = new Timeline(30, List.of(), List.of(new Timeline.Span(8, 22)));
        Timeline torn = new Timeline(4, List.of(), List.of());
        assertThat(plan(video("a", Double.NaN, null)).videos().get(0).reason()).isEqualTo("its duration is not known");
        assertThat(plan(video("a", 1e300, null)).videos().get(0).reason())
                .isEqualTo("a duration of 1.0E300 s is not credible");
        assertThat(plan(video("a", -3, null)).videos().get(0).reason()).isEqualTo("shorter than one clip: -3.0 s");
        assertThat(plan(video("a", 30, torn)).videos().get(0).reason())
                .isEqualTo("shorter than one clip: 4.0 s could be decoded of 30.0 s");
        assertThat(plan(video("a", 30, black)).videos().get(0).reason())
                .isEqualTo("no stretch of 10.0 s without black");
        assertThat(plan(video("a", 10, new Timeline(9.96, List.of(), List.of())))
                        .total())
                .as("the last picture's own length is no loss")
                .isEqualTo(1);
    }

    @Test
    void videos_of_one_identity_take_turns_under_its_cap() {
        List<ClipSource> videos = List.of(
                video("c", 200, ONE_SHOT, "ann", null),
                video("a", 20, ONE_SHOT, "ann", null),
                video("b", 200, ONE_SHOT, "ann", null),
                video("d", 200, ONE_SHOT, null, null),
                video("e", 200, ONE_SHOT, null, null));
        ClipPlan plan = ClipPlanner.withDefaults().withMaxClips(9).plan(videos);
        assertThat(plan.videos()).extracting(v -> v.clips().size()).containsExactly(2, 4, 3, 9, 9);
        assertThat(plan.videos().get(2).reason()).isEqualTo("at most 9 clips of identity ann");
    }

    @Test
    void the_caps_of_a_video_an_identity_and_a_source_are_set_apart() {
        List<ClipSource> videos = List.of(
                video("a", 200, ONE_SHOT, "ann", "tape"),
                video("b", 200, ONE_SHOT, "bob", "tape"),
                video("c", 200, ONE_SHOT, "bob", "reel"));
        ClipPlanner planner = ClipPlanner.withDefaults()
                .withMaxPerVideo(4)
                .withMaxPerIdentity(5)
                .withMaxPerSource(7);
        assertThat(planner.plan(videos).videos())
                .extracting(v -> v.clips().size())
                .containsExactly(4, 3, 2);
    }

    @Test
    void videos_with_continuous_shots_go_first_where_a_cap_binds() {
        Timeline cut = new Timeline(20, List.of(5.0, 10.0, 15.0), List.of());
        ClipPlan plan = ClipPlanner.withDefaults()
                .withMaxPerIdentity(1)
                .plan(List.of(video("a", 20, cut, "ann", null), video("b", 20, ONE_SHOT, "ann", null)));
        assertThat(plan.clipsOf("a")).isEmpty();
        assertThat(plan.clipsOf("b")).hasSize(1);
    }

    @Test
    void wrong_options_and_double_ids_are_refused() {
        ClipPlanner planner = ClipPlanner.withDefaults();
        assertThatThrownBy(() -> planner.withMaxPerSource(0)).hasMessage("a cap on clips is 1 to 1000000, found 0");
        assertThatThrownBy(() -> planner.withClipSeconds(Double.NaN))
                .hasMessage("a clip lasts 0.001 to 86400 seconds, found NaN");
        assertThatThrownBy(() -> planner.plan(List.of(video("a", 10, null), video("a", 20, null))))
                .hasMessage("two videos with the id a");
    }

    @Test
    void clips_are_counted_by_level_and_as_a_cube() {
        ClipPlan plan = plan(
                levels("a", 40, Map.of("environment", "indoor")),
                levels("b", 10, Map.of("environment", "outdoor")),
                levels("c", 20, Map.of()));
        assertThat(plan.clipsPer("environment")).isEqualTo(Map.of("indoor", 4L, "outdoor", 1L, "unknown", 2L));
        assertThat(plan.cube(List.of(new Axis("environment", List.of("indoor", "outdoor"))))
                        .margin(0))
                .containsExactly(4, 1, 2);
    }

    /** Times are milliseconds and clips 10 ms long, so that every start can be tried. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_timelines_give_the_most_clips_there_can_be(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            int duration = random.nextInt(120);
            Timeline timeline = timeline(random, duration);
            int cap = 1 + random.nextInt(12);
            VideoClips clips = ClipPlanner.withDefaults()
                    .withClipSeconds(0.010)
                    .withMaxClips(cap)
                    .plan(List.of(video("v", duration / 1000.0, timeline)))
                    .videos()
                    .get(0);
            int fewest = fewestCuts(duration, timeline);
            assertThat(clips.possible()).isEqualTo(most(duration, timeline, fewest));
            assertThat((long) clips.clips().size()).isEqualTo(Math.min(cap, clips.possible()));
            double free = 0;
            for (Clip clip : clips.clips()) {
                assertThat(clip.start()).isGreaterThanOrEqualTo(free);
                int start = (int) Math.round(clip.start() * 1000);
                assertThat(clip.start()).isEqualTo(start / 1000.0);
                assertThat(clip.end()).isEqualTo((start + 10) / 1000.0);
                assertThat(start + 10).isLessThanOrEqualTo(duration);
                assertThat(cuts(start, timeline)).isEqualTo(fewest).isEqualTo(clip.cuts());
                free = clip.end();
            }
            assertThat(clips.reason() == null)
                    .isEqualTo(clips.possible() > 0 && clips.clips().size() == clips.possible());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void random_selections_keep_all_caps_in_any_order(long seed) {
        Random random = new Random(seed);
        List<ClipSource> videos = selection(random, 60);
        ClipPlanner planner = ClipPlanner.withDefaults()
                .withMaxPerVideo(5)
                .withMaxPerIdentity(7)
                .withMaxPerSource(6)
                .withBalance(ClipBalance.of(List.of("environment", "shot_type")));
        ClipPlan plan = planner.plan(videos);
        Map<String, Integer> used = new HashMap<>();
        for (VideoClips video : plan.videos()) {
            int clips = video.clips().size();
            assertThat(clips).isLessThanOrEqualTo(5);
            used.merge("identity " + video.video().identity(), clips, Integer::sum);
            used.merge("source " + video.video().source(), clips, Integer::sum);
        }
        used.forEach((key, clips) -> {
            if (!key.endsWith(" null")) {
                assertThat(clips).as(key).isLessThanOrEqualTo(key.startsWith("identity") ? 7 : 6);
            }
        });
        List<ClipSource> shuffled = new ArrayList<>(videos);
        Collections.shuffle(shuffled, random);
        assertThat(planner.plan(shuffled)).isEqualTo(plan);
    }

    private static List<ClipSource> selection(Random random, int size) {
        List<ClipSource> videos = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            videos.add(new ClipSource(
                    "v" + i,
                    random.nextInt(90),
                    random.nextInt(4) == 0 ? null : ONE_SHOT,
                    random.nextInt(3) == 0 ? null : "p" + random.nextInt(12),
                    random.nextInt(3) == 0 ? null : "s" + random.nextInt(15),
                    Map.of(
                            "environment",
                            List.of("indoor", "outdoor", "unknown").get(random.nextInt(3)),
                            "shot_type",
                            List.of("selfie", "wide", "group").get(random.nextInt(3)))));
        }
        return videos;
    }

    private static Timeline timeline(Random random, int duration) {
        List<Double> cuts = new ArrayList<>();
        for (int time = random.nextInt(30); time < duration; time += 1 + random.nextInt(30)) {
            cuts.add(time / 1000.0);
        }
        List<Timeline.Span> black = new ArrayList<>();
        for (int time = random.nextInt(60); time < duration; time += 1 + random.nextInt(60)) {
            int end = time + random.nextInt(8);
            black.add(new Timeline.Span(time / 1000.0, end / 1000.0));
            time = end;
        }
        return new Timeline(duration / 1000.0, cuts, black);
    }

    /** Cuts inside the 10 ms from start, or 1000 where they show black. */
    private static int cuts(int start, Timeline timeline) {
        for (Timeline.Span span : timeline.black()) {
            for (int t = start; t < start + 10; t++) {
                if (t >= Math.round(span.start() * 1000) && t < Math.round(span.end() * 1000)) {
                    return 1000;
                }
            }
        }
        return (int) timeline.cuts().stream()
                .mapToLong(cut -> Math.round(cut * 1000))
                .filter(cut -> cut > start && cut < start + 10)
                .count();
    }

    private static int fewestCuts(int duration, Timeline timeline) {
        int fewest = 1000;
        for (int start = 0; start + 10 <= duration; start++) {
            fewest = Math.min(fewest, cuts(start, timeline));
        }
        return fewest;
    }

    /** The largest number of disjoint clips, by dynamic programming over all starts. */
    private static int most(int duration, Timeline timeline, int fewest) {
        if (fewest == 1000) {
            return 0;
        }
        int[] best = new int[duration + 11];
        for (int start = duration - 10; start >= 0; start--) {
            int taken = cuts(start, timeline) == fewest ? 1 + best[start + 10] : 0;
            best[start] = Math.max(best[start + 1], taken);
        }
        return best[0];
    }

    private static ClipPlan plan(ClipSource... videos) {
        return ClipPlanner.withDefaults().plan(List.of(videos));
    }

    private static ClipSource video(String id, double duration, @Nullable Timeline timeline) {
        return video(id, duration, timeline, null, null);
    }

    private static ClipSource video(
            String id,
            double duration,
            @Nullable Timeline timeline,
            @Nullable String identity,
            @Nullable String source) {
        return new ClipSource(id, duration, timeline, identity, source, Map.of());
    }

    private static ClipSource levels(String id, double duration, Map<String, String> levels) {
        return new ClipSource(id, duration, ONE_SHOT, null, null, levels);
    }
}
