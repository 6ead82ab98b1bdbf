package dev.assay.notebook.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.jupyter.JsonTree;
import java.io.IOException;

/** A notebook's JSON, read within limits that are its own: its pictures are longer than those of one message. */
final class JsonText {

    /** Levels of nesting. */
    static final int MAX_DEPTH = 200;
    /** Characters of one text; pictures are texts. */
    private static final int MAX_STRING = 512 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Python writes NaN, though no other program reads it
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private JsonText() {}

    /** One value and nothing behind it. */
    static JsonNode read(byte[] text) throws NotebookFormatException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return whole(parser);
        } catch (JsonProcessingException e) {
            throw new NotebookFormatException(Unreadable.words(e));
        } catch (NotebookFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new NotebookFormatException("not readable as JSON: " + e.getMessage());
        }
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new NotebookFormatException("file", "a notebook", "nothing");
        }
        JsonNode value = JsonTree.value(parser);
        if (parser.nextToken() != null) {
            throw new NotebookFormatException("something stands behind the notebook's JSON");
        }
        return value;
    }
}
