package dev.assay.assembly;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What cells are compiled against, where a launch jar says so in its manifest: those of its jars that hold what people use.
 * Running them, every jar is there.
 */
public final class CellClassPath {
    /** The attribute of the launch jar's manifest: URLs relative to it, as in {@code Class-Path}. */
    public static final String ATTRIBUTE = "Assay-Cell-Class-Path";

    private static final String PROPERTY = "java.class.path";

    private CellClassPath() {}

    /** Puts it where JShell and the compilers look for a class path; classes are loaded from where they were before. */
    static void apply() {
        String launched = System.getProperty(PROPERTY, "");
        if (!launched.endsWith(".jar") || launched.contains(File.pathSeparator)) {
            return;
        }
        List<String> jars = jars(Path.of(launched).toAbsolutePath());
        if (!jars.isEmpty()) {
            System.setProperty(PROPERTY, String.join(File.pathSeparator, jars));
        }
    }

    private static List<String> jars(Path launchJar) {
        List<String> jars = new ArrayList<>();
        try (JarFile jar = new JarFile(launchJar.toFile())) {
            Manifest manifest = jar.getManifest();
            String urls = manifest == null ? null : manifest.getMainAttributes().getValue(ATTRIBUTE);
            for (String url : urls == null ? new String[0] : urls.split(" ")) {
                jars.add(Path.of(launchJar.toUri().resolve(url)).toString());
            }
        } catch (IOException e) {
            return List.of(); // then cells see the launch jar and all that it names
        }
        return jars;
    }
}
