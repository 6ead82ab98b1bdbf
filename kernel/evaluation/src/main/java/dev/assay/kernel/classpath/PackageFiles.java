package dev.assay.kernel.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The files of a package on a class path. Javac's own file manager opens every jar, and walks through all of it, before it
 * lists the first package, which with a hundred jars is half of what a first cell costs; here the central directories are
 * read once, and javac opens the jars that hold the package. Packages that no jar can hold are answered without that.
 *
 * <p>One serves a session: its compilers list the same jars, and each open jar takes a file handle and its directory's memory.
 * Closed, it lets go of all of them and lists nothing any more.
 */
public final class PackageFiles implements AutoCloseable {
    /** Where javac finds no plugins: Java's own modules, which are open anyway. */
    public static final ClassLoader NO_PLUGINS = ClassLoader.getPlatformClassLoader();

    private final Map<Path, Entry> entries = new HashMap<>();
    private boolean closed;

    /** A jar or folder: the packages in it, and who lists them. */
    private record Entry(Set<String> packages, boolean folder, StandardJavaFileManager files) {
        boolean mayHold(String packageName) {
            return folder || packages.contains(packageName);
        }
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
        if (closed) {
            return List.of();
        }
        Entry entry = entry(path);
        return entry.mayHold(packageName)
                ? entry.files().list(StandardLocation.CLASS_PATH, packageName, kinds, false)
                : List.of();
    }

    /** Closes all jars; files that were listed before cannot be read any more. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.values().forEach(PackageFiles::close);
        entries.clear();
    }

    private static void close(Entry entry) {
        try {
            entry.files().close();
        } catch (IOException e) {
            return; // a jar that was only read loses nothing; the others are closed all the same
        }
    }

    /**
     * Whether this location of a file manager is a class path that can be listed here.
     *
     * @param recurse as the file manager was asked
     */
    public static boolean answers(JavaFileManager.Location location, boolean recurse) {
        return location == StandardLocation.CLASS_PATH && !recurse;
    }

    /**
     * Whether javac asks for this location's class loader to look for plugins that want to be started unasked. It would open
     * every jar of the class path for that, in each task anew, and leave closing them to the collector. A plugin or processor
     * that a compiler option names is still found on the processor path.
     */
    public static boolean searchesPlugins(JavaFileManager.Location location) {
        return location == StandardLocation.CLASS_PATH;
    }

    /** Java's own, which no class loader takes from a jar; and the unnamed package, which code in a package cannot name. */
    private static boolean isElsewhere(String packageName) {
        return packageName.isEmpty() || packageName.equals("java") || packageName.startsWith("java.");
    }

    private Entry entry(Path path) throws IOException {
        Entry known = entries.get(path);
        if (known == null) {
            StandardJavaFileManager files =
                    ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null);
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(path));
            boolean folder = Files.isDirectory(path);
            known = new Entry(folder || !Files.isRegularFile(path) ? Set.of() : packages(path), folder, files);
            entries.put(path, known);
        }
        return known;
    }

    /** Packages with classes in a jar; none where it cannot be read, as javac would have it. */
    private static Set<String> packages(Path jar) {
        Set<String> packages = new HashSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            String last = "";
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                int slash = name.lastIndexOf('/');
                if (slash > 0 && name.endsWith(".class") && !(name.startsWith(last) && slash == last.length())) {
                    last = name.substring(0, slash);
                    packages.add(last.replace('/', '.'));
                }
            }
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
        return packages;
    }
}
