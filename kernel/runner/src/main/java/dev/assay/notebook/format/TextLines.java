package dev.assay.notebook.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of text notebooks: {@code \n} alone ends one. */
final class TextLines {

    private TextLines() {}

    /** Of a whole file. */
    static List<String> of(byte[] file) throws NotebookFormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotebookFormatException("file", "text in UTF-8", "bytes that are none");
        }
        return of((text.startsWith("\ufeff") ? text.substring(1) : text).replace("\r\n", "\n"));
    }

    /** None of an empty text. */
    static List<String> of(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    /** Without blank lines at the end. */
    static List<String> trimmed(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(0, end);
    }

    static Cell cell(String kind, String id, Fields metadata, List<String> lines) {
        String source = String.join("\n", lines);
        return switch (kind) {
            case "markdown" -> new Cell.Markdown(id, metadata, source);
            case "raw" -> new Cell.Raw(id, metadata, source);
            default -> new Cell.Code(id, metadata, source);
        };
    }

    static String kind(Cell cell) {
        return cell instanceof Cell.Code ? "code" : cell instanceof Cell.Raw ? "raw" : "markdown";
    }

    /** Whether the text says the same of both, ids aside. */
    static boolean same(Cell a, Cell b) {
        return kind(a).equals(kind(b))
                && a.source().equals(b.source())
                && a.metadata().equals(b.metadata());
    }
}
