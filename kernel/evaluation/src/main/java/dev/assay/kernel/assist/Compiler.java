package dev.assay.kernel.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.assay.kernel.classpath.ClassPathFiles;
import dev.assay.kernel.classpath.PackageFiles;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Runs javac over text in memory, up to types and no further. One file manager serves all questions as long as the class path
 * stays, and remembers what packages hold: listing them is most of what a small task costs.
 */
final class Compiler implements AutoCloseable {
    /** Attribution goes on after syntax errors, flow analysis never starts; parameter names are read where classes have them. */
    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-implicit:none",
            "-Xlint:none",
            "-parameters",
            "-XDshould-stop.at=ATTR",
            "-XDshould-stop.ifError=ATTR",
            "-XDcompilePolicy=attr");

    private final JavaCompiler javac;
    private final PackageFiles packages;
    private List<Path> classPath = List.of();
    private @Nullable Listings files;

    /** @param packages of the session, which closes them */
    Compiler(PackageFiles packages) {
        this.packages = packages;
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw new IllegalStateException("this Java runtime has no compiler; a JDK is needed");
        }
        javac = found;
    }

    /** Types of everything in the source, errors ignored. */
    Analysis analyse(String source, List<Path> path) throws IOException {
        JavacTask task = task(source, path, new DiagnosticCollector<>());
        CompilationUnitTree unit = task.parse().iterator().next();
        task.analyze();
        return new Analysis(unit, Trees.instance(task), task.getElements(), task.getTypes());
    }

    /** The tree of a source file, names not looked up. */
    Parsed parse(String source) throws IOException {
        JavacTask task = task(source, classPath, new DiagnosticCollector<>());
        return new Parsed(task.parse().iterator().next(), com.sun.source.util.DocTrees.instance(task));
    }

    /** A file's tree and the way to its comments. */
    record Parsed(CompilationUnitTree unit, com.sun.source.util.DocTrees trees) {}

    /** What is wrong with the syntax. */
    List<Diagnostic<? extends JavaFileObject>> syntaxErrors(String source) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        task(source, classPath, diagnostics).parse();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private JavacTask task(String source, List<Path> path, DiagnosticCollector<JavaFileObject> diagnostics)
            throws IOException {
        return (JavacTask) javac.getTask(
                Writer.nullWriter(), files(path), diagnostics, OPTIONS, null, List.of(new InMemory(source)));
    }

    private Listings files(List<Path> path) throws IOException {
        Listings current = files;
        if (current == null || !path.equals(classPath)) {
            close();
            StandardJavaFileManager standard = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
            standard.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
            current = new Listings(standard, packages);
            current.classPath(path);
            files = current;
            classPath = List.copyOf(path);
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
            files = null;
        }
    }

    /** Remembers the content of packages. */
    private static final class Listings extends ClassPathFiles {
        private final Map<String, List<JavaFileObject>> known = new HashMap<>();

        Listings(StandardJavaFileManager files, PackageFiles packages) {
            super(files, packages);
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            if (recurse) {
                return super.list(location, packageName, kinds, true);
            }
            String key = location.getName() + '/' + packageName + '/' + kinds.contains(JavaFileObject.Kind.CLASS);
            List<JavaFileObject> listed = known.get(key);
            if (listed == null) {
                listed = new ArrayList<>();
                super.list(location, packageName, kinds, false).forEach(listed::add);
                known.put(key, listed);
            }
            return listed;
        }

        @Override
        public boolean contains(Location location, javax.tools.FileObject file) throws IOException {
            return !(file instanceof InMemory) && super.contains(location, file);
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String content;

        InMemory(String content) {
            super(URI.create("string:///Cell.java"), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
