package dev.assay.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a notebook is written: what its name ends in says in which format. */
final class NotebookFile {
    private NotebookFile() {}

    /** The file, if its name says a format: a page called like one would hold no page. */
    static Path named(String option, Path file) {
        if (!file.toString().matches("(?is).*[^/\\\\]\\.(ipynb|java|jshell|md)") || Files.isDirectory(file)) {
            throw new UsageException(
                    option + ": expected a notebook's name, ending in .ipynb, .java, .jshell or .md; found " + file);
        }
        return file;
    }

    /** Whether it holds cells without their outputs. */
    static boolean isText(Path file) {
        return file.toString().matches("(?is).*\\.(java|jshell|md)");
    }

    /**
     * What comes of running a notebook; a text holds no outputs, so they stand beside it.
     *
     * @param asked a file, or a folder that is there or whose name ends in a slash; null for where the notebook is
     */
    static Path ofRun(Path notebook, @Nullable String asked) {
        if (asked != null && !isFolder(asked)) {
            return named("-o", Path.of(asked)).toAbsolutePath();
        }
        String name = String.valueOf(notebook.getFileName());
        String written = isText(notebook) ? name.replaceFirst("\\.[^.]+$", ".ipynb") : name;
        return (asked == null ? notebook.resolveSibling(written) : Path.of(asked, written)).toAbsolutePath();
    }

    static boolean isFolder(String asked) {
        return asked.matches("(?s).*[/\\\\]") || Files.isDirectory(Path.of(asked));
    }
}
