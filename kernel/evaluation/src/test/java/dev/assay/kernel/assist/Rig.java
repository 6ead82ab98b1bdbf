package dev.assay.kernel.assist;

import dev.assay.kernel.Completions;
import dev.assay.kernel.Completions.Completion;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.assist.Surroundings.MagicHelp;
import dev.assay.kernel.classpath.PackageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/** A plain JShell with an assist on it; the cursor is written as {@code |} in code. */
final class Rig implements AutoCloseable {
    static final List<MagicHelp> MAGICS = List.of(
            new MagicHelp("maven", false, false, false, "Adds a library.\n%maven G:A:V"),
            new MagicHelp("load", false, false, true, "Runs a file."),
            new MagicHelp("time", true, true, false, "Times the cell."),
            new MagicHelp("html", true, false, false, "Shows HTML."));

    final JShell shell = JShell.builder().executionEngine("local").build();
    private final PackageFiles packages = new PackageFiles();
    final Lock lock = new ReentrantLock();
    final Map<String, Object> values = new HashMap<>();
    final List<Path> classPath = new ArrayList<>();
    final Assist assist;
    private Path folder = Path.of("");

    Rig(String... snippets) {
        this(Path.of(System.getProperty("java.home", "")), snippets);
    }

    Rig(Path javaHome, String... snippets) {
        assist = new Assist(shell, packages, lock, new Around(), javaHome);
        run("import java.io.*;", "import java.util.*;", "import java.util.function.*;", "import java.util.stream.*;");
        run(snippets);
        assist.warmUp();
    }

    void run(String... snippets) {
        for (String snippet : snippets) {
            shell.eval(snippet).forEach(event -> {
                if (!event.status().isActive()) {
                    throw new IllegalStateException(snippet + ": " + event);
                }
            });
        }
    }

    Rig in(Path home) {
        folder = home;
        return this;
    }

    Completions complete(String code) {
        int bar = code.indexOf('|');
        return assist.complete(without(code), code.codePointCount(0, bar));
    }

    List<String> texts(String code) {
        return complete(code).matches().stream().map(Completion::text).toList();
    }

    Completion candidate(String code, String text) {
        return complete(code).matches().stream()
                .filter(match -> match.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not offered for " + code + ": " + texts(code)));
    }

    String plain(String code, int detail) {
        return text(code, detail, "text/plain").orElse("");
    }

    String html(String code, int detail) {
        return text(code, detail, "text/html").orElse("");
    }

    private Optional<String> text(String code, int detail, String type) {
        return inspected(code, detail)
                .map(bundle -> Objects.requireNonNull(bundle.data().get(type)).asText());
    }

    private Optional<MimeBundle> inspected(String code, int detail) {
        int bar = code.indexOf('|');
        return assist.inspect(without(code), code.codePointCount(0, bar), detail);
    }

    private static String without(String code) {
        int bar = code.indexOf('|');
        return code.substring(0, bar) + code.substring(bar + 1);
    }

    @Override
    public void close() {
        assist.close();
        shell.close();
        packages.close();
    }

    private final class Around implements Surroundings {
        @Override
        public List<String> imports() {
            return List.of();
        }

        @Override
        public List<Path> classPath() {
            return List.copyOf(classPath);
        }

        @Override
        public List<MagicHelp> magics() {
            return MAGICS;
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public Optional<Object> value(VarSnippet variable) {
            return Optional.ofNullable(values.get(variable.name()));
        }
    }
}
