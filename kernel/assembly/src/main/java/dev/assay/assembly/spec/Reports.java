package dev.assay.assembly.spec;

import dev.assay.notebook.export.Export;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are made of a notebook, and where. */
final class Reports {

    /** What an option says that has no file: beside the notebook. */
    private static final String BESIDE = "";

    @Option(
            names = "--html",
            arity = "0..1",
            fallbackValue = BESIDE,
            paramLabel = "FILE",
            description = "a page, whole in itself")
    private @Nullable String html;

    @Option(
            names = "--pdf",
            arity = "0..1",
            fallbackValue = BESIDE,
            paramLabel = "FILE",
            description = "pages, with bookmarks")
    private @Nullable String pdf;

    @Option(
            names = "--md",
            arity = "0..1",
            fallbackValue = BESIDE,
            paramLabel = "FILE",
            description = "Markdown, with its pictures in a folder beside it")
    private @Nullable String markdown;

    @Option(names = "--no-code", description = "reports without the cells' code")
    private boolean withoutCode;

    boolean areNone() {
        return html == null && pdf == null && markdown == null;
    }

    /** Refuses one file for several notebooks, and a notebook's for a report, before anything is run or written. */
    void check(List<Path> notebooks) {
        for (String file : new @Nullable String[] {html, pdf, markdown}) {
            if (file != null && !file.equals(BESIDE)) {
                if (notebooks.size() > 1) {
                    throw new IllegalArgumentException(file + " is for one notebook, found " + notebooks.size()
                            + "; without a file, each has its own");
                }
                notebooks.forEach(notebook -> target(file, notebook, file));
            }
        }
    }

    /**
     * Makes the reports that are asked for.
     *
     * @param file the notebook's
     * @return where they are
     */
    List<Path> write(Notebook notebook, Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
        Export report = Export.of(notebook, name);
        Export asked = withoutCode ? report.withoutCode() : report;
        List<Path> written = new ArrayList<>();
        make(html, file, name + ".html", asked::html, written);
        make(pdf, file, name + ".pdf", asked::pdf, written);
        make(markdown, file, name + ".md", asked::markdown, written);
        return written;
    }

    private interface Writer {
        void to(Path target) throws IOException;
    }

    private static void make(@Nullable String asked, Path file, String name, Writer writer, List<Path> written)
            throws IOException {
        if (asked != null) {
            Path target = target(asked, file, name);
            writer.to(target);
            written.add(target);
        }
    }

    /** Never a notebook: {@code --html a.ipynb b.ipynb} would make a page of b, and lose a. */
    private static Path target(String asked, Path notebook, String name) {
        Path target = asked.equals(BESIDE) ? notebook.resolveSibling(name) : Path.of(asked);
        boolean same = target.toAbsolutePath()
                .normalize()
                .equals(notebook.toAbsolutePath().normalize());
        if (same || target.toString().matches("(?i).*\\.(ipynb|java|jshell)")) {
            throw new IllegalArgumentException("expected a file for the report, found the notebook " + target);
        }
        return target;
    }
}
