package dev.assay.notebook.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/**
 * The notebook's metadata as YAML between two lines {@code ---}, under the key {@code jupyter}.
 *
 * @param lines how many lines of the file it takes
 */
record TextHeader(Fields metadata, int lines) {

    private static final String FENCE = "---";

    /** The header at the start of these lines; without metadata where there is none. */
    static TextHeader read(List<String> lines) throws NotebookFormatException {
        int end = lines.isEmpty() || !lines.get(0).stripTrailing().equals(FENCE) ? -1 : 1;
        while (end > 0 && end < lines.size() && !lines.get(end).stripTrailing().equals(FENCE)) {
            end++;
        }
        if (end <= 0
                || end == lines.size()
                || lines.subList(1, end).stream().noneMatch(line -> line.startsWith("jupyter:"))) {
            return new TextHeader(Fields.none(), 0);
        }
        try {
            JsonNode yaml = new YAMLMapper().readTree(String.join("\n", lines.subList(1, end)));
            if (yaml.path("jupyter") instanceof ObjectNode metadata) {
                return new TextHeader(Fields.of(metadata), end + 1);
            }
        } catch (JsonProcessingException e) {
            throw new NotebookFormatException("header", "YAML", e.getOriginalMessage());
        }
        throw new NotebookFormatException("header", "metadata under \"jupyter\"", "something else");
    }

    /** The lines of a header; none where there is nothing to say. */
    static List<String> write(Fields metadata) {
        if (metadata.isEmpty()) {
            return List.of();
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("jupyter", metadata.members());
        try {
            String yaml = YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build()
                    .writeValueAsString(whole);
            return (FENCE + "\n" + yaml + FENCE + "\n").lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON is YAML", e);
        }
    }
}
