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
 */
public record MediaFacts(String media, @Nullable String error, Map<String, Object> values, List<Evidence> evidence) {

    public MediaFacts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        evidence = List.copyOf(evidence);
    }

    /** A file that none of the decoders could make sense of. */
    public static MediaFacts unreadable(String why) {
        return new MediaFacts("other", why, Map.of(), List.of());
    }
}
