package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a notebook a report shows: its tags decide, and of an output the richest representation that is harmless. */
final class Pieces {

    /** Characters of a text that are shown: its beginning and its end. */
    private static final int LONGEST_TEXT = 100_000;
    /** Characters of markup that are read; browsers are slow far below. */
    private static final int LONGEST_MARKUP = 8 << 20;

    private static final String PLOTLY = "application/vnd.plotly.v1+json";
    private static final String PUBLISHED = "application/vnd.assay.value+json";
    private static final List<String> PICTURES =
            List.of(PictureData.SVG, "image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp");

    private Pieces() {}

    /**
     * The pieces of each cell, which some have none of; before them how the run ended, where it did not end well: whoever reads a
     * report is to know that first, also where no cell had begun.
     *
     * @param code whether code is shown
     * @param local pictures beside the notebook
     */
    static List<List<Piece>> of(Notebook notebook, boolean code, LocalPictures local) {
        List<List<Piece>> pieces = new ArrayList<>();
        for (Cell cell : notebook.cells()) {
            pieces.add(isRemoved(cell, "cell") ? new ArrayList<>() : of(cell, code, local));
        }
        if (!pieces.isEmpty()) {
            ending(notebook.metadata().object("assay").object("run"))
                    .ifPresent(ending -> pieces.get(0).add(0, ending));
        }
        return pieces;
    }

    private static Optional<Piece> ending(Fields run) {
        String status = run.text("status");
        String reason = status.equals("running")
                ? "it was not over when this was saved, and may have been killed"
                : run.text("reason");
        return status.isEmpty() || status.equals("ok")
                ? Optional.empty()
                : Optional.of(new Piece.Failed(
                        "The last run of this notebook is not whole", reason.isEmpty() ? status : reason, List.of()));
    }

    private static List<Piece> of(Cell cell, boolean code, LocalPictures local) {
        List<Piece> pieces = new ArrayList<>();
        if (cell instanceof Cell.Markdown prose && !prose.source().isBlank()) {
            pieces.add(prose(prose.source(), new NamedPictures(prose.attachments(), local)));
        }
        if (cell instanceof Cell.Code shown) {
            if (code && !isRemoved(cell, "input") && !cell.source().isBlank()) {
                pieces.add(new Piece.Code(cell.source(), isHidden(cell)));
            }
            if (!isRemoved(cell, "output") && !isRemoved(cell, "all_outputs")) {
                shown.outputs().forEach(output -> add(output, local, pieces));
            }
        }
        return pieces;
    }

    private static Piece prose(String markdown, NamedPictures pictures) {
        return Prose.isReadable(markdown) ? new Piece.Prose(markdown, pictures) : new Piece.Text(clipped(markdown));
    }

    /** As nbconvert's tags have it, or with hyphens as books have it. */
    private static boolean isRemoved(Cell cell, String what) {
        return cell.tags().contains("remove_" + what) || cell.tags().contains("remove-" + what.replace('_', '-'));
    }

    private static boolean isHidden(Cell cell) {
        return cell.tags().contains("hide_input")
                || cell.tags().contains("hide-input")
                || cell.metadata().get("hide_input").asBoolean()
                || cell.metadata().get("jupyter").path("source_hidden").asBoolean();
    }

    private static void add(Output output, LocalPictures local, List<Piece> pieces) {
        if (output instanceof Output.Stream stream) {
            boolean isError = stream.name().equals("stderr");
            int last = pieces.size() - 1;
            if (last >= 0 && pieces.get(last) instanceof Piece.Printed before && before.isError() == isError) {
                pieces.set(last, new Piece.Printed(clipped(before.text() + clipped(stream.text())), isError));
            } else {
                pieces.add(new Piece.Printed(clipped(stream.text()), isError));
            }
        } else if (output instanceof Output.Failure failure) {
            List<String> traceback =
                    failure.traceback().stream().map(Pieces::clipped).toList();
            pieces.add(new Piece.Failed(failure.name(), clipped(failure.value()), traceback));
        } else if (output instanceof Output.Shown shown) {
            pieces.add(richest(shown, local));
        }
    }

    private static Piece richest(Output.Shown shown, LocalPictures local) {
        String text = clipped(shown.text("text/plain"));
        if (shown.has(PUBLISHED)) {
            return new Piece.Published(text);
        }
        Optional<PictureData> picture = PICTURES.stream()
                .flatMap(type -> PictureData.of(type, shown.text(type)).stream())
                .findFirst();
        JsonNode figure = shown.data().get(PLOTLY);
        if (figure.path("data").isArray()) {
            return new Piece.Figure(figure, picture, text);
        }
        if (shown.has("text/html")) {
            Optional<Piece> markup = markup(shown.text("text/html"), text);
            if (markup.isPresent()) {
                return picture.isPresent() && isOnlyAbsent(markup.get())
                        ? new Piece.Picture(picture.get(), text)
                        : markup.get();
            }
        }
        if (shown.has("text/markdown")) {
            String markdown = shown.text("text/markdown");
            return markdown.length() > LONGEST_TEXT
                    ? new Piece.Text(clipped(markdown))
                    : prose(markdown, new NamedPictures(Fields.none(), local));
        }
        if (picture.isPresent()) {
            return new Piece.Picture(picture.get(), text);
        }
        String latex = shown.text("text/latex").strip();
        return Prose.isReadable(latex) && Formulas.isOne(latex)
                ? new Piece.Prose(latex, NamedPictures.none())
                : text(shown, text);
    }

    /** Empty where nothing harmless is left of it, as of a widget, or where it is too long to read. */
    private static Optional<Piece> markup(String html, String text) {
        if (html.length() > LONGEST_MARKUP) {
            return text.isEmpty()
                    ? Optional.of(new Piece.Note("An output of " + html.length() + " characters of HTML is left out."))
                    : Optional.empty();
        }
        SafeHtml safe = SafeHtml.of(html);
        return safe.isEmpty() ? Optional.empty() : Optional.of(new Piece.Markup(safe, text));
    }

    private static boolean isOnlyAbsent(Piece markup) {
        return markup instanceof Piece.Markup one && one.html().isOnlyAbsent();
    }

    private static Piece text(Output.Shown shown, String text) {
        if (!text.isEmpty()) {
            return new Piece.Text(text);
        }
        for (String type : shown.data().names()) {
            if ((type.startsWith("text/") && !type.equals("text/html")) || type.equals("application/json")) {
                return new Piece.Text(clipped(shown.text(type)));
            }
        }
        return new Piece.Note("An output that only a live notebook shows: "
                + clipped(String.join(", ", shown.data().names())));
    }

    private static String clipped(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int half = LONGEST_TEXT / 2;
        return text.substring(0, half) + "\n… " + (text.length() - LONGEST_TEXT) + " characters are left out …\n"
                + text.substring(text.length() - half);
    }
}
