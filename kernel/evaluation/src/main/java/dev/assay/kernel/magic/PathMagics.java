package dev.assay.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** {@code %jars} and {@code %classpath}. */
final class PathMagics {
    private final MagicSession session;

    PathMagics(MagicSession session) {
        this.session = session;
    }

    @Nullable
    Object jars(Call call) {
        if (call.words().isEmpty()) {
            throw call.misuse("%jars needs a path or pattern");
        }
        Set<Path> found = new LinkedHashSet<>();
        for (String pattern : call.words()) {
            List<Path> jars = new ArrayList<>();
            for (Path path : glob(pattern)) {
                jars.addAll(Files.isDirectory(path) ? jarsIn(path) : List.of(path));
            }
            if (jars.isEmpty()) {
                throw call.misuse("No jar matches " + Words.printable(pattern) + " (looked from "
                        + Path.of("").toAbsolutePath() + ")");
            }
            found.addAll(jars);
        }
        add(List.copyOf(found));
        return null;
    }

    @Nullable
    Object classpath(Call call) {
        List<String> words = call.words();
        if (words.isEmpty()) {
            StringBuilder text = new StringBuilder();
            session.classPath().forEach(path -> text.append(path).append('\n'));
            Call.print(text.toString());
            return null;
        }
        Set<Path> found = new LinkedHashSet<>();
        for (String word : words) {
            List<Path> paths = glob(word);
            if (paths.isEmpty()) {
                throw call.misuse("There is no " + Words.printable(word) + " (looked from "
                        + Path.of("").toAbsolutePath() + ")");
            }
            found.addAll(paths);
        }
        add(List.copyOf(found));
        return null;
    }

    private void add(List<Path> entries) {
        entries.forEach(PathMagics::check);
        Set<Path> there = new LinkedHashSet<>(session.classPath());
        List<Path> fresh =
                entries.stream().filter(entry -> !there.contains(entry)).toList();
        if (!fresh.isEmpty()) {
            session.addToClassPath(fresh);
        }
        int old = entries.size() - fresh.size();
        Call.note("Added " + fresh.size() + (fresh.size() == 1 ? " entry" : " entries") + " to the class path"
                + (old == 0 ? "" : "; " + old + " there already") + ".\n");
    }

    /** A jar that cannot be opened would be passed over in silence by the class loader. */
    static void check(Path entry) {
        if (Files.isDirectory(entry)) {
            return;
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            if (jar.size() == 0) {
                throw new MagicError(Words.printable(entry.toString(), 300) + " is an empty jar");
            }
        } catch (IOException e) {
            throw new MagicError(
                    Words.printable(entry.toString(), 300) + " is no readable jar: "
                            + Words.printable(String.valueOf(e.getMessage()), 300),
                    e);
        }
    }

    static List<Path> glob(String pattern) {
        try {
            return Glob.find(pattern);
        } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
            throw new MagicError(
                    Words.printable(pattern) + " is no path: " + Words.printable(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new MagicError("Cannot list " + Words.printable(pattern) + ": " + Words.printable(e.toString()), e);
        }
    }

    private static List<Path> jarsIn(Path directory) {
        return glob(directory.resolve("*.jar").toString()); // the directory's own name may hold no pattern
    }
}
