package dev.assay.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with nothing but a manifest: main class, class path relative to itself, and what the kernel may do that a program
 * may not by default. In a manifest these reach the machine whatever the system's code page is, which an argument file
 * does not, and do without options that would switch off parts of class-data sharing.
 */
final class LaunchJar {

    static final String MAIN = "dev.assay.assembly.KernelMain";

    /** javac's pool of compilers, behind the fast path; without it every cell goes the long way through JShell. */
    private static final String JAVAC = "jdk.compiler/com.sun.tools.javac.api"
            + " jdk.compiler/com.sun.tools.javac.code"
            + " jdk.compiler/com.sun.tools.javac.util";

    private LaunchJar() {}

    /** Names the jars that stand beside it. */
    static byte[] of(List<String> jars) throws IOException {
        return withClassPath(jars.stream().map(LaunchJar::url).toList());
    }

    /** Names jars and class folders wherever they are. */
    static byte[] ofPaths(List<Path> classPath) throws IOException {
        return withClassPath(
                classPath.stream().map(path -> path.toUri().toString()).toList());
    }

    private static byte[] withClassPath(List<String> urls) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, MAIN);
        main.put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
        main.putValue("Add-Exports", JAVAC);
        // To a notebook the kernel's jars are part of Java, and by this ClassGraph takes them for that: with all of
        // them to look through, Tablesaw's first table takes half a second of processor time more. It finds
        // itself where the cells' loader lists it.
        main.put(Attributes.Name.SPECIFICATION_TITLE, "Java Platform API Specification");
        // What JShell keeps of snippets that are gone is taken out of it; without this its memory grows with every
        // cell.
        main.putValue("Add-Opens", "jdk.jshell/jdk.jshell");
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            // Not setTime, which loads the world's time zones and calendars.
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            manifest.write(zip);
        }
        return bytes.toByteArray();
    }

    private static String url(String name) {
        try {
            return new URI(null, null, "./" + name, null).getRawPath().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a jar cannot be called " + name, e);
        }
    }
}
