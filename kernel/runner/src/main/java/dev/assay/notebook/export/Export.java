package dev.assay.notebook.export;

import dev.assay.notebook.code.Syntax;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notebook as a report. The same notebook gives the same bytes. Cells and outputs tagged {@code remove_cell},
 * {@code remove_input}, {@code remove_output} are left out, code tagged {@code hide_input} is folded.
 *
 * <pre>{@code
 * Export.of(Notebook.read(file), "04-verdict").withoutCode().html(Path.of("verdict.html"));
 * }</pre>
 */
public final class Export {

    private final Notebook notebook;
    private final String name;
    private final boolean code;
    private final Optional<Path> folder;

    private Export(Notebook notebook, String name, boolean code, Optional<Path> folder) {
        this.notebook = notebook;
        this.name = name;
        this.code = code;
        this.folder = folder;
    }

    /**
     * A report with everything.
     *
     * @param name what the notebook is called, and the report if it has no heading
     */
    public static Export of(Notebook notebook, String name) {
        return new Export(notebook, name, true, Optional.empty());
    }

    /** The same without the cells' code. */
    public Export withoutCode() {
        return new Export(notebook, name, false, folder);
    }

    /**
     * The same with the pictures that Markdown names and that are there: PNG, JPEG, GIF and WebP. Without this, and for others,
     * words stand in their place.
     *
     * @param folder the notebook's; no file outside of it and of the folders in it is read
     */
    public Export withPicturesOf(Path folder) {
        return new Export(notebook, name, code, Optional.of(folder));
    }

    /** A page that needs nothing else: no file, no network. */
    public String html() {
        return HtmlPage.of(name, pieces(), syntax());
    }

    /** Writes {@link #html} to a file, whole or not at all. */
    public void html(Path file) throws IOException {
        WholeFile.write(file, html().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Pages of A4 with bookmarks and page numbers; figures stand still there.
     *
     * @throws IOException if it cannot be put together
     */
    public byte[] pdf() throws IOException {
        return Pdf.of(name, pieces(), syntax());
    }

    /** Writes {@link #pdf} to a file, whole or not at all. */
    public void pdf(Path file) throws IOException {
        WholeFile.write(file, pdf());
    }

    /**
     * Writes Markdown, and its pictures into a folder beside it that is called like it, with {@code _files}.
     *
     * @param file of the text
     */
    public void markdown(Path file) throws IOException {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
        Path folder = file.resolveSibling(stem + "_files");
        MarkdownReport report = MarkdownReport.of(pieces(), notebook.language(), stem + "_files");
        for (Map.Entry<String, byte[]> picture : report.files().entrySet()) {
            WholeFile.write(folder.resolve(picture.getKey()), picture.getValue());
        }
        WholeFile.write(file, report.text().getBytes(StandardCharsets.UTF_8));
    }

    private List<List<Piece>> pieces() {
        return Pieces.of(notebook, code, new LocalPictures(folder));
    }

    private Syntax syntax() {
        return Syntax.of(notebook.language());
    }
}
