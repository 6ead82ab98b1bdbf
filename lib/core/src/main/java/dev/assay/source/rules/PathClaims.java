package dev.assay.source.rules;

import dev.assay.schema.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path says by convention.
 *
 * @param evidence of source {@code path}
 * @param key what manifests of its dataset call the file, or null where the path follows no such layout
 */
public record PathClaims(List<Evidence> evidence, @Nullable String key) {

    public PathClaims {
        evidence = List.copyOf(evidence);
    }
}
