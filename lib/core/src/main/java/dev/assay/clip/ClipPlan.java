package dev.assay.clip;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clips of a selection, video by video.
 *
 * @param videos every video that was asked about, by id, those without clips too
 * @param breaches limits of the asked {@link ClipBalance} that the clips do not keep, because the videos do not; empty
 *     where none was asked for
 */
public record ClipPlan(List<VideoClips> videos, List<LevelBreach> breaches) {

    public ClipPlan {
        videos = List.copyOf(videos);
        breaches = List.copyOf(breaches);
    }

    /** All clips. */
    public long total() {
        return videos.stream().mapToLong(video -> video.clips().size()).sum();
    }

    /**
     * The clips of one video; empty where it has none.
     *
     * @throws IllegalArgumentException if the plan does not speak of this video
     */
    public List<Clip> clipsOf(String id) {
        int place = Collections.binarySearch(
                videos.stream().map(v -> v.video().id()).toList(), id);
        if (place < 0) {
            throw new IllegalArgumentException("no video " + id + " in this plan of clips");
        }
        return videos.get(place).clips();
    }

    /** Clips per level of an axis, by the levels' names; videos whose level is not known count as {@code unknown}. */
    public Map<String, Long> clipsPer(String axis) {
        Map<String, Long> counts = new TreeMap<>();
        videos.forEach(video ->
                counts.merge(video.video().level(axis), (long) video.clips().size(), Long::sum));
        return counts;
    }

    /** The clips counted by axes, so that what is asked of videos can be asked of clips. */
    public Cube cube(List<Axis> axes) {
        Map<List<String>, Long> cells = new HashMap<>();
        for (VideoClips video : videos) {
            List<String> cell = new ArrayList<>();
            axes.forEach(axis -> cell.add(video.video().level(axis.name())));
            cells.merge(cell, (long) video.clips().size(), Long::sum);
        }
        return Cube.of(axes, cells);
    }
}
