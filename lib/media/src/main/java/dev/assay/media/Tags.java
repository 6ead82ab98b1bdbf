package dev.assay.media;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * What the program or the camera that wrote a container left in it: {@code encoder}, {@code handler}, {@code brand},
 * {@code creation_time} and {@code camera}, where they are stated. Somebody's words, not measurements.
 */
final class Tags {

    /** Under which names a maker and a model stand: QuickTime's user data and Matroska, Apple's keys, Android's keys. */
    private static final List<List<String>> CAMERAS = List.of(
            List.of("make", "model"),
            List.of("com.apple.quicktime.make", "com.apple.quicktime.model"),
            List.of("com.android.manufacturer", "com.android.model"));

    private Tags() {}

    /**
     * The columns of the tags that are there.
     *
     * @param stream the picture, or the sound of what has none
     */
    static Map<String, Object> of(AVFormatContext context, @Nullable AVStream stream) {
        AVDictionary file = context.metadata();
        @Nullable AVDictionary track = stream == null ? null : stream.metadata();
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "encoder", first(file, track, "encoder"));
        put(values, "handler", track == null ? "" : Libav.tag(track, "handler_name"));
        put(values, "brand", Libav.tag(file, "major_brand"));
        put(values, "creation_time", first(file, track, "creation_time"));
        put(values, "camera", camera(file, track));
        return values;
    }

    private static String first(AVDictionary file, @Nullable AVDictionary track, String name) {
        String tag = Libav.tag(file, name);
        return tag.isEmpty() && track != null ? Libav.tag(track, name) : tag;
    }

    /** Maker and model; a model that names its maker already stands alone. */
    static String camera(String make, String model) {
        return model.startsWith(make) ? model : (make + " " + model).strip();
    }

    private static String camera(AVDictionary file, @Nullable AVDictionary track) {
        for (List<String> names : CAMERAS) {
            String make = first(file, track, names.get(0));
            String model = first(file, track, names.get(1));
            if (!make.isEmpty() || !model.isEmpty()) {
                return camera(make, model);
            }
        }
        return first(file, track, "com.android.version").isEmpty() ? "" : "Android";
    }

    private static void put(Map<String, Object> values, String column, String value) {
        if (!value.isEmpty()) {
            values.put(column, value);
        }
    }
}
