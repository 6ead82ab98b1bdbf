package dev.assay.kernel.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The names of a jar's classes, by package. */
interface JarClasses {
    /**
     * Names of class files, without {@code .class}.
     *
     * @param packageName with dots
     */
    List<String> of(String packageName);

    /**
     * Those of a jar, or of a zip under any name, by its central directory, which is read when somebody asks; of none if it is not
     * one, as javac has it. For one thread at a time.
     */
    static JarClasses in(Path jar) {
        return new JarClasses() {
            private @Nullable Map<String, List<String>> read;

            @Override
            public List<String> of(String packageName) {
                Map<String, List<String>> known = read;
                if (known == null) {
                    known = readable(jar);
                    read = known;
                }
                return known.getOrDefault(packageName, List.of());
            }
        };
    }

    /** Names by package, in order of both; none where it is no jar. */
    static Map<String, List<String>> readable(Path jar) {
        try {
            return read(jar);
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }

    private static Map<String, List<String>> read(Path jar) throws IOException {
        Map<String, List<String>> packages = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            String folder = "";
            List<String> names = new ArrayList<>();
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                String entry = all.nextElement().getName();
                int slash = entry.lastIndexOf('/');
                if (slash <= 0 || !entry.endsWith(".class") || entry.startsWith("META-INF/")) {
                    continue;
                }
                if (slash != folder.length() || !entry.startsWith(folder)) { // entries of a package stand together
                    folder = entry.substring(0, slash);
                    names = packages.computeIfAbsent(folder.replace('/', '.'), name -> new ArrayList<>());
                }
                String name = entry.substring(slash + 1, entry.length() - ".class".length());
                if (isName(name)) {
                    names.add(name);
                }
            }
        }
        packages.values().removeIf(List::isEmpty);
        packages.values().forEach(names -> names.sort(null));
        return new TreeMap<>(packages);
    }

    /** Whether it can stand among names with blanks between them; code could not name it either. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(sign -> sign > ' ');
    }
}
