package dev.assay.source;

import dev.assay.schema.Evidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look into a file found.
 *
 * @param media {@code video}, {@code image}, {@code audio}, or {@code other} for what is readable as none of these
 * @param error why the file is unreadable, or null where it was read
 * @param values facts by column name, in the units of the columns ({@code duration} in seconds, {@code bitrate} in bits
 *     a second, {@code width} and {@code height} as displayed after rotation); what is not known is absent
 * @param evidence what pixels or headers say about axes
 * @param lasting whether another look at the same bytes would say the same; not so where time ran out, a permission was
 *     missing or the reader was stopped by something else than the file. What does not last is kept for no later scan
 */
public record MediaFacts(
        String media, @Nullable String error, Map<String, Object> values, List<Evidence> evidence, boolean lasting) {

    public MediaFacts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        evidence = List.copyOf(evidence);
    }

    /** Facts that last. */
    public MediaFacts(String media, @Nullable String error, Map<String, Object> values, List<Evidence> evidence) {
        this(media, error, values, evidence, true);
    }

    /** A file that none of the decoders could make sense of. */
    public static MediaFacts unreadable(String why) {
        return new MediaFacts("other", why, Map.of(), List.of());
    }

    /** A file that could not be read this time. */
    public static MediaFacts unreadableNow(String why) {
        return new MediaFacts("other", why, Map.of(), List.of(), false);
    }
}
