package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which representations are JSON, and which are texts that notebooks hold as lists of lines; as nbformat decides. */
final class MimeText {

    private static final Set<String> ALSO_LINES = Set.of("application/javascript", "image/svg+xml");

    /** Of a representation or what is said about it: six are around each in a file, from its beginning to the output's data. */
    private static final int MOST_LEVELS = JsonText.MAX_DEPTH - 6;

    private MimeText() {}

    static boolean isJson(String type) {
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    static boolean hasLines(String type) {
        return type.startsWith("text/") || ALSO_LINES.contains(type);
    }

    /**
     * Representations as a file holds them: what must be a text and is none becomes one, null is left out, and the members of
     * JSON are in order, so that what is made of a run is what is made of its file. What is nested deeper than a file may be
     * becomes the text of its JSON.
     */
    static Fields texts(Fields bundle) {
        if (bundle.members().properties().stream()
                .allMatch(one -> one.getValue().isTextual())) {
            return bundle;
        }
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> one : bundle.members().properties()) {
            if (isJson(one.getKey())) {
                texts.set(one.getKey(), ordered(one.getValue(), MOST_LEVELS));
            } else if (!one.getValue().isNull()) {
                texts.put(one.getKey(), text(one.getValue()));
            }
        }
        return Fields.of(texts);
    }

    /** What is said about representations as a file holds it. */
    static Fields metadata(Fields metadata) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        metadata.members().properties().forEach(one -> ordered.set(one.getKey(), ordered(one.getValue(), MOST_LEVELS)));
        return Fields.of(ordered);
    }

    private static JsonNode ordered(JsonNode json, int levels) {
        if (json.isContainerNode() && levels == 0) {
            return TextNode.valueOf(json.toString());
        }
        if (json.isObject()) {
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            json.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(one -> ordered.set(one.getKey(), ordered(one.getValue(), levels - 1)));
            return ordered;
        }
        if (json.isArray()) {
            ArrayNode ordered = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(one -> ordered.add(ordered(one, levels - 1)));
            return ordered;
        }
        return json;
    }

    /** Lines in one piece; JSON of all else. */
    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        boolean lines = value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
        return lines
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::textValue)
                        .collect(Collectors.joining())
                : value.toString();
    }
}
