package dev.assay.media;

import dev.assay.source.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What contiguous stretches of a video tell, and single frames cannot: motion, the camera's steadiness, the spread of a head's
 * turns, and tells of forgery. Numbers are medians over the stretches; levels follow {@code thresholds.properties}.
 */
final class StretchProbe {

    /** Seconds around a stretch of which every picture is decoded, too: a first one may be late, and packets bear no exact order. */
    private static final double MARGIN = 0.25;

    private final List<Double> starts;
    private final int rotation;
    private final Map<String, List<Double>> numbers = new TreeMap<>();
    private @Nullable Stretch current;
    private int ended;
    private long frames;

    private StretchProbe(List<Double> starts, int rotation) {
        this.starts = starts;
        this.rotation = rotation;
    }

    /** One that wants no pictures. */
    static StretchProbe none() {
        return new StretchProbe(List.of(), 0);
    }

    /** The stretches of a video: at equal parts of it, or at its start where it is hardly longer than they. */
    static StretchProbe of(Header header) {
        int count = Thresholds.integer("stretch.count");
        boolean brief = !header.hasDuration() || header.duration() < 2 * count * Thresholds.number("stretch.seconds");
        List<Double> starts = brief
                ? List.of(0.0)
                : IntStream.rangeClosed(1, count)
                        .mapToObj(part -> header.duration() * part / (count + 1))
                        .toList();
        return new StretchProbe(starts, header.rotation());
    }

    /** One stretch, at the start. */
    static StretchProbe atStart(Header header) {
        return new StretchProbe(List.of(0.0), header.rotation());
    }

    /** Whether no picture lay in a stretch: a container may state a longer time than its pictures take. */
    boolean isEmpty() {
        return current == null && frames == 0;
    }

    /** When every picture is wanted, in seconds. */
    List<Timeline.Span> spans() {
        double length = Thresholds.number("stretch.seconds") + MARGIN;
        return starts.stream()
                .map(start -> new Timeline.Span(start == 0 ? Double.NEGATIVE_INFINITY : start - MARGIN, start + length))
                .toList();
    }

    /** Seconds of a processor that it may take. */
    double seconds() {
        return starts.isEmpty() ? 0 : Thresholds.number("limits.stretch.seconds");
    }

    /**
     * Looks at the picture that a reader has come to, where it lies in a stretch. Pictures come in order of time; a stretch whose
     * first picture is missing is none, for not all behind it are decoded.
     */
    void take(FrameReader reader) {
        while (current == null && ended < starts.size() && isMissed(reader)) {
            ended++;
        }
        if (ended < starts.size() && isWanted(reader)) {
            Stretch stretch = current == null ? new Stretch(rotation) : current;
            current = stretch;
            if (!stretch.take(reader)) {
                end(stretch);
            }
        }
    }

    private boolean isMissed(FrameReader reader) {
        double start = starts.get(ended);
        return start > 0 && reader.time() > start + Math.max(MARGIN, reader.shownFor());
    }

    private boolean isWanted(FrameReader reader) {
        double start = starts.get(ended);
        double time = reader.time();
        return !Double.isNaN(time) && !reader.isDamaged() && (start == 0 || time >= start - reader.shownFor() / 2);
    }

    private void end(Stretch stretch) {
        frames += stretch.frames();
        stretch.tell(numbers);
        current = null;
        ended++;
    }

    /** The columns; only {@code m_stretch_frames} = 0 where nothing could be decoded. */
    Map<String, Object> values() {
        if (current != null) {
            end(current);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("m_stretch_frames", frames);
        numbers.forEach((column, all) -> values.put(column, Numbers.rounded(median(all), 4)));
        levels(values);
        return values;
    }

    private static double median(List<Double> numbers) {
        return Numbers.median(numbers.stream().mapToDouble(number -> number).toArray());
    }

    private static void levels(Map<String, Object> values) {
        if (values.get("m_motion") instanceof Double motion) {
            values.put(
                    "motion",
                    motion < Thresholds.number("motion.still")
                            ? "still"
                            : motion < Thresholds.number("motion.strong") ? "moderate" : "strong");
        }
        if (values.get("m_shake") instanceof Double shake && values.get("m_motion_global") instanceof Double global) {
            values.put(
                    "camera_motion",
                    shake >= Thresholds.number("motion.shake")
                            ? "shaky"
                            : global < Thresholds.number("motion.pan") ? "steady" : "moving");
        }
    }
}
