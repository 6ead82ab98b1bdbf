package dev.assay.kernel.classpath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * A compiler's view of files whose class path is listed by {@link PackageFiles}. What is asked of the class path goes no further:
 * javac's own file manager would open every jar for its manifest first.
 */
public class ClassPathFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private static final Set<String> CLASS_PATH_OPTIONS = Set.of("-classpath", "-cp", "--class-path");
    private static final String CLASS_PATH_IS = "--class-path=";

    /** Where javac finds no plugins: Java's own modules, which are open anyway. */
    private static final ClassLoader NO_PLUGINS = ClassLoader.getPlatformClassLoader();

    private final PackageFiles packages;
    private volatile @Nullable List<Path> classPath;

    /** With the class path that this process was started with. */
    protected ClassPathFiles(StandardJavaFileManager files, PackageFiles packages) {
        super(files);
        this.packages = packages;
        try {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH, List.of()); // or it looks into all jars for a folder's file
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks there from now on, in place of what was set before. */
    public final void classPath(List<Path> entries) {
        classPath = packages.path(entries);
    }

    /** The same, with entries as on a command line. */
    public final void classPath(String entries) {
        classPath(PackageFiles.entries(entries));
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        if (CLASS_PATH_OPTIONS.contains(current) && remaining.hasNext()) {
            classPath(remaining.next());
            return true;
        }
        if (current.startsWith(CLASS_PATH_IS)) {
            classPath(current.substring(CLASS_PATH_IS.length()));
            return true;
        }
        return super.handleOption(current, remaining);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location != StandardLocation.CLASS_PATH || recurse) {
            return super.list(location, packageName, kinds, recurse);
        }
        List<Path> path = classPath;
        return packages.list(path == null ? packages.started() : path, packageName, kinds);
    }

    @Override
    public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof JarClass listed ? listed.binaryName() : super.inferBinaryName(location, file);
    }

    /**
     * Javac asks for the class path's loader to look for plugins that want to be started unasked. It would open every jar for that,
     * in each task anew, and leave closing them to the collector. A plugin or processor that a compiler option names is still
     * found on the processor path.
     */
    @Override
    public @Nullable ClassLoader getClassLoader(Location location) {
        return location == StandardLocation.CLASS_PATH ? NO_PLUGINS : super.getClassLoader(location);
    }
}
