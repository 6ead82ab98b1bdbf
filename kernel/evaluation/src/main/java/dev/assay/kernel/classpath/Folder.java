package dev.assay.kernel.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A folder of classes, which may be compiled anew at any time: javac looks each time. */
final class Folder implements Holder {
    private final StandardJavaFileManager files =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null);

    Folder(Path path) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(path));
    }

    @Override
    public List<Path> named() {
        return List.of();
    }

    @Override
    public Iterable<JavaFileObject> list(String packageName, Set<JavaFileObject.Kind> kinds) throws IOException {
        return files.list(StandardLocation.CLASS_PATH, packageName, kinds, false);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
