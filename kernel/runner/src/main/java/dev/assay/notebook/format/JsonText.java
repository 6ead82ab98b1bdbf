package dev.assay.notebook.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads JSON within limits, from the stream: an {@code ObjectMapper} takes a tenth of a second to be there. */
final class JsonText {

    /** Levels of nesting. */
    static final int MAX_DEPTH = 200;
    /** Characters of one text; pictures are texts. */
    private static final int MAX_STRING = 512 << 20;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Python writes NaN, though no other program reads it
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private JsonText() {}

    /** One value and nothing behind it. */
    static JsonNode read(byte[] text) throws NotebookFormatException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return whole(parser);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new NotebookFormatException("not readable as JSON: " + e.getMessage());
        }
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new NotebookFormatException("file", "a notebook", "nothing");
        }
        JsonNode value = value(parser, first);
        if (parser.nextToken() != null) {
            throw new NotebookFormatException("something stands behind the notebook's JSON");
        }
        return value;
    }

    private static NotebookFormatException unreadable(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new NotebookFormatException("not readable as JSON" + place + ": " + e.getOriginalMessage());
    }

    private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT ->
                Double.isFinite(parser.getDoubleValue())
                        ? NODES.numberNode(parser.getDoubleValue())
                        : NODES.nullNode(); // JSON has no NaN
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new NotebookFormatException("not readable as JSON: unexpected " + token);
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.set(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }
}
