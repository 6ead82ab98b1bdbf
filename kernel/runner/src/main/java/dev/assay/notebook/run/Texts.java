package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Output;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Every text of an output written anew, names and metadata, too; a number that reads otherwise then becomes a text. Pixels are no
 * text, and stay.
 */
final class Texts {
    /** How pictures begin in base64: what merely calls itself one is a text. */
    private static final Map<String, String> PIXELS =
            Map.of("image/png", "iVBORw0KGgo", "image/jpeg", "/9j/", "image/gif", "R0lGOD", "image/webp", "UklGR");

    private final UnaryOperator<String> rewriting;

    Texts(UnaryOperator<String> rewriting) {
        this.rewriting = rewriting;
    }

    Output of(Output output) {
        if (output instanceof Output.Stream stream) {
            return new Output.Stream(stream.name(), rewriting.apply(stream.text()), stream.more());
        }
        if (output instanceof Output.Failure failure) {
            return new Output.Failure(
                    rewriting.apply(failure.name()),
                    rewriting.apply(failure.value()),
                    failure.traceback().stream().map(rewriting).toList(),
                    failure.more());
        }
        return output instanceof Output.Shown shown
                ? shown.with(
                        data(shown.data()), Fields.of(object(shown.metadata().toJson())))
                : output;
    }

    private Fields data(Fields data) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        data.toJson()
                .properties()
                .forEach(one -> written.set(
                        rewriting.apply(one.getKey()),
                        isPixels(one.getKey(), one.getValue().asText()) ? one.getValue() : of(one.getValue())));
        return Fields.of(written);
    }

    private static boolean isPixels(String type, String text) {
        String beginning = PIXELS.get(type);
        return beginning != null && text.startsWith(beginning) && text.chars().allMatch(Texts::isBase64);
    }

    private static boolean isBase64(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/=\r\n".indexOf(c) >= 0;
    }

    JsonNode of(JsonNode node) {
        if (node.isTextual() || node.isNumber()) {
            String text = node.asText();
            String written = rewriting.apply(text);
            return written.equals(text) ? node : TextNode.valueOf(written);
        }
        if (node instanceof ObjectNode object) {
            return object(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return node;
    }

    private ObjectNode object(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(rewriting.apply(member.getKey()), of(member.getValue())));
        return copy;
    }
}
