package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Message;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel publishes, sorted to the cells that caused it, whichever runs now: a thread that a cell left behind prints into
 * that cell. Values are taken on the way.
 */
final class Published {
    /** How a notebook tells its results to whoever runs it. */
    static final String VALUE = "application/vnd.assay.value+json";

    private final Map<String, CellOutputs> cells = new HashMap<>();
    private final Map<String, List<Slot>> displays = new HashMap<>();
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private final LogLines log;

    Published(LogLines log) {
        this.log = log;
    }

    /** From now on what belongs to this request goes to this cell. One that stays as it was publishes what it did then. */
    void expect(String request, CellOutputs cell) {
        cells.put(request, cell);
        if (cell.isKept()) {
            cell.outputs().forEach(output -> {
                if (output instanceof Output.Shown shown) {
                    take(shown.data());
                }
            });
        }
    }

    Map<String, JsonNode> values() {
        return values;
    }

    /** Whether the message changed a cell. */
    boolean accept(Message message) {
        CellOutputs cell = cells.get(message.parentId());
        ObjectNode content = message.content();
        if (message.type().equals("update_display_data")) {
            update(content);
            return true;
        }
        return cell != null && accept(message.type(), content, cell);
    }

    private boolean accept(String type, ObjectNode content, CellOutputs cell) {
        switch (type) {
            case "execute_input" -> cell.count(count(content));
            case "stream" ->
                print(
                        cell,
                        content.path("name").asText().equals("stderr") ? "stderr" : "stdout", // there is no third
                        content.path("text").asText());
            case "display_data", "execute_result" -> show(type, content, cell);
            case "error" -> cell.add(failure(content));
            case "clear_output" -> cell.clear(content.path("wait").asBoolean());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A file with a negative one could not be read again. */
    private static int count(ObjectNode content) {
        return Math.max(0, content.path("execution_count").asInt());
    }

    private void print(CellOutputs cell, String name, String text) {
        cell.stream(name, text);
        if (!cell.isKept()) {
            log.add(text);
        }
    }

    /** The cell is over, and with it its last line. */
    void endLine() {
        log.flush();
    }

    private void show(String type, ObjectNode content, CellOutputs cell) {
        Fields data = fields(content.get("data"));
        if (!cell.isKept()) {
            take(data);
        }
        Fields metadata = fields(content.get("metadata"));
        Slot slot = cell.add(
                type.equals("display_data")
                        ? new Output.Display(data, metadata)
                        : new Output.Result(OptionalInt.of(count(content)), data, metadata));
        String id = displayId(content);
        if (!id.isEmpty()) {
            displays.computeIfAbsent(id, any -> new ArrayList<>()).add(slot);
        }
    }

    private void update(ObjectNode content) {
        Fields data = fields(content.get("data"));
        take(data);
        Fields metadata = fields(content.get("metadata"));
        for (Slot slot : displays.getOrDefault(displayId(content), List.of())) {
            slot.replace(
                    slot.output() instanceof Output.Result result
                            ? new Output.Result(result.executionCount(), data, metadata)
                            : new Output.Display(data, metadata));
        }
    }

    private void take(Fields data) {
        JsonNode value = data.get(VALUE);
        String name = value.path("name").asText("");
        if (!name.isEmpty()) {
            values.put(name, value.path("value"));
        }
    }

    private static Output failure(ObjectNode content) {
        List<String> lines = new ArrayList<>();
        content.path("traceback").forEach(line -> lines.add(line.asText()));
        return new Output.Failure(
                content.path("ename").asText(), content.path("evalue").asText(), lines);
    }

    private static String displayId(ObjectNode content) {
        return content.path("transient").path("display_id").asText("");
    }

    private static Fields fields(@Nullable JsonNode node) {
        return node instanceof ObjectNode object ? Fields.of(object) : Fields.none();
    }
}
