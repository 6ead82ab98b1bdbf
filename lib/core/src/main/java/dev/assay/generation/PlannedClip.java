package dev.assay.generation;

import dev.assay.clip.Clip;
import dev.assay.clip.ClipPlan;
import dev.assay.clip.VideoClips;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real clip that fakes are made of.
 *
 * @param id the video's id, {@code #}, and the clip's number in it from 1
 * @param video the video's id
 * @param start seconds
 * @param end seconds, exclusive
 * @param split the split its video went to, such as {@code train}
 * @param identity who is seen; null where not known
 * @param levels its level on each axis, in the axes' order; a missing axis is unknown
 */
public record PlannedClip(
        String id,
        String video,
        double start,
        double end,
        String split,
        @Nullable String identity,
        Map<String, String> levels) {

    public PlannedClip {
        Objects.requireNonNull(id);
        Objects.requireNonNull(video);
        Objects.requireNonNull(split);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /**
     * All clips of a plan.
     *
     * @param splits video id to split
     * @throws IllegalArgumentException if a video with clips has no split
     */
    public static List<PlannedClip> all(ClipPlan plan, Map<String, String> splits) {
        List<PlannedClip> all = new ArrayList<>();
        for (VideoClips video : plan.videos()) {
            String id = video.video().id();
            int number = 0;
            for (Clip clip : video.clips()) {
                String split = splits.get(id);
                if (split == null) {
                    throw new IllegalArgumentException("video " + id + " has clips but no split");
                }
                number++;
                all.add(new PlannedClip(
                        id + "#" + number,
                        id,
                        clip.start(),
                        clip.end(),
                        split,
                        video.video().identity(),
                        video.video().levels()));
            }
        }
        return all;
    }

    /** The clip's level on an axis, {@code unknown} where it has none. */
    public String level(String axis) {
        return levels.getOrDefault(axis, Axis.UNKNOWN);
    }

    /** The combination of its levels, in words: {@code indoor:selfie:neutral}. */
    public String stratum() {
        return String.join(":", levels.values());
    }

    /** Who is seen, so far as is known: nobody is taken to be in two videos without being named. */
    String person() {
        return identity == null ? "video " + video : "identity " + identity;
    }
}
