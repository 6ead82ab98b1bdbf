package dev.assay.kernel.classpath;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The files of a package on a class path. Javac's own file manager opens every jar, and walks through all of it, before it
 * lists the first package, which with a hundred jars is half of what a first cell costs; here a jar's central directory is read
 * once, or, where a kernel was installed with an index of its jars, not at all. Packages that no jar can hold are answered
 * without that.
 *
 * <p>One serves a session: its compilers list the same jars, and each open jar takes a file handle and its directory's memory.
 * Closed, it lets go of all of them and lists nothing any more.
 */
public final class PackageFiles implements AutoCloseable {
    private final Map<Path, Holder> holders = new HashMap<>();
    private final String startedWith;
    private @Nullable List<Path> started;
    private boolean indexed;
    private boolean closed;

    /** For what this process was started with, and whatever comes to it. */
    public PackageFiles() {
        this(System.getProperty("java.class.path", ""));
    }

    /** @param startedWith entries as on a command line; a launch jar among them may have an index */
    PackageFiles(String startedWith) {
        this.startedWith = startedWith;
    }

    /** The class path that this process was started with, as {@link #path} has it. */
    public synchronized List<Path> started() {
        List<Path> known = started;
        if (known == null) {
            known = path(entries(startedWith));
            started = known;
        }
        return known;
    }

    /** Before any jar is looked into. */
    private void readIndexes() {
        if (!indexed) {
            indexed = true;
            for (Path entry : entries(startedWith)) {
                JarIndex.of(entry).ifPresent(index -> know(entry, index));
            }
        }
    }

    private void know(Path launchJar, JarIndex index) {
        Map<Path, Holder> indexed = new HashMap<>();
        for (Path jar : index.jars()) {
            JarClasses classes = index.classes(jar);
            if (classes == null) {
                return; // not the jars that it was written of: look into each
            }
            indexed.put(jar, new Jar(jar, classes, List.of()));
        }
        holders.putAll(indexed);
        holders.put(launchJar, new Jar(launchJar, name -> List.of(), index.jars()));
    }

    /**
     * A class path as Java follows it: jars that a jar's manifest names in {@code Class-Path} belong to it, each behind the jar
     * that names it. A kernel is started with one jar that names all others.
     *
     * @param entries what it was told to be
     * @return all, each once, in the order Java looks through them
     */
    public synchronized List<Path> path(List<Path> entries) {
        readIndexes();
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            Path entry = open.removeFirst();
            if (found.add(entry)) {
                List<Path> named = new ArrayList<>(holder(entry).named());
                Collections.reverse(named);
                named.forEach(open::addFirst);
            }
        }
        return List.copyOf(found);
    }

    /** The entries of a class path as it is written on a command line. */
    static List<Path> entries(String path) {
        List<Path> entries = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                entries.add(Path.of(entry));
            }
        }
        return entries;
    }

    /**
     * The files of a package, in the order of the class path.
     *
     * @param classPath jars and folders; what does not exist holds nothing
     * @param packageName with dots
     */
    public List<JavaFileObject> list(
            Iterable<? extends Path> classPath, String packageName, Set<JavaFileObject.Kind> kinds) throws IOException {
        List<JavaFileObject> found = new ArrayList<>();
        if (isElsewhere(packageName)) {
            return found;
        }
        for (Path path : classPath) {
            list(path, packageName, kinds).forEach(found::add);
        }
        return found;
    }

    /** Cells and help while typing list at the same time; javac's file managers are for one thread. */
    private synchronized Iterable<JavaFileObject> list(Path path, String packageName, Set<JavaFileObject.Kind> kinds)
            throws IOException {
        return closed ? List.of() : holder(path).list(packageName, kinds);
    }

    /** Java's own, which no class loader takes from a jar; and the unnamed package, which code in a package cannot name. */
    private static boolean isElsewhere(String packageName) {
        return packageName.isEmpty() || packageName.equals("java") || packageName.startsWith("java.");
    }

    private Holder holder(Path path) {
        Holder known = holders.get(path);
        if (known == null) {
            known = look(path);
            holders.put(path, known);
        }
        return known;
    }

    private static Holder look(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return new Folder(path);
            }
            return Files.isRegularFile(path)
                    ? new Jar(path, JarClasses.in(path), ManifestPath.named(path))
                    : Holder.EMPTY;
        } catch (IOException e) {
            return Holder.EMPTY;
        }
    }

    /** Closes all jars; files that were listed before cannot be read any more. */
    @Override
    public synchronized void close() {
        closed = true;
        holders.values().forEach(PackageFiles::close);
        holders.clear();
    }

    private static void close(Holder holder) {
        try {
            holder.close();
        } catch (IOException e) {
            return; // a jar that was only read loses nothing; the others are closed all the same
        }
    }
}
