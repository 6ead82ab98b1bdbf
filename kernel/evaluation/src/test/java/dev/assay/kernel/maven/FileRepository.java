package dev.assay.kernel.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A Maven repository in a directory, written as a deployment would. */
public final class FileRepository {
    private final Path root;

    /** In a directory that need not exist. */
    public FileRepository(Path root) {
        this.root = root;
    }

    /** {@code file://…}. */
    public String url() {
        return root.toUri().toString();
    }

    /** Where {@code g:a:v} lies. */
    public Path file(String coordinate, String ending) {
        String[] gav = coordinate.split(":");
        return root.resolve(gav[0].replace('.', '/'))
                .resolve(gav[1])
                .resolve(gav[2])
                .resolve(gav[1] + "-" + gav[2] + ending);
    }

    /** A pom with more in it, and the jar unless the pom says another packaging. */
    public FileRepository artifact(String coordinate, String more) {
        String[] gav = coordinate.split(":");
        write(
                file(coordinate, ".pom"),
                ("<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion><groupId>"
                                + gav[0]
                                + "</groupId><artifactId>" + gav[1] + "</artifactId><version>" + gav[2] + "</version>"
                                + more
                                + "</project>")
                        .getBytes(StandardCharsets.UTF_8));
        if (!more.contains("<packaging>pom")) {
            jar(coordinate, "");
        }
        return this;
    }

    /** {@code <dependency>} of {@code g:a:v} or {@code g:a}. */
    public static String dependency(String coordinate, String more) {
        String[] gav = coordinate.split(":");
        return "<dependency><groupId>" + gav[0] + "</groupId><artifactId>" + gav[1] + "</artifactId>"
                + (gav.length > 2 ? "<version>" + gav[2] + "</version>" : "") + more + "</dependency>";
    }

    /** {@code <dependencies>} of them. */
    public static String needs(String... coordinates) {
        StringBuilder all = new StringBuilder("<dependencies>");
        for (String coordinate : coordinates) {
            all.append(dependency(coordinate, ""));
        }
        return all.append("</dependencies>").toString();
    }

    /** A jar with the given classifier, {@code -x} or empty. */
    public void jar(String coordinate, String classifier) {
        try {
            Path file = file(coordinate, classifier + ".jar");
            Files.createDirectories(file.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
                String[] gav = coordinate.split(":");
                out.putNextEntry(new JarEntry("META-INF/maven/" + gav[0] + "/" + gav[1] + "/pom.properties"));
                out.write(("groupId=" + gav[0] + "\nartifactId=" + gav[1] + "\nversion=" + gav[2] + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            sign(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list of versions that ranges, LATEST and RELEASE are answered from. */
    public void versions(String group, String artifact, String... versions) {
        StringBuilder xml = new StringBuilder("<metadata><groupId>" + group + "</groupId><artifactId>" + artifact
                + "</artifactId><versioning><latest>" + versions[versions.length - 1] + "</latest><release>"
                + versions[versions.length - 1] + "</release><versions>");
        for (String version : versions) {
            xml.append("<version>").append(version).append("</version>");
        }
        xml.append("</versions></versioning></metadata>");
        write(
                root.resolve(group.replace('.', '/')).resolve(artifact).resolve("maven-metadata.xml"),
                xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file and its checksum. */
    public void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            sign(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sign(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".sha1"),
                    HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
