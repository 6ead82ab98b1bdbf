package dev.assay.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.source.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ClipBalanceTest {

    private static final ClipPlanner PLANNER = ClipPlanner.withDefaults();

    @Test
    void long_videos_of_one_level_are_trimmed_until_its_cap_holds_in_clips() {
        List<ClipSource> videos = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            videos.add(video("in" + i, 60, "environment", "indoor"));
            videos.add(video("out" + i, 20, "environment", "outdoor"));
        }
        assertThat(PLANNER.plan(videos).clipsPer("environment")).isEqualTo(Map.of("indoor", 30L, "outdoor", 10L));
        ClipPlan balanced = balanced(videos, "environment");
        assertThat(balanced.clipsPer("environment")).isEqualTo(Map.of("indoor", 15L, "outdoor", 10L));
        assertThat(balanced.breaches()).isEmpty();
        assertThat(balanced.clipsOf("in0")).hasSize(3);
        assertThat(balanced.videos().get(0).reason()).isEqualTo("balance of the levels in clips: 3 of 6");
    }

    @Test
    void a_floor_is_kept_too() {
        List<ClipSource> videos = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            videos.add(video("a" + i, 60, "lighting", "bright"));
            videos.add(video("b" + i, 60, "lighting", "neutral"));
        }
        videos.add(video("c", 10, "lighting", "low"));
        ClipPlan balanced = balanced(videos, "lighting");
        assertThat(balanced.clipsPer("lighting").get("low")).isEqualTo(1L);
        assertThat(balanced.total()).isEqualTo(10);
    }

    @Test
    void a_cap_that_the_videos_themselves_break_is_reported_and_does_not_empty_them() {
        List<ClipSource> videos = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            videos.add(video("in" + i, 40, "environment", "indoor"));
        }
        videos.add(video("out", 40, "environment", "outdoor"));
        videos.add(video("out2", 40, "environment", "outdoor"));
        ClipPlan balanced = balanced(videos, "environment");
        assertThat(balanced.total()).as("nothing to gain by dropping clips").isEqualTo(40);
        assertThat(balanced.breaches())
                .extracting(LevelBreach::toString)
                .containsExactly("environment=indoor has 0.800 of 40 clips, at most 0.60 allowed");
    }

    @Test
    void an_axis_of_one_level_breaks_its_cap_and_says_so() {
        ClipPlan balanced =
                balanced(List.of(video("a", 40, "quality", "hq"), video("b", 20, "quality", "hq")), "quality");
        assertThat(balanced.total()).isEqualTo(6);
        assertThat(balanced.breaches()).containsExactly(new LevelBreach("quality", "hq", 6, 6, 0.60, true));
    }

    @Test
    void clips_of_unknown_level_weigh_on_no_share() {
        ClipPlan balanced = balanced(
                List.of(
                        video("a", 120, "quality", "unknown"),
                        video("b", 20, "quality", "hq"),
                        video("c", 20, "quality", "lq")),
                "quality");
        assertThat(balanced.total()).isEqualTo(16);
        assertThat(balanced.breaches()).isEmpty();
    }

    @Test
    void impossible_shares_are_refused() {
        assertThatThrownBy(() -> new ClipBalance(List.of(), 0.3, 0.4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClipBalance(List.of(), Double.NaN, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The law: nothing is added, no video is emptied, limits that the videos keep hold, and no clip can be given back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void random_selections_keep_in_clips_what_they_keep_in_videos(long seed) {
        Random random = new Random(seed);
        List<String> axes = List.of("a", "b", "c");
        for (int round = 0; round < 20; round++) {
            List<ClipSource> videos = new ArrayList<>();
            int size = 1 + random.nextInt(60);
            for (int i = 0; i < size; i++) {
                String a = "a" + random.nextInt(2);
                double duration = a.equals("a0") ? 10 + random.nextInt(110) : random.nextInt(30);
                String c = random.nextInt(4) == 0 ? "unknown" : "c" + random.nextInt(4);
                videos.add(video("v" + i, duration, "a", a, "b", "b" + random.nextInt(3), "c", c));
            }
            ClipPlan free = PLANNER.plan(videos);
            ClipPlan kept = PLANNER.withBalance(ClipBalance.of(axes)).plan(videos);
            for (int v = 0; v < size; v++) {
                int before = free.videos().get(v).clips().size();
                assertThat(kept.videos().get(v).clips().size()).isBetween(Math.min(1, before), before);
            }
            int[] counts =
                    kept.videos().stream().mapToInt(v -> v.clips().size()).toArray();
            assertThat(holds(kept, counts, axes)).isTrue();
            for (int v = 0; v < size; v++) {
                if (counts[v] < free.videos().get(v).clips().size()) {
                    counts[v]++;
                    assertThat(holds(kept, counts, axes))
                            .as("v" + v + " could have one more")
                            .isFalse();
                    counts[v]--;
                }
            }
        }
    }

    /** Whether each level's share of the clips is within 0.10 and 0.60, or no farther out than its share of the videos. */
    private static boolean holds(ClipPlan plan, int[] counts, List<String> axes) {
        for (String axis : axes) {
            for (String level : plan.clipsPer(axis).keySet()) {
                if (level.equals("unknown")) {
                    continue;
                }
                long clips = 0;
                long allClips = 0;
                long videos = 0;
                long allVideos = 0;
                for (int v = 0; v < counts.length; v++) {
                    String own = plan.videos().get(v).video().level(axis);
                    if (counts[v] > 0 && !own.equals("unknown")) {
                        allClips += counts[v];
                        allVideos++;
                        clips += own.equals(level) ? counts[v] : 0;
                        videos += own.equals(level) ? 1 : 0;
                    }
                }
                boolean over = 10 * clips > 6 * allClips && clips * allVideos > videos * allClips;
                boolean under = 10 * clips < allClips && clips * allVideos < videos * allClips;
                if (over || under) {
                    return false;
                }
            }
        }
        return true;
    }

    private static ClipPlan balanced(List<ClipSource> videos, String axis) {
        return PLANNER.withBalance(ClipBalance.of(List.of(axis))).plan(videos);
    }

    private static ClipSource video(String id, double duration, String... levels) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < levels.length; i += 2) {
            map.put(levels[i], levels[i + 1]);
        }
        return new ClipSource(id, duration, new Timeline(1e6, List.of(), List.of()), null, null, map);
    }
}
