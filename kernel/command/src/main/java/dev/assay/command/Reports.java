package dev.assay.command;

import dev.assay.notebook.export.Export;
import dev.assay.notebook.format.Notebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which reports are made of a notebook, and where. */
final class Reports {

    /** What an option says that has no file: beside the notebook. */
    private static final String BESIDE = "";

    private static final Pattern NOTEBOOK = Pattern.compile("(?is).*\\.(ipynb|java|jshell)");

    @Option(
            names = "--html",
            arity = "0..1",
            fallbackValue = BESIDE,
            preprocessor = Behind.class,
            paramLabel = "FILE",
            description = "a page, whole in itself")
    private @Nullable String html;

    @Option(
            names = "--pdf",
            arity = "0..1",
            fallbackValue = BESIDE,
            preprocessor = Behind.class,
            paramLabel = "FILE",
            description = "pages, with bookmarks")
    private @Nullable String pdf;

    @Option(
            names = "--md",
            arity = "0..1",
            fallbackValue = BESIDE,
            preprocessor = Behind.class,
            paramLabel = "FILE",
            description = "Markdown, with its pictures in a folder beside it")
    private @Nullable String markdown;

    @Option(names = "--no-code", description = "reports without the cells' code")
    private boolean withoutCode;

    boolean areNone() {
        return html == null && pdf == null && markdown == null;
    }

    /**
     * Refuses, before anything is run or written, one file for several notebooks, a notebook's for a report, and one for two
     * reports: the last one written would be all there is.
     *
     * @param read where the notebooks are
     * @param written where they are written
     */
    void check(List<Path> read, List<Path> written) {
        checkNotebooks(read, written);
        Map<Path, String> taken = new HashMap<>();
        written.forEach(notebook -> taken.put(absolute(notebook), "a notebook"));
        read.forEach(notebook -> taken.putIfAbsent(absolute(notebook), "a notebook"));
        for (Path notebook : written) {
            take(taken, html, notebook, ".html", written.size());
            take(taken, pdf, notebook, ".pdf", written.size());
            take(taken, markdown, notebook, ".md", written.size());
        }
    }

    private static void checkNotebooks(List<Path> read, List<Path> written) {
        Map<Path, Path> taken = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            Path notebook = read.get(i);
            Path before = taken.putIfAbsent(absolute(written.get(i)), notebook);
            if (before != null) {
                throw new UsageException(
                        absolute(before).equals(absolute(notebook))
                                ? "expected each notebook once, found " + notebook + " twice"
                                : "expected a file for each, found " + written.get(i) + " for " + before + " and for "
                                        + notebook
                                        + "; whoever runs them can rename one, or write each into a folder of its own");
            }
        }
    }

    private static void take(
            Map<Path, String> taken, @Nullable String asked, Path notebook, String ending, int notebooks) {
        if (asked == null) {
            return;
        }
        if (!asked.equals(BESIDE) && notebooks > 1) {
            throw new UsageException(
                    asked + " is for one notebook, found " + notebooks + "; without a file, each has its own");
        }
        String what = "--" + ending.substring(1) + (notebooks > 1 ? " of " + notebook : "");
        take(taken, target(asked, notebook, name(notebook) + ending), what);
    }

    private static void take(Map<Path, String> taken, Path file, String what) {
        String before = taken.putIfAbsent(absolute(file), what);
        if (before != null) {
            throw new UsageException("expected a file for each, found " + file + " for " + before + " and for " + what);
        }
    }

    /**
     * Makes the reports that are asked for.
     *
     * @param file the notebook's
     * @param read where it was read: its pictures lie there
     * @return where they are
     */
    List<Path> write(Notebook notebook, Path file, Path read) throws IOException {
        String name = name(file);
        Export report =
                Export.of(notebook, name).withPicturesOf(read.toAbsolutePath().resolveSibling(""));
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

    /** Never a notebook: {@code --html=a.ipynb b.ipynb} would make a page of b, and lose a. */
    private static Path target(String asked, Path notebook, String name) {
        Path target = asked.equals(BESIDE) ? notebook.resolveSibling(name) : Path.of(asked);
        if (absolute(target).equals(absolute(notebook))
                || NOTEBOOK.matcher(target.toString()).matches()) {
            throw new UsageException("expected a file for the report, found the notebook " + target);
        }
        return target;
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** What a notebook and its reports are called. */
    private static String name(Path notebook) {
        return String.valueOf(notebook.getFileName()).replaceFirst("\\.[^.]+$", "");
    }

    /** Leaves a notebook that stands behind an option to the command: it is no file for a report. */
    private static final class Behind implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> how) {
            boolean attached = !" ".equals(how.get("separator"));
            if (attached || words.isEmpty() || words.peek().startsWith("-")) {
                return false;
            }
            String next = words.peek();
            String name = ((OptionSpec) option).longestName();
            boolean text = next.toLowerCase(Locale.ROOT).endsWith(".md");
            if (text && name.equals("--md")) {
                throw new ParameterException(
                        command.commandLine(),
                        "expected --md=" + next + " for a report of that name, or " + next
                                + " --md for a report of that notebook; found --md " + next);
            }
            if (text || NOTEBOOK.matcher(next).matches()) {
                words.push(BESIDE);
            }
            return false;
        }
    }
}
