package dev.assay.source.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assay.source.Notice;
import dev.assay.source.Syntax;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file as maps, lists and scalars, with the line on which each map begins. Of a name that stands twice in one
 * object the last value counts, as with most readers, and the repetition is told.
 */
final class JsonDocument {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxDocumentLength(Limits.BYTES)
                    .maxStringLength(Limits.TEXT)
                    .maxTokenCount(Limits.TOKENS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final String shown;
    private final Consumer<Notice> notices;
    private final IdentityHashMap<Object, Integer> lines = new IdentityHashMap<>();
    private @Nullable Object value;
    /** Where a limit was passed, which Jackson does not say. */
    private int lastLine = 1;

    private JsonDocument(String shown, Consumer<Notice> notices) {
        this.shown = shown;
        this.notices = notices;
    }

    static JsonDocument read(Path file, String shown, Consumer<Notice> notices) throws BadMetadata {
        JsonDocument document = new JsonDocument(shown, notices);
        document.parse(file, false);
        return document;
    }

    /** One JSON text, such as a line of a JSONL file. */
    static JsonDocument ofLine(String text, String shown, int line, Consumer<Notice> notices) throws BadMetadata {
        JsonDocument document = new JsonDocument(shown, notices);
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            document.value = document.value(parser);
            document.lines.replaceAll((map, within) -> line);
            return document;
        } catch (JsonProcessingException e) {
            throw new BadMetadata(shown + ":" + line + ": no valid JSON: " + Syntax.wrong(e), e);
        } catch (IOException e) {
            throw new BadMetadata(shown + ": cannot be read: " + e, e);
        }
    }

    /** The first name of the first object, also within a list; empty where there is none. Reads no further. */
    static String firstName(Path file, String shown) throws BadMetadata {
        JsonDocument document = new JsonDocument(shown, notice -> {});
        document.parse(file, true);
        return document.value instanceof String name ? name : "";
    }

    private void parse(Path file, boolean firstNameOnly) throws BadMetadata {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = FACTORY.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (firstNameOnly) {
                value = firstName(parser, first);
            } else {
                value = value(parser);
                if (parser.nextToken() != null) {
                    throw new BadMetadata(
                            shown + ":" + line(parser) + ": more follows after the end of the JSON value");
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            int at = place == null ? lastLine : place.getLineNr();
            throw new BadMetadata(shown + ":" + at + ": no valid JSON: " + Syntax.wrong(e), e);
        } catch (IOException e) {
            throw new BadMetadata(shown + ": cannot be read: " + e, e);
        }
    }

    private static String firstName(JsonParser parser, @Nullable JsonToken first) throws IOException {
        if (first == JsonToken.START_ARRAY) {
            JsonToken element = parser.nextToken();
            return element == JsonToken.START_ARRAY ? "[" : element == JsonToken.START_OBJECT ? "{" : "";
        }
        if (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
            return parser.currentName();
        }
        return "";
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private @Nullable Object value(JsonParser parser) throws IOException {
        lastLine = line(parser);
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
            default -> null;
        };
    }

    private Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        lines.put(fields, line(parser));
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int at = line(parser);
            parser.nextToken();
            Object field = value(parser);
            if (fields.containsKey(name)) {
                notices.accept(Notice.of(shown + ":" + at + ": \"" + name + "\" stands twice; the last value counts"));
            }
            if (field != null) {
                fields.put(name, field);
            } else {
                fields.remove(name);
            }
        }
        return fields;
    }

    private List<Object> list(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object element = value(parser);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The whole value: a map, a list, or a scalar; null for an empty file or JSON's null. */
    @Nullable
    Object value() {
        return value;
    }

    /** The line on which a map of this document begins, counted from 1. */
    int line(Object map) {
        return lines.getOrDefault(map, 0);
    }

    /** A number as it is spelled: {@code 007} is no number, and {@code 1.0} stays so. */
    record Numeral(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
