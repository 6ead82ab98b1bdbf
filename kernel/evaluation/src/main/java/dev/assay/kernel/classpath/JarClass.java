package dev.assay.kernel.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** A class in a jar, as javac reads it. Nothing of it is worked out before somebody asks. */
final class JarClass implements JavaFileObject {
    private final Jar jar;
    private final String packageName;
    private final String simpleName;

    /**
     * @param packageName with dots
     * @param simpleName the file's name without {@code .class}
     */
    JarClass(Jar jar, String packageName, String simpleName) {
        this.jar = jar;
        this.packageName = packageName;
        this.simpleName = simpleName;
    }

    String binaryName() {
        return packageName + "." + simpleName;
    }

    private String entry() {
        return packageName.replace('.', '/') + "/" + simpleName + ".class";
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return jar.open(entry());
    }

    /** As javac names what it reads from a jar. */
    @Override
    public String getName() {
        return jar.path() + "(/" + entry() + ")";
    }

    @Override
    public URI toUri() {
        return URI.create("jar:" + jar.path().toUri() + "!/" + entry().replace("$", "%24"));
    }

    @Override
    public Kind getKind() {
        return Kind.CLASS;
    }

    @Override
    public boolean isNameCompatible(String name, Kind kind) {
        return kind == Kind.CLASS && name.equals(simpleName);
    }

    @Override
    public @Nullable NestingKind getNestingKind() {
        return null;
    }

    @Override
    public @Nullable Modifier getAccessLevel() {
        return null;
    }

    @Override
    public long getLastModified() {
        return jar.lastModified();
    }

    @Override
    public boolean delete() {
        return false;
    }

    @Override
    public Reader openReader(boolean ignoreEncodingErrors) throws IOException {
        return new InputStreamReader(openInputStream(), StandardCharsets.UTF_8);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        throw new UnsupportedOperationException("a class file is no text");
    }

    @Override
    public OutputStream openOutputStream() throws IOException {
        throw new IOException("a library is only read: " + getName());
    }

    @Override
    public Writer openWriter() throws IOException {
        throw new IOException("a library is only read: " + getName());
    }

    @Override
    public String toString() {
        return getName();
    }
}
