package dev.assay.kernel.classpath;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What a jar's manifest adds to the class path in {@code Class-Path}. */
final class ManifestPath {
    private ManifestPath() {}

    /** The entries that are there; none where the file is no jar. */
    static List<Path> named(Path jar) {
        List<Path> named = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String url : value == null ? new String[0] : value.strip().split(" +")) {
                add(jar, url, named);
            }
        } catch (IOException e) {
            return named; // no jar, or a damaged one
        }
        return named;
    }

    private static void add(Path jar, String url, List<Path> to) {
        try {
            Path entry = Path.of(jar.toUri().resolve(new URI(url)));
            if (!url.isEmpty() && Files.exists(entry)) {
                to.add(entry);
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return; // Java passes over what is no file's address as well
        }
    }
}
