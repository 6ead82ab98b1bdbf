package dev.assay.generation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.assay.source.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML document that knows its line, so that an error can say where it is. */
sealed interface YamlNode {

    /** The line it begins on, from 1. */
    int line();

    /** A text, a number or a boolean; null where nothing is written. */
    record Scalar(int line, @Nullable Object value) implements YamlNode {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** Names and what they stand for, in the order they were written. */
    record Mapping(int line, Map<String, YamlNode> entries) implements YamlNode {}

    /** Deeper documents are refused. */
    int DEEPEST = 16;

    /** Reads one document. */
    static YamlNode parse(String file, String yaml) {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new CatalogueException(file, 1, "the file is empty");
            }
            YamlNode node = node(file, parser, 0);
            if (parser.nextToken() != null) {
                throw new CatalogueException(file, line(parser), "expected one document, found another");
            }
            return node;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new CatalogueException(file, line, "no YAML: " + Syntax.wrong(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YamlNode node(String file, JsonParser parser, int depth) throws IOException {
        int line = line(parser);
        if (depth > DEEPEST) {
            throw new CatalogueException(file, line, "nested deeper than " + DEEPEST);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(file, parser, depth);
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(file, parser, depth + 1));
                }
                yield new Sequence(line, items);
            }
            case VALUE_TRUE -> new Scalar(line, true);
            case VALUE_FALSE -> new Scalar(line, false);
            case VALUE_NULL -> new Scalar(line, null);
            case VALUE_NUMBER_INT -> new Scalar(line, parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Scalar(line, parser.getDoubleValue());
            default -> new Scalar(line, parser.getText());
        };
    }

    private static Mapping mapping(String file, JsonParser parser, int depth) throws IOException {
        int line = line(parser);
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int at = line(parser);
            parser.nextToken();
            if (entries.put(name, node(file, parser, depth + 1)) != null) {
                throw new CatalogueException(file, at, "\"" + name + "\" is written twice");
            }
        }
        return new Mapping(line, entries);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
