package dev.assay.clip;

import dev.assay.schema.Axis;
import dev.assay.source.Timeline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A selected video, as far as cutting clips from it is concerned.
 *
 * @param id the item's id
 * @param duration seconds; NaN where it was not measured
 * @param timeline its cuts and black stretches; null where nobody looked
 * @param identity who is seen; null where not known, and then it shares a cap with nobody
 * @param source the recording it was taken from ({@code source_video}); null where not known
 * @param levels its level on each axis of the plan, in the axes' order; a missing axis is unknown
 */
public record ClipSource(
        String id,
        double duration,
        @Nullable Timeline timeline,
        @Nullable String identity,
        @Nullable String source,
        Map<String, String> levels) {

    public ClipSource {
        Objects.requireNonNull(id);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /** The video's level on an axis, {@code unknown} where it has none. */
    public String level(String axis) {
        return levels.getOrDefault(axis, Axis.UNKNOWN);
    }

    /** The combination of its levels, in words: {@code indoor:selfie:neutral}. */
    public String stratum() {
        return String.join(":", levels.values());
    }
}
