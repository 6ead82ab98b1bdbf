package dev.assay.notebook.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A notebook, immutable. See {@link NotebookFormat} for the files and their limits.
 *
 * @param minor of format 4: a file is written in the minor version in which it was read
 * @param metadata {@code kernelspec}, {@code language_info} and anybody's
 * @param more fields of the file that this model does not name
 */
public record Notebook(int minor, Fields metadata, List<Cell> cells, Fields more) {

    /** The minor version of new notebooks. */
    public static final int LATEST_MINOR = 5;

    public Notebook {
        cells = List.copyOf(cells);
    }

    /** A new notebook of the latest minor version. */
    public static Notebook of(Fields metadata, List<Cell> cells) {
        return new Notebook(LATEST_MINOR, metadata, cells, Fields.none());
    }

    /**
     * Reads a file in the format that its name says.
     *
     * @throws NotebookFormatException if it is no notebook; names the place
     * @throws IOException if it cannot be read
     */
    public static Notebook read(Path file) throws IOException {
        return NotebookFormat.of(file).read(file);
    }

    /** Writes it in the format that the file's name says, to a temporary name first: nobody ever sees half a notebook. */
    public void write(Path file) throws IOException {
        NotebookFormat.of(file).write(this, file);
    }

    /** The same notebook with other cells. */
    public Notebook withCells(List<Cell> others) {
        return new Notebook(minor, metadata, others, more);
    }

    /** The same notebook with other metadata. */
    public Notebook withMetadata(Fields other) {
        return new Notebook(minor, other, cells, more);
    }

    /** The kernel's name, as kernelspecs are installed; empty where the notebook names none. */
    public String kernelName() {
        return metadata.object("kernelspec").text("name");
    }

    /** The language in lower case, {@code java} where the notebook says nothing. */
    public String language() {
        String ofKernel = metadata.object("kernelspec").text("language");
        String named = ofKernel.isEmpty() ? metadata.object("language_info").text("name") : ofKernel;
        return named.isEmpty() ? "java" : named.toLowerCase(Locale.ROOT);
    }
}
