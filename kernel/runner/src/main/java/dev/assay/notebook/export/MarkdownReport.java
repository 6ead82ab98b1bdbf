package dev.assay.notebook.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A notebook as Markdown that any reader of it shows: prose as it is, code fenced, pictures in files, tables as tables. */
final class MarkdownReport {

    private static final Pattern TICKS = Pattern.compile("`+");

    private final StringBuilder out = new StringBuilder(1 << 12);
    private final Pictures pictures;
    private final String language;

    private MarkdownReport(Pictures pictures, String language) {
        this.pictures = pictures;
        this.language = language;
    }

    /**
     * The text and its pictures.
     *
     * @param folder where the pictures stand, as seen from the text
     */
    static MarkdownReport of(List<List<Piece>> cells, String language, String folder) {
        String name = language.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+-]", "");
        MarkdownReport report = new MarkdownReport(new Pictures(folder), name);
        for (int i = 0; i < cells.size(); i++) {
            report.pictures.cell(i + 1);
            cells.get(i).forEach(report::add);
        }
        return report;
    }

    String text() {
        return out.toString().stripTrailing() + "\n";
    }

    Map<String, byte[]> files() {
        return pictures.files();
    }

    private void add(Piece piece) {
        if (piece instanceof Piece.Prose prose) {
            block(new ProseMarkdown(pictures, prose.pictures()).of(prose.markdown()));
        } else if (piece instanceof Piece.Code code) {
            if (!code.folded()) {
                block(fenced(language, code.source()));
            }
        } else if (piece instanceof Piece.Printed printed) {
            block(fenced("text", Terminal.plain(printed.text()).stripTrailing()));
        } else if (piece instanceof Piece.Text text) {
            block(fenced("text", Terminal.plain(text.text())));
        } else if (piece instanceof Piece.Published published) {
            block(inline(Terminal.plain(published.text())));
        } else if (piece instanceof Piece.Picture picture) {
            block(image(picture.data(), picture.alt()));
        } else if (piece instanceof Piece.Figure figure) {
            block(figure.still()
                    .map(still -> image(still, figure.alt()))
                    .orElseGet(() -> fenced("text", Terminal.plain(figure.alt()))));
        } else if (piece instanceof Piece.Markup markup) {
            block(new MarkupMarkdown(pictures).of(markup));
        } else if (piece instanceof Piece.Failed failed) {
            block(fenced("text", Terminal.plain(message(failed))));
        } else if (piece instanceof Piece.Note note) {
            block("*" + escaped(note.text().replaceAll("\\s+", " ")) + "*");
        }
    }

    private static String message(Piece.Failed failed) {
        return failed.traceback().isEmpty()
                ? failed.name() + ": " + failed.value()
                : String.join("\n", failed.traceback());
    }

    private void block(String markdown) {
        if (!markdown.isBlank()) {
            out.append(markdown.stripTrailing()).append("\n\n");
        }
    }

    private String image(PictureData picture, String alt) {
        return image(pictures.add(picture), alt);
    }

    static String image(String place, String alt) {
        return "![" + escaped(alt.replaceAll("\\s+", " ").strip()) + "](" + place + ")";
    }

    /** Text as text, whatever it looks like. */
    static String escaped(String text) {
        return Terminal.plain(text)
                .replaceAll("([\\\\`*_\\[\\]<>|~$]|&(?=[#\\w])|^[#+-](?= )|^\\d+(?=[.)] ))", "\\\\$1");
    }

    static String fenced(String language, String text) {
        String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
        return fence + language + "\n" + text + "\n" + fence;
    }

    private static String inline(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        String fence = "`".repeat(longestTicks(line) + 1);
        String blank = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + blank + line + blank + fence;
    }

    private static int longestTicks(String text) {
        return TICKS.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
