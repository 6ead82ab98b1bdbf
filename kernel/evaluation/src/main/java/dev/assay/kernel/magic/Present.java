package dev.assay.kernel.magic;

import dev.assay.kernel.maven.MavenResolution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What the class path holds already, by what jars say of themselves, else by their names. */
final class Present {
    private static final Pattern VERSION =
            Pattern.compile("\\d[A-Za-z0-9_.+]*(-([A-Z]|\\d|jre|android|alpha|beta|rc)[A-Za-z0-9.]*)*");

    private final Map<MavenResolution.Jar, String> versions = new HashMap<>();

    Present(MagicSession session, List<MavenResolution.Jar> wanted) {
        for (Path entry : session.classPath()) {
            for (MavenResolution.Jar jar : wanted) {
                String version = entry.equals(jar.file()) ? jar.version() : named(entry, jar);
                if (version != null) {
                    versions.putIfAbsent(jar, version);
                }
            }
            if (Files.isRegularFile(entry)) {
                readRecords(entry, wanted);
            }
        }
    }

    /** The version that is there; null if none is. */
    @Nullable
    String version(MavenResolution.Jar jar) {
        return versions.get(jar);
    }

    private static @Nullable String named(Path entry, MavenResolution.Jar jar) {
        Path fileName = entry.getFileName();
        String name = fileName == null ? "" : fileName.toString();
        String prefix = jar.artifact() + "-";
        String suffix = jar.classifier().isEmpty() ? ".jar" : "-" + jar.classifier() + ".jar";
        if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.length() <= prefix.length() + suffix.length()) {
            return null;
        }
        String version = name.substring(prefix.length(), name.length() - suffix.length());
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() && sameGroup(entry, jar, version) ? version : null;
    }

    /** The layout of a repository tells the group too; a directory of loose jars does not. */
    private static boolean sameGroup(Path entry, MavenResolution.Jar jar, String version) {
        Path directory = entry.getParent();
        Path group = Path.of(jar.group().replace('.', '/'));
        if (directory == null || !directory.endsWith(Path.of(jar.artifact(), version))) {
            return true;
        }
        return directory.endsWith(group.resolve(jar.artifact()).resolve(version));
    }

    /** Jars that Maven built say what they are, also where several were merged into one. */
    private void readRecords(Path entry, List<MavenResolution.Jar> wanted) {
        try (ZipFile zip = new ZipFile(entry.toFile())) {
            for (MavenResolution.Jar jar : wanted) {
                ZipEntry record = jar.classifier().isEmpty()
                        ? zip.getEntry("META-INF/maven/" + jar.group() + "/" + jar.artifact() + "/pom.properties")
                        : null;
                if (record == null || versions.containsKey(jar)) {
                    continue;
                }
                Properties properties = new Properties();
                try (InputStream in = zip.getInputStream(record)) {
                    properties.load(in);
                }
                String version = properties.getProperty("version");
                if (version != null) {
                    versions.put(jar, version);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // No jar, or one that is not whole: whoever loads from it will say so.
        }
    }
}
