package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which representations are JSON, and which are texts that notebooks hold as lists of lines; as nbformat decides. */
final class MimeText {

    private static final Set<String> ALSO_LINES = Set.of("application/javascript", "image/svg+xml");

    private MimeText() {}

    static boolean isJson(String type) {
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    static boolean hasLines(String type) {
        return type.startsWith("text/") || ALSO_LINES.contains(type);
    }

    /** Representations as a file may hold them: what must be a text and is none becomes one, and null is left out. */
    static Fields texts(Fields bundle) {
        if (bundle.members().properties().stream().allMatch(one -> isFit(one.getKey(), one.getValue()))) {
            return bundle;
        }
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> one : bundle.members().properties()) {
            if (isFit(one.getKey(), one.getValue())) {
                texts.set(one.getKey(), one.getValue());
            } else if (!one.getValue().isNull()) {
                texts.put(one.getKey(), text(one.getValue()));
            }
        }
        return Fields.of(texts);
    }

    private static boolean isFit(String type, JsonNode value) {
        return isJson(type) || value.isTextual();
    }

    /** Lines in one piece; JSON of all else. */
    private static String text(JsonNode value) {
        boolean lines = value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
        return lines
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.joining())
                : value.toString();
    }
}
