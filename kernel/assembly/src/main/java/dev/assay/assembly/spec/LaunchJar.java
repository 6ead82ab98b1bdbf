package dev.assay.assembly.spec;

import dev.assay.assembly.CellClassPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
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

    /**
     * What the kernel runs on but cells are not compiled against: natives, the page's script, and the machinery of sockets,
     * commands and Maven. javac reads the directory of every jar it is given, three times in a kernel, and these hold half of
     * all entries. Everything else is seen by cells, whether or not somebody thought of it.
     */
    private static final Pattern MACHINERY = Pattern.compile(
            "(?:.*-(?:linux|macosx|darwin|windows|win32)-.*|icu4j|jna|jna-platform"
                    + "|plotly\\.js|ortools-java|protobuf-java|jeromq|jnacl|httpclient|httpcore|commons-codec|commons-io|jcl-over-slf4j"
                    + "|maven-.*|plexus-.*|org\\.eclipse\\.sisu.*|javax\\.inject|jline-.*|progressbar|picocli|checker-qual"
                    + "|error_prone_annotations|j2objc-annotations|jsr305|failureaccess|listenablefuture|slf4j-nop)-[0-9].*");

    /** Whether cells are compiled against a jar of this name. */
    static boolean isForCells(String name) {
        return !MACHINERY.matcher(name).matches();
    }

    static byte[] of(List<String> jars) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, MAIN);
        main.put(Attributes.Name.CLASS_PATH, urls(jars));
        main.putValue(
                CellClassPath.ATTRIBUTE,
                urls(jars.stream().filter(LaunchJar::isForCells).toList()));
        main.putValue("Add-Exports", JAVAC);
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTime(0);
            zip.putNextEntry(entry);
            manifest.write(zip);
        }
        return bytes.toByteArray();
    }

    private static String urls(List<String> names) {
        return String.join(" ", names.stream().map(LaunchJar::url).toList());
    }

    private static String url(String name) {
        try {
            return new URI(null, null, "./" + name, null).getRawPath().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a jar cannot be called " + name, e);
        }
    }
}
