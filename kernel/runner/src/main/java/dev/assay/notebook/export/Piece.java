package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Something that a report shows. */
sealed interface Piece {

    /**
     * Markdown, from a cell or from what a cell showed.
     *
     * @param pictures that it may name
     */
    record Prose(String markdown, NamedPictures pictures) implements Piece {}

    /**
     * Code.
     *
     * @param folded whether it is at hand, but not open
     */
    record Code(String source, boolean folded) implements Piece {}

    /**
     * Text as a terminal shows it.
     *
     * @param isError whether it came over the stream for errors
     */
    record Printed(String text, boolean isError) implements Piece {}

    /** A value as text. */
    record Text(String text) implements Piece {}

    /** A value that the notebook publishes, in words. */
    record Published(String text) implements Piece {}

    /**
     * A picture.
     *
     * @param alt what it shows, in words
     */
    record Picture(PictureData data, String alt) implements Piece {}

    /**
     * A figure of Plotly's.
     *
     * @param still what is shown where no script runs
     */
    record Figure(JsonNode json, Optional<PictureData> still, String alt) implements Piece {}

    /**
     * Markup made harmless.
     *
     * @param text the same value as text; empty where it has none
     */
    record Markup(SafeHtml html, String text) implements Piece {}

    /** An error that ended a cell. */
    record Failed(String name, String value, List<String> traceback) implements Piece {
        public Failed {
            traceback = List.copyOf(traceback);
        }
    }

    /** What is not shown, and why. */
    record Note(String text) implements Piece {}
}
