package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A cell. Its source has lines that end in {@code \n}, the last one without. */
public sealed interface Cell {

    /** Identifies the cell within its notebook: 1 to 64 of {@code a-z A-Z 0-9 - _}. Files before 4.5 do not hold it. */
    String id();

    /** Jupyter's and anybody's: tags, {@code collapsed}, {@code jupyter}, .. */
    Fields metadata();

    /** Text or code. */
    String source();

    /** Fields of the file that this model does not name. */
    Fields more();

    /** The same cell with other metadata. */
    Cell withMetadata(Fields metadata);

    /** The same cell under another id. */
    Cell withId(String id);

    /** The tags, in order. */
    default List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : metadata().get("tags")) {
            tags.add(tag.asText());
        }
        return List.copyOf(tags);
    }

    /**
     * Code and what came of it.
     *
     * @param executionCount empty where it was not run
     */
    record Code(
            String id, Fields metadata, String source, OptionalInt executionCount, List<Output> outputs, Fields more)
            implements Cell {

        public Code {
            outputs = List.copyOf(outputs);
        }

        /** Not run yet. */
        public Code(String id, Fields metadata, String source) {
            this(id, metadata, source, OptionalInt.empty(), List.of(), Fields.none());
        }

        @Override
        public Code withMetadata(Fields other) {
            return new Code(id, other, source, executionCount, outputs, more);
        }

        @Override
        public Code withId(String other) {
            return new Code(other, metadata, source, executionCount, outputs, more);
        }

        /** The same code as it went this time. */
        public Code withResult(OptionalInt count, List<Output> results) {
            return new Code(id, metadata, source, count, results, more);
        }
    }

    /**
     * Prose.
     *
     * @param attachments MIME bundles by the names that the text uses as {@code attachment:name}
     */
    record Markdown(String id, Fields metadata, String source, Fields attachments, Fields more) implements Cell {

        /** Without attachments. */
        public Markdown(String id, Fields metadata, String source) {
            this(id, metadata, source, Fields.none(), Fields.none());
        }

        @Override
        public Markdown withMetadata(Fields other) {
            return new Markdown(id, other, source, attachments, more);
        }

        @Override
        public Markdown withId(String other) {
            return new Markdown(other, metadata, source, attachments, more);
        }
    }

    /** Text for one kind of export, named by the metadata's {@code format}; shown to nobody. */
    record Raw(String id, Fields metadata, String source, Fields attachments, Fields more) implements Cell {

        /** Without attachments. */
        public Raw(String id, Fields metadata, String source) {
            this(id, metadata, source, Fields.none(), Fields.none());
        }

        @Override
        public Raw withMetadata(Fields other) {
            return new Raw(id, other, source, attachments, more);
        }

        @Override
        public Raw withId(String other) {
            return new Raw(other, metadata, source, attachments, more);
        }
    }
}
