package dev.assay.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in several representations, richest last chosen by the frontend. JSON types ({@code application/json} and
 * {@code *+json}) are held as JSON, binary types as base64 text, everything else as text; {@code text/plain} is always
 * there.
 *
 * @param data representation by MIME type
 * @param metadata as Jupyter defines it, for instance {@code {"image/png": {"width": 640}}}
 */
public record MimeBundle(Map<String, JsonNode> data, Map<String, JsonNode> metadata) {
    /** Keeps the order of both maps. */
    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (!data.containsKey("text/plain")) {
            throw new IllegalArgumentException("text/plain is missing beside " + data.keySet());
        }
    }
}
