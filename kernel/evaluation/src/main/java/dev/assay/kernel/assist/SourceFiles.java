package dev.assay.kernel.assist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where the source of a class lies on this machine: the JDK's {@code src.zip}, {@code x-sources.jar} beside {@code x.jar}.
 * Looked for when somebody asks, never downloaded.
 */
final class SourceFiles {
    private static final int MOST_BYTES = 4 << 20;
    private static final int KEPT = 16;

    private final Compiler compiler;
    private final Path javaHome;
    private final Map<String, Optional<Compiler.Parsed>> parsed = new LinkedHashMap<>(32, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Compiler.Parsed>> eldest) {
            return size() > KEPT;
        }
    };

    SourceFiles(Compiler compiler, Path javaHome) {
        this.compiler = compiler;
        this.javaHome = javaHome;
    }

    /** The parsed file of a top-level class, empty where its source is not here. */
    Optional<Compiler.Parsed> of(String module, String topLevel, Optional<Path> jar) throws IOException {
        Optional<Path> archive = jar.isPresent() ? beside(jar.get(), "-sources.jar") : platformSources();
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        String file = topLevel.replace('.', '/') + ".java";
        List<String> entries = module.isEmpty() ? List.of(file) : List.of(module + "/" + file, file);
        String key = archive.get() + "!" + entries.get(0);
        Optional<Compiler.Parsed> known = parsed.get(key);
        if (known == null) {
            Optional<String> source = read(archive.get(), entries);
            known = source.isPresent() ? Optional.of(compiler.parse(source.get())) : Optional.empty();
            parsed.put(key, known);
        }
        return known;
    }

    private Optional<Path> platformSources() {
        return List.of(javaHome.resolve("lib").resolve("src.zip"), javaHome.resolve("src.zip")).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static Optional<Path> beside(Path jar, String ending) {
        Path name = jar.getFileName();
        if (name == null || !name.toString().endsWith(".jar")) {
            return Optional.empty();
        }
        String stem = name.toString().substring(0, name.toString().length() - 4);
        return Optional.of(jar.resolveSibling(stem + ending)).filter(Files::isRegularFile);
    }

    static Optional<String> read(Path archive, List<String> entries) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (String name : entries) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    // the size an archive states may be a lie
                    byte[] bytes = zip.getInputStream(entry).readNBytes(MOST_BYTES);
                    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException unreadable) {
            // a damaged archive documents nothing
        }
        return Optional.empty();
    }

    /** What to do so that a class has documentation. */
    String advice(Optional<Path> jar) {
        if (jar.isPresent()) {
            String stem = String.valueOf(jar.get().getFileName()).replaceAll("\\.jar$", "");
            return "No Javadoc: put " + stem + "-sources.jar beside " + stem + ".jar, or its -javadoc.jar";
        }
        int version = Runtime.version().feature();
        return "No Javadoc: this JDK has no src.zip in its lib folder (Debian and Ubuntu: apt install openjdk-"
                + version + "-source)";
    }
}
