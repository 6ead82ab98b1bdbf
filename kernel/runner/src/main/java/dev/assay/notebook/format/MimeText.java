package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
        Fields texts = bundle;
        for (Map.Entry<String, JsonNode> one : bundle.members().properties()) {
            JsonNode value = one.getValue();
            if (isJson(one.getKey()) || value.isTextual()) {
                continue;
            }
            texts = value.isNull()
                    ? texts.without(one.getKey())
                    : texts.with(one.getKey(), TextNode.valueOf(text(value)));
        }
        return texts;
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
