package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Output;
import java.util.function.UnaryOperator;

/** Every text of an output written anew. Pixels are no text, and stay. */
final class Texts {
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
        return output instanceof Output.Shown shown ? shown.withData(data(shown.data())) : output;
    }

    private Fields data(Fields data) {
        Fields written = data;
        for (String type : data.names()) {
            if (!type.startsWith("image/") || type.equals("image/svg+xml")) {
                written = written.with(type, of(data.get(type)));
            }
        }
        return written;
    }

    JsonNode of(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            String written = rewriting.apply(text);
            return written.equals(text) ? node : TextNode.valueOf(written);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> copy.set(rewriting.apply(member.getKey()), of(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return node;
    }
}
