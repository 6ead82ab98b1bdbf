package dev.assay.clip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clips of one video.
 *
 * @param video the video
 * @param possible how many clips it could give if no cap held it back
 * @param clips those that are taken, ascending and disjoint
 * @param reason why there are fewer than possible, or none; null where nothing held it back
 */
public record VideoClips(ClipSource video, long possible, List<Clip> clips, @Nullable String reason) {

    public VideoClips {
        clips = List.copyOf(clips);
    }
}
