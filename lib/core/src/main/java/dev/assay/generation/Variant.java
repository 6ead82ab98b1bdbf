package dev.assay.generation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way to run a generator.
 *
 * @param name unique within its generator
 * @param parameters names to texts, finite numbers or booleans, in the order they were written; may be empty
 */
public record Variant(String name, Map<String, Object> parameters) {

    public Variant {
        Generator.requireWord("variant", name);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
