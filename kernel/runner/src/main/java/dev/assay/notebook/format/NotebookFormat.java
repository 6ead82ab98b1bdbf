package dev.assay.notebook.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** A way to hold a notebook in a file. Files above {@value #MAX_MEGABYTES} MiB are refused. */
public enum NotebookFormat {
    /**
     * Jupyter's, 4.0 to 4.5, JSON. Written as nbformat writes it: keys sorted, indented by one space, a line end last. At
     * most 100,000 cells, and outputs a cell; nested at most 200 deep; code of a cell at most 8 Mi characters.
     */
    IPYNB(IpynbReader::read, IpynbWriter::write),
    /**
     * Java with its prose in comments, by jupytext's light format. Holds cells, their ids and metadata, and the notebook's
     * metadata; not outputs, attachments and unknown fields.
     */
    JAVA(LightText::read, LightWriter::write),
    /** Markdown with its code in fences, by jupytext's rules; holds what {@link #JAVA} holds. */
    MARKDOWN(MarkdownText::read, MarkdownWriter::write);

    private interface Reader {
        Notebook read(byte[] file) throws NotebookFormatException;
    }

    @SuppressWarnings("ImmutableEnumChecker") // both name methods without state
    private final Reader reader;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Notebook, String> writer;

    NotebookFormat(Reader reader, Function<Notebook, String> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** By how the file's name ends: {@code .java}, {@code .jshell} and {@code .md} are texts, all else is Jupyter's. */
    public static NotebookFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".java") || name.endsWith(".jshell")) {
            return JAVA;
        }
        return name.endsWith(".md") ? MARKDOWN : IPYNB;
    }

    /** The largest file that is read. */
    static final int MAX_MEGABYTES = 768;

    /**
     * The notebook in these bytes.
     *
     * @throws NotebookFormatException if it is none; names the place
     */
    public Notebook read(byte[] file) throws NotebookFormatException {
        Notebook read = reader.read(file);
        if (this != IPYNB) {
            IpynbReader.read(IPYNB.write(read)); // a text may say what no notebook may hold
        }
        return read;
    }

    /** The notebook as bytes; the same for the same notebook. */
    public byte[] write(Notebook notebook) {
        return writer.apply(notebook).getBytes(StandardCharsets.UTF_8);
    }

    /** The notebook in a file. */
    Notebook read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NotebookFormatException(file + ": expected a notebook, found a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((MAX_MEGABYTES << 20) + 1);
            if (bytes.length > MAX_MEGABYTES << 20) {
                throw new NotebookFormatException("file", "at most " + MAX_MEGABYTES + " MiB", "more");
            }
            return read(bytes);
        } catch (NotebookFormatException e) {
            throw new NotebookFormatException(file + ": " + e.getMessage());
        }
    }

    /** Writes beside the file, then moves into place. */
    void write(Notebook notebook, Path file) throws IOException {
        WholeFile.write(file, write(notebook));
    }
}
