package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text notebook says about a cell in one line: {@code title [markdown] id="a1" tags=["parameters"]}, the values in JSON, or
 * all of them as one JSON object. The id stands there unless it is the one that the cell would be given anyhow.
 */
final class CellOptions {

    private static final Set<String> RESERVED = Set.of("id", "cell_type", "endofcell", "metadata", "language");
    private static final Pattern KIND = Pattern.compile("\\[(markdown|md|raw|code)\\]\\s*$");
    private static final Pattern LAST = Pattern.compile("(?:^|\\s)([a-zA-Z_][a-zA-Z0-9_.-]*)\\s*=\\s*");

    private String kind = "";
    private ObjectNode fields = JsonNodeFactory.instance.objectNode();

    private CellOptions() {}

    static CellOptions read(String line) {
        CellOptions options = new CellOptions();
        String rest = line.strip();
        int brace = rest.indexOf('{');
        int equals = rest.indexOf('=');
        boolean braces = brace >= 0 && (equals < 0 || equals > brace);
        if (braces && json(rest.substring(brace)) instanceof ObjectNode all) {
            options.fields = all;
            options.title(rest.substring(0, brace).strip());
        } else {
            options.title(options.pairs(rest));
        }
        return options;
    }

    /** {@code markdown}, {@code raw}, {@code code}; {@code otherwise} where nothing says it. */
    String kind(String otherwise) {
        String named = fields.path("cell_type").asText(kind);
        return named.isEmpty() ? otherwise : named.equals("md") ? "markdown" : named;
    }

    /** A text among the options; empty if it is not there. */
    String text(String name) {
        return fields.path(name).isTextual() ? fields.path(name).textValue() : "";
    }

    /** The id; empty if none is given. */
    String id() {
        return text("id");
    }

    Fields metadata() {
        if (fields.path("metadata") instanceof ObjectNode all) {
            return Fields.of(all);
        }
        ObjectNode metadata = fields.deepCopy();
        metadata.remove(RESERVED);
        return Fields.of(metadata);
    }

    /**
     * The line for a cell.
     *
     * @param more members that say how the text is to be read, not what the cell is
     */
    static String write(Cell cell, boolean withId, Map<String, String> more) {
        List<String> words = new ArrayList<>();
        if (withId) {
            words.add("id=" + TextNode.valueOf(cell.id()));
        }
        ObjectNode metadata = cell.metadata().members();
        if (arePlain(cell.metadata())) {
            metadata.properties().forEach(one -> words.add(one.getKey() + "=" + one.getValue()));
        } else {
            words.add("metadata=" + metadata);
        }
        more.forEach((name, value) -> words.add(name + "=" + TextNode.valueOf(value)));
        return String.join(" ", words);
    }

    /** Whether each member can stand for itself. */
    static boolean arePlain(Fields metadata) {
        return metadata.names().stream()
                .allMatch(name -> name.matches("[a-zA-Z_][a-zA-Z0-9_.-]*") && !RESERVED.contains(name));
    }

    private void title(String text) {
        String title = text;
        Matcher named = KIND.matcher(text);
        if (named.find()) {
            kind = named.group(1);
            title = text.substring(0, named.start()).strip();
        }
        if (!title.isEmpty()) {
            fields.put("title", title);
        }
    }

    /** Takes one value after the other from the end, each as short as it is JSON; what is left is no value. */
    private String pairs(String line) {
        List<Map.Entry<String, JsonNode>> pairs = new ArrayList<>();
        String rest = line;
        while (!rest.isEmpty()) {
            Map.@Nullable Entry<String, JsonNode> pair = null;
            int start = -1;
            Matcher name = LAST.matcher(rest);
            while (name.find()) {
                JsonNode value = json(rest.substring(name.end()));
                if (value != null) {
                    pair = Map.entry(name.group(1), value);
                    start = name.start();
                }
            }
            if (pair == null) {
                break;
            }
            pairs.add(0, pair);
            rest = rest.substring(0, start).stripTrailing();
        }
        pairs.forEach(pair -> fields.set(pair.getKey(), pair.getValue()));
        return rest.strip();
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotebookFormatException e) {
            return null;
        }
    }
}
