package dev.assay.bias;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.assay.schema.RefusedException;
import dev.assay.source.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A target as people write it. */
final class TargetFile {

    private static final int MOST_BYTES = 1 << 20;

    private TargetFile() {}

    static Target read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw wrong(file, "a target of at most 1 MB, found more");
        }
        try {
            return target(file, mapper().readTree(bytes));
        } catch (JacksonException e) {
            throw new RefusedException(file + ": not YAML: " + Syntax.wrong(e), e);
        }
    }

    private static ObjectMapper mapper() {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build())
                .build();
        return new ObjectMapper(yaml);
    }

    private static Target target(Path file, JsonNode document) {
        JsonNode root = document.isObject() && document.has("target") ? document.get("target") : document;
        if (root.isTextual() && root.textValue().equals("uniform")) {
            return Target.uniform();
        }
        if (!root.isObject()) {
            throw wrong(file, "uniform, or shares by axis and level, found " + excerpt(root));
        }
        Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
        root.properties().forEach(axis -> shares.put(axis.getKey(), levels(file, axis.getKey(), axis.getValue())));
        try {
            return Target.of(shares);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Double> levels(Path file, String axis, JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            throw wrong(file, "for axis " + axis + " a share by level, found " + excerpt(node));
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        node.properties().forEach(level -> {
            if (!level.getValue().isNumber()) {
                throw wrong(
                        file, "for " + axis + "=" + level.getKey() + " a number, found " + excerpt(level.getValue()));
            }
            shares.put(level.getKey(), level.getValue().doubleValue());
        });
        return shares;
    }

    private static String excerpt(JsonNode node) {
        String text = node.toString();
        return text.isEmpty() ? "nothing" : text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static RefusedException wrong(Path file, String expected) {
        return new RefusedException(file + ": expected " + expected);
    }
}
