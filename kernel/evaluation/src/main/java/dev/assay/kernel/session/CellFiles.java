package dev.assay.kernel.session;

import dev.assay.kernel.classpath.ClassPathFiles;
import dev.assay.kernel.classpath.PackageFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The compiler's view of files: the class path and the JDK as they are, and a package of JShell's that holds only the
 * classes this one cell needs, so that its price does not grow with the session.
 */
final class CellFiles extends ClassPathFiles {
    private final String packageName;
    private final Map<String, byte[]> visible = new LinkedHashMap<>();
    private final Map<String, MemoryFile> written = new LinkedHashMap<>();

    private final Consumer<String> found;

    /** @param found hears of each package that was looked for on the class path, and is there */
    CellFiles(StandardJavaFileManager files, PackageFiles packages, Consumer<String> found, String packageName) {
        super(files, packages);
        this.found = found;
        this.packageName = packageName;
    }

    /** Starts anew with these classes, by binary name, to be found in the package. */
    void show(Map<String, byte[]> classes) {
        visible.clear();
        visible.putAll(classes);
        written.clear();
    }

    /** What the compiler has written since, by binary name. */
    Map<String, byte[]> written() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, file) -> classes.put(name, file.bytes()));
        return classes;
    }

    /** A source file of the package; {@code title} is what stack traces call it. */
    static JavaFileObject source(String binaryName, String title, String text) {
        return new MemoryFile(title, binaryName, JavaFileObject.Kind.SOURCE, new byte[0], text);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String listed, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (!listed.equals(packageName)) {
            Iterable<JavaFileObject> files = super.list(location, listed, kinds, recurse);
            if (location == StandardLocation.CLASS_PATH && files.iterator().hasNext()) {
                found.accept(listed);
            }
            return files;
        }
        List<JavaFileObject> files = new ArrayList<>();
        if (location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS)) {
            visible.forEach(
                    (name, bytecode) -> files.add(new MemoryFile(name, name, JavaFileObject.Kind.CLASS, bytecode, "")));
        }
        return files;
    }

    @Override
    public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof MemoryFile memory ? memory.binaryName : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        return one == other
                || (!(one instanceof MemoryFile) && !(other instanceof MemoryFile) && super.isSameFile(one, other));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        MemoryFile file = new MemoryFile(className, className, kind, new byte[0], "");
        written.put(className, file);
        return file;
    }

    private static final class MemoryFile extends SimpleJavaFileObject {
        final String binaryName;
        private final byte[] bytecode;
        private final String text;
        private final ByteArrayOutputStream output = new ByteArrayOutputStream(0);

        MemoryFile(String title, String binaryName, Kind kind, byte[] bytecode, String text) {
            super(uri(title), kind);
            this.binaryName = binaryName;
            this.bytecode = bytecode;
            this.text = text;
        }

        private static URI uri(String title) {
            try {
                return new URI("memory", null, "/" + title, null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }

        /** Also for the public class of a source that is named after its cell. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind other) {
            return kind == other;
        }

        byte[] bytes() {
            return output.toByteArray();
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytecode);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public OutputStream openOutputStream() {
            output.reset();
            return output;
        }
    }
}
