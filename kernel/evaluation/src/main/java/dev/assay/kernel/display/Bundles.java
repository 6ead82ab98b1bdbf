package dev.assay.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.kernel.MimeBundle;
import java.lang.reflect.Field;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Display data of the base as bundles of the wire: JSON types as JSON, bytes as base64, sizes of pictures beside them,
 * {@code text/plain} always, and nothing that no frontend could carry.
 */
public final class Bundles {

    /** More characters than this in one representation stop browsers; the others of the value are kept. */
    static final int MOST_CHARACTERS = 32 << 20;

    private static final String TEXT = "text/plain";
    private static final Field DATA = field("data");
    private static final Field METADATA = field("metadata");

    private Bundles() {}

    /** The bundle of what a renderer made. */
    public static MimeBundle of(DisplayData display) {
        Map<String, JsonNode> data = new LinkedHashMap<>();
        Map<String, JsonNode> metadata = new LinkedHashMap<>();
        StringBuilder leftOut = new StringBuilder();
        // the base keeps hash maps: sorted, so that the same value gives the same bytes
        new TreeMap<>(entries(DATA, display)).forEach((type, value) -> {
            if (value == null) {
                return;
            }
            JsonNode node = node(type, value);
            if (node.isTextual() && node.textValue().length() > MOST_CHARACTERS && !type.equals(TEXT)) {
                leftOut.append('[')
                        .append(type)
                        .append(" of ")
                        .append(node.textValue().length())
                        .append(" characters left out]\n");
            } else {
                data.put(type, node);
            }
        });
        JsonNode text = data.get(TEXT);
        String plain = text == null ? "" : text.isTextual() ? text.textValue() : text.toString();
        data.put(TEXT, JsonNodeFactory.instance.textNode(leftOut + PlainText.bounded(plain)));
        new TreeMap<>(entries(METADATA, display)).forEach((key, value) -> metadata.put(key, CleanJson.of(value)));
        PictureSize.into(data, metadata);
        return new MimeBundle(data, metadata);
    }

    /** A bundle of text alone. */
    public static MimeBundle text(String text) {
        return new MimeBundle(
                Map.of(TEXT, JsonNodeFactory.instance.textNode(CleanJson.text(PlainText.bounded(text)))), Map.of());
    }

    /** A bundle of one representation and its text. */
    public static MimeBundle of(String type, JsonNode value, String text) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set(type, CleanJson.of(value));
        data.put(TEXT, CleanJson.text(PlainText.bounded(text)));
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        data.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return new MimeBundle(entries, Map.of());
    }

    private static JsonNode node(String type, Object value) {
        if (isJson(type)) {
            return value instanceof String json ? CleanJson.parsed(json) : CleanJson.of(value);
        }
        String text = value instanceof byte[] bytes
                ? Base64.getEncoder().encodeToString(bytes)
                : CleanJson.text(
                        value instanceof JsonNode node && node.isTextual() ? node.textValue() : value.toString());
        return JsonNodeFactory.instance.textNode(text);
    }

    static boolean isJson(String type) {
        int parameters = type.indexOf(';');
        String bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        return bare.equals("application/json") || bare.endsWith("+json");
    }

    /** The base offers no way to list what a display holds; the fields are those of the version we depend on. */
    private static Field field(String name) {
        try {
            Field field = DisplayData.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entries(Field field, DisplayData display) {
        try {
            Map<String, Object> entries = (Map<String, Object>) field.get(display);
            return entries == null ? Map.of() : entries;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("display data cannot be read", e);
        }
    }
}
