package dev.assay.media;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file says of itself.
 *
 * @param media {@code video}, {@code image} or {@code audio}
 * @param picture index of the stream that is looked at, or -1 where there is none
 * @param rotation degrees clockwise that a decoded picture must be turned to be shown: 0, 90, 180 or 270
 * @param duration seconds, or NaN where nothing states or shows it
 * @param values the facts, by column name
 */
record Header(String media, int picture, int rotation, double duration, Map<String, Object> values) {

    Header {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    boolean hasDuration() {
        return !Double.isNaN(duration);
    }
}
