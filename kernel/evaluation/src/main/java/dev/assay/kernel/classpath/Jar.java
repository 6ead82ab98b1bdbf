package dev.assay.kernel.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import org.jspecify.annotations.Nullable;

/** A jar, which is opened when javac reads a class of it, and stays open. */
final class Jar implements Holder {
    private final Path path;
    private final JarClasses classes;
    private final List<Path> named;
    private @Nullable ZipFile zip;
    private boolean closed;

    /**
     * @param classes what it holds
     * @param named what its manifest adds to the class path
     */
    Jar(Path path, JarClasses classes, List<Path> named) {
        this.path = path;
        this.classes = classes;
        this.named = named;
    }

    Path path() {
        return path;
    }

    /** When the file was written, in milliseconds; 0 where nobody can tell. Javac asks where a folder has a source of the same class. */
    long lastModified() {
        return path.toFile().lastModified();
    }

    @Override
    public List<Path> named() {
        return named;
    }

    /** Only classes: sources among a library's classes are for people. */
    @Override
    public Iterable<JavaFileObject> list(String packageName, Set<Kind> kinds) {
        List<JavaFileObject> files = new ArrayList<>();
        if (kinds.contains(Kind.CLASS)) {
            for (String name : classes.of(packageName)) {
                files.add(new JarClass(this, packageName, name));
            }
        }
        return files;
    }

    /** The content of an entry, which {@link #list} has named. */
    InputStream open(String entry) throws IOException {
        ZipFile opened = opened();
        ZipEntry found = opened.getEntry(entry);
        InputStream content = found == null ? null : opened.getInputStream(found);
        if (content == null) {
            throw new IOException(path + " has changed: it holds no " + entry);
        }
        return content;
    }

    private synchronized ZipFile opened() throws IOException {
        if (closed) {
            throw new IOException(path + " is closed");
        }
        ZipFile known = zip;
        if (known == null) {
            known = new ZipFile(path.toFile());
            zip = known;
        }
        return known;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (zip != null) {
            zip.close();
        }
    }
}
