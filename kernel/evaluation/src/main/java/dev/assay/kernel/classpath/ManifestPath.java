package dev.assay.kernel.classpath;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A class path as Java follows it: jars that a jar's manifest names in {@code Class-Path} belong to it, each behind the jar
 * that names it. A kernel is started with one jar that names all others.
 */
public final class ManifestPath {
    private ManifestPath() {}

    /**
     * All entries, each once, in the order Java looks through them.
     *
     * @param path entries separated as on a command line
     */
    public static List<Path> of(String path) {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>();
        for (String entry : path.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                open.add(Path.of(entry));
            }
        }
        while (!open.isEmpty()) {
            Path entry = open.removeFirst();
            if (found.add(entry)) {
                List<Path> named = named(entry);
                Collections.reverse(named);
                named.forEach(open::addFirst);
            }
        }
        return List.copyOf(found);
    }

    /** What a jar's manifest names, as far as it is there. */
    private static List<Path> named(Path jar) {
        List<Path> named = new ArrayList<>();
        if (!Files.isRegularFile(jar)) {
            return named;
        }
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
