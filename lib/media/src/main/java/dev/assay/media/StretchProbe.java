package dev.assay.media;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What contiguous stretches of a video tell, and single frames cannot: motion, the camera's steadiness, the spread of a head's
 * turns, and tells of forgery. Numbers are medians over the stretches; levels follow {@code thresholds.properties}.
 */
final class StretchProbe {

    private StretchProbe() {}

    /** The columns; only {@code m_stretch_frames} = 0 where nothing could be decoded. */
    static Map<String, Object> of(MediaInput input, Header header) throws UnreadableException {
        input.deadline().extend(Thresholds.number("limits.stretch.seconds"));
        Map<String, List<Double>> numbers = new TreeMap<>();
        long frames = 0;
        try (FrameReader reader = FrameReader.openForMotion(input, header.picture())) {
            for (double start : starts(header)) {
                if (start == 0 || reader.seek(start)) {
                    Stretch stretch = Stretch.read(reader, header.rotation());
                    frames += stretch.frames();
                    stretch.tell(numbers);
                }
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("m_stretch_frames", frames);
        numbers.forEach((column, all) -> values.put(column, Numbers.rounded(median(all), 4)));
        levels(values);
        return values;
    }

    /** Where stretches begin, in seconds: at equal parts of a video, or at its start where it is hardly longer than they. */
    private static List<Double> starts(Header header) {
        int count = Thresholds.integer("stretch.count");
        double length = Thresholds.number("stretch.seconds");
        if (!header.hasDuration() || header.duration() < 2 * count * length) {
            return List.of(0.0);
        }
        return IntStream.rangeClosed(1, count)
                .mapToObj(part -> header.duration() * part / (count + 1))
                .toList();
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
