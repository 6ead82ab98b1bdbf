package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;

/** Jupyter's format, byte for byte as nbformat writes it. */
final class IpynbWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean ids;

    private IpynbWriter(boolean ids) {
        this.ids = ids;
    }

    static String write(Notebook notebook) {
        ObjectNode file = start(notebook.more());
        file.put("nbformat", 4);
        file.put("nbformat_minor", notebook.minor());
        file.set("metadata", notebook.metadata().members());
        ArrayNode cells = file.putArray("cells");
        IpynbWriter writer = new IpynbWriter(notebook.minor() >= 5);
        for (Cell cell : notebook.cells()) {
            cells.add(writer.cell(cell));
        }
        return PythonJson.of(file) + "\n";
    }

    private ObjectNode cell(Cell cell) {
        ObjectNode json = start(cell.more());
        if (ids) {
            json.put("id", cell.id());
        }
        json.set("metadata", cell.metadata().members());
        json.set("source", lines(cell.source()));
        if (cell instanceof Cell.Code code) {
            json.put("cell_type", "code");
            count(json, code.executionCount());
            ArrayNode outputs = json.putArray("outputs");
            code.outputs().forEach(output -> outputs.add(output(output)));
        } else if (cell instanceof Cell.Markdown markdown) {
            json.put("cell_type", "markdown");
            attachments(json, markdown.attachments());
        } else if (cell instanceof Cell.Raw raw) {
            json.put("cell_type", "raw");
            attachments(json, raw.attachments());
        }
        return json;
    }

    private static ObjectNode output(Output output) {
        ObjectNode json = start(output.more());
        if (output instanceof Output.Stream stream) {
            json.put("output_type", "stream").put("name", stream.name()).set("text", lines(stream.text()));
        } else if (output instanceof Output.Failure failure) {
            json.put("output_type", "error").put("ename", failure.name()).put("evalue", failure.value());
            failure.traceback().forEach(json.putArray("traceback")::add);
        } else if (output instanceof Output.Shown shown) {
            json.put("output_type", shown instanceof Output.Result ? "execute_result" : "display_data");
            json.set("data", data(shown.data().members()));
            json.set("metadata", shown.metadata().members());
            if (shown instanceof Output.Result result) {
                count(json, result.executionCount());
            }
        }
        return json;
    }

    private static void attachments(ObjectNode json, Fields attachments) {
        if (!attachments.isEmpty()) {
            ObjectNode all = json.putObject("attachments");
            attachments.names().forEach(name -> all.set(name, data(attachments.get(name))));
        }
    }

    private static ObjectNode data(JsonNode bundle) {
        ObjectNode split = NODES.objectNode();
        for (Map.Entry<String, JsonNode> one : bundle.properties()) {
            boolean lines = one.getValue().isTextual() && MimeText.hasLines(one.getKey());
            split.set(one.getKey(), lines ? lines(one.getValue().textValue()) : one.getValue());
        }
        return split;
    }

    private static ArrayNode lines(String text) {
        ArrayNode lines = NODES.arrayNode();
        Lines.of(text).forEach(lines::add);
        return lines;
    }

    private static void count(ObjectNode json, OptionalInt count) {
        json.set("execution_count", count.isPresent() ? NODES.numberNode(count.getAsInt()) : NODES.nullNode());
    }

    /** Unknown fields first: what is known wins over one of the same name. */
    private static ObjectNode start(Fields more) {
        return more.toJson();
    }
}
