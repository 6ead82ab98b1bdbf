package dev.assay.samples;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the catalogue's samples say of themselves, as the JSON files that real datasets carry. */
final class Sidecars {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Sidecars() {}

    /** The text of every sidecar by its path relative to {@code data-samples/}, in the catalogue's order. */
    static Map<String, String> of(List<Sample> samples) throws IOException {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        for (Sample sample : samples) {
            JsonNode says = sample.says();
            if (says != null && sample.sidecar() != null) {
                add(files, sample, sample.sidecar(), says);
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            texts.put(file.getKey(), PRETTY.writeValueAsString(file.getValue()) + "\n");
        }
        return texts;
    }

    private static void add(Map<String, JsonNode> files, Sample sample, Sample.Sidecar style, JsonNode says) {
        String path = sample.path();
        String folder = parent(path);
        switch (style) {
            case STEM -> files.put(path.substring(0, path.lastIndexOf('.')) + ".json", says);
            case KEYED ->
                ((ObjectNode) files.computeIfAbsent(folder + "/metadata.json", at -> JSON.createObjectNode()))
                        .set(path.substring(folder.length() + 1), says);
            case LIST ->
                ((ArrayNode) files.computeIfAbsent(folder + "/metadata.json", at -> JSON.createArrayNode())).add(says);
            case LIST_ABOVE ->
                ((ArrayNode) files.computeIfAbsent(parent(folder) + "/metadata.json", at -> JSON.createArrayNode()))
                        .add(says);
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
