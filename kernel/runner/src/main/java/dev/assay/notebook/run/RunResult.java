package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.notebook.format.Notebook;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param notebook with the outputs there were, also where the run failed
 * @param cells how many were executed
 * @param values published by cells, by name, the last one of each
 * @param took from the start of the kernel to its end
 */
public record RunResult(Notebook notebook, Outcome outcome, int cells, Map<String, JsonNode> values, Duration took) {
    /** Copies the map. */
    public RunResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
