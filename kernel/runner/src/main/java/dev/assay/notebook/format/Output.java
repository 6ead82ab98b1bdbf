package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;

/** What a cell left. */
public sealed interface Output {

    /** Fields of the file that this model does not name. */
    Fields more();

    /** Something shown: a value in several representations, of which a frontend takes the richest it can show. */
    sealed interface Shown extends Output {

        /** By MIME type; JSON types hold JSON, all others texts, which are whole. Kernels that send others are corrected. */
        Fields data();

        /** About the representations. */
        Fields metadata();

        /** The same with other representations, and other words about them. */
        Shown with(Fields data, Fields metadata);

        /** Whether a representation of this type is there. */
        default boolean has(String type) {
            return data().has(type);
        }

        /** A representation as text: JSON where it is JSON, empty where there is none. */
        default String text(String type) {
            JsonNode value = data().members().path(type);
            return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : value.toString();
        }
    }

    /**
     * Printed text.
     *
     * @param name {@code stdout} or {@code stderr}
     */
    record Stream(String name, String text, Fields more) implements Output {

        /** Nothing unknown. */
        public Stream(String name, String text) {
            this(name, text, Fields.none());
        }
    }

    /** A value that the code displayed. */
    record Display(Fields data, Fields metadata, Fields more) implements Shown {

        public Display {
            data = MimeText.texts(data);
            metadata = MimeText.metadata(metadata);
        }

        /** Nothing unknown. */
        public Display(Fields data, Fields metadata) {
            this(data, metadata, Fields.none());
        }

        @Override
        public Display with(Fields otherData, Fields otherMetadata) {
            return new Display(otherData, otherMetadata, more);
        }
    }

    /** The value of the cell's last expression. */
    record Result(OptionalInt executionCount, Fields data, Fields metadata, Fields more) implements Shown {

        public Result {
            data = MimeText.texts(data);
            metadata = MimeText.metadata(metadata);
        }

        /** Nothing unknown. */
        public Result(OptionalInt executionCount, Fields data, Fields metadata) {
            this(executionCount, data, metadata, Fields.none());
        }

        @Override
        public Result with(Fields otherData, Fields otherMetadata) {
            return new Result(executionCount, otherData, otherMetadata, more);
        }
    }

    /**
     * An error that ended the cell.
     *
     * @param name its class
     * @param value its message
     * @param traceback lines, which may hold the colours of a terminal
     */
    record Failure(String name, String value, List<String> traceback, Fields more) implements Output {

        public Failure {
            traceback = List.copyOf(traceback);
        }

        /** Nothing unknown. */
        public Failure(String name, String value, List<String> traceback) {
            this(name, value, traceback, Fields.none());
        }
    }
}
