package dev.assay.jupyter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Messages as JSON, in and out, with limits. */
public final class Json {
    /** Levels of nesting beyond which a message is refused. */
    static final int MAX_DEPTH = 256;
    /** Characters of one string; pictures travel as text. */
    private static final int MAX_STRING = 256 << 20;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /**
     * Reads one object and nothing behind it.
     *
     * @throws IOException if it is something else, is nested deeper than {@value #MAX_DEPTH}, or has a key twice
     */
    public static ObjectNode read(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a JSON object was expected");
            }
            ObjectNode object = JsonTree.object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something stands behind the JSON object");
            }
            return object;
        }
    }

    /** The bytes of a value in UTF-8; half surrogate pairs, which UTF-8 cannot say, become U+FFFD. */
    public static byte[] write(JsonNode value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalArgumentException("not writable as JSON", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonNode value, JsonGenerator out) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    out.writeFieldName(whole(entry.getKey()));
                    write(entry.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : value) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case NUMBER -> number(value, out);
            case BOOLEAN -> out.writeBoolean(value.booleanValue());
            case NULL, MISSING -> out.writeNull();
            case BINARY -> out.writeBinary(value.binaryValue());
            default -> out.writeString(whole(value.asText()));
        }
    }

    private static void number(JsonNode value, JsonGenerator out) throws IOException {
        if (value.isInt() || value.isShort()) {
            out.writeNumber(value.intValue());
        } else if (value.isLong()) {
            out.writeNumber(value.longValue());
        } else if (value.isBigInteger()) {
            out.writeNumber(value.bigIntegerValue());
        } else if (value.isBigDecimal()) {
            out.writeNumber(value.decimalValue());
        } else if (Double.isFinite(value.doubleValue())) {
            out.writeNumber(value.doubleValue());
        } else {
            out.writeNull(); // JSON has no NaN; Python would write one that no browser reads
        }
    }

    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> whole.appendCodePoint(
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point));
        return whole.toString();
    }
}
