package dev.assay.kernel.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that every reader takes: no NaN or infinity (they become null), no halves of characters. */
final class CleanJson {

    private CleanJson() {}

    /** Made when the first JSON is read or written: most results are text and HTML, and the first of them should be quick. */
    private static final class Mapper {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    /** A JSON text as JSON; a text that is none stays a text. */
    static JsonNode parsed(String json) {
        try {
            return clean(Mapper.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text(json));
        }
    }

    /**
     * Any value as JSON: a node as it is, another library's JSON by its text, a value that has a method {@code json()} by
     * what that gives, everything else by Jackson.
     */
    static JsonNode of(@Nullable Object value) {
        if (value instanceof JsonNode node) {
            return clean(node);
        }
        if (value instanceof com.google.gson.JsonElement element) {
            return parsed(element.toString());
        }
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        Object own = ownJson(value);
        try (TokenBuffer tokens = new TokenBuffer(Mapper.MAPPER, false)) {
            Mapper.MAPPER.writeValue(tokens, own == null ? value : own);
            try (var parser = tokens.asParser()) {
                JsonNode node = Mapper.MAPPER.readTree(parser);
                return clean(node == null ? JsonNodeFactory.instance.nullNode() : node);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no JSON can be made of " + value.getClass().getName(), e);
        }
    }

    private static @Nullable Object ownJson(Object value) {
        if (!Modifier.isPublic(value.getClass().getModifiers())) {
            return null;
        }
        try {
            Method json = value.getClass().getMethod("json");
            return Map.class.isAssignableFrom(json.getReturnType()) ? json.invoke(value) : null;
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("json() of " + value.getClass().getName() + " failed", e.getCause());
        }
    }

    private static JsonNode clean(JsonNode node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (node instanceof ObjectNode object) {
            ObjectNode copy = make.objectNode();
            object.properties().forEach(entry -> copy.set(text(entry.getKey()), clean(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = make.arrayNode(array.size());
            array.forEach(element -> copy.add(clean(element)));
            return copy;
        }
        if (node.isMissingNode()
                || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) && !node.isBigDecimal())) {
            return make.nullNode();
        }
        return node.isTextual() ? make.textNode(text(node.textValue())) : node;
    }

    /** A text with lone surrogates replaced: UTF-8 has no bytes for them. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
