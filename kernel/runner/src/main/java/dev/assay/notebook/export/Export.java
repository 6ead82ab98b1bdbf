package dev.assay.notebook.export;

import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

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

    private Export(Notebook notebook, String name, boolean code) {
        this.notebook = notebook;
        this.name = name;
        this.code = code;
    }

    /**
     * A report with everything.
     *
     * @param name what the notebook is called, and the report if it has no heading
     */
    public static Export of(Notebook notebook, String name) {
        return new Export(notebook, name, true);
    }

    /** The same without the cells' code. */
    public Export withoutCode() {
        return new Export(notebook, name, false);
    }

    /** A page that needs nothing else: no file, no network. */
    public String html() {
        return HtmlPage.of(name, pieces(), syntax());
    }

    /** Writes {@link #html} to a file, whole or not at all. */
    public void html(Path file) throws IOException {
        WholeFile.write(file, html().getBytes(StandardCharsets.UTF_8));
    }

    private List<List<Piece>> pieces() {
        return Pieces.of(notebook, code);
    }

    private Syntax syntax() {
        return Syntax.of(notebook.language());
    }
}
