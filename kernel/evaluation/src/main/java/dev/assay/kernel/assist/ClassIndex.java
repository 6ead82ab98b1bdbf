package dev.assay.kernel.assist;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The top-level classes of the JDK's exported packages and of the class path, by simple name; read from directories only. */
final class ClassIndex {
    private static final List<String> USUAL = List.of(
            "java.util.", "java.io.", "java.nio.file.", "java.time.", "java.util.stream.", "java.util.function.");
    /** A folder on the class path that holds more is no library. */
    private static final int MOST_FILES = 200_000;

    private final NavigableMap<String, List<String>> bySimpleName = new TreeMap<>();
    private final NavigableSet<String> packages = new TreeSet<>();

    private ClassIndex(List<List<String>> listings) {
        for (List<String> listing : listings) {
            for (String name : listing) {
                int dot = name.lastIndexOf('.');
                bySimpleName
                        .computeIfAbsent(name.substring(dot + 1), simple -> new ArrayList<>(1))
                        .add(name);
                if (dot > 0) {
                    packages.add(name.substring(0, dot));
                }
            }
        }
    }

    /** Full names of the classes whose simple name starts so, those that are meant most often first. */
    List<String> startingWith(String prefix) {
        return bySimpleName.subMap(prefix, prefix + Character.MAX_VALUE).entrySet().stream()
                .sorted(Comparator.comparingInt(
                                (Map.Entry<String, ?> entry) -> entry.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .flatMap(entry -> entry.getValue().stream().sorted(ORDER))
                .distinct()
                .limit(400)
                .toList();
    }

    /** Full names of the classes of a simple name. */
    List<String> named(String simple) {
        return bySimpleName.getOrDefault(simple, List.of()).stream()
                .sorted(ORDER)
                .distinct()
                .toList();
    }

    /** The next segments of the packages inside one; of the roots for the empty name. */
    Set<String> subpackages(String name) {
        String prefix = name.isEmpty() ? "" : name + ".";
        return packages.subSet(prefix, true, prefix + Character.MAX_VALUE, true).stream()
                .map(found -> found.substring(prefix.length()))
                .filter(rest -> !rest.isEmpty())
                .map(rest -> rest.indexOf('.') < 0 ? rest : rest.substring(0, rest.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final Comparator<String> ORDER =
            Comparator.comparingInt(ClassIndex::place).thenComparing(name -> name);

    private static int place(String name) {
        for (int i = 0; i < USUAL.size(); i++) {
            if (name.startsWith(USUAL.get(i)) && name.indexOf('.', USUAL.get(i).length()) < 0) {
                return i;
            }
        }
        boolean internal = name.startsWith("com.sun.") || name.startsWith("sun.") || name.startsWith("jdk.");
        return USUAL.size() + (name.startsWith("java.") ? 0 : internal ? 2 : 1);
    }

    /** Reads indexes and keeps what it has read of each jar. */
    static final class Reader {
        private final Map<Path, List<String>> read = new HashMap<>();
        private List<Path> path = List.of();
        private List<String> platform = List.of();
        private ClassIndex current = new ClassIndex(List.of());
        private boolean fresh;

        synchronized ClassIndex of(List<Path> classPath) {
            if (!fresh || !classPath.equals(path)) {
                platform = platform.isEmpty() ? platform() : platform;
                List<List<String>> listings = new ArrayList<>();
                listings.add(platform);
                classPath.forEach(entry -> listings.add(read.computeIfAbsent(entry, Reader::entries)));
                current = new ClassIndex(listings);
                path = List.copyOf(classPath);
                fresh = true;
            }
            return current;
        }

        private static List<String> platform() {
            List<String> names = new ArrayList<>();
            for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
                Set<String> exported = module.descriptor().exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
                if (exported.isEmpty()) {
                    continue;
                }
                try (ModuleReader reader = module.open();
                        Stream<String> resources = reader.list()) {
                    resources
                            .map(Reader::className)
                            .filter(name -> exported.contains(packageOf(name)))
                            .forEach(names::add);
                } catch (IOException unreadable) {
                    // an index without this module is still of use
                }
            }
            return names;
        }

        private static List<String> entries(Path entry) {
            if (Files.isDirectory(entry)) {
                try (Stream<Path> files = Files.walk(entry)) {
                    return files.limit(MOST_FILES)
                            .map(file ->
                                    className(entry.relativize(file).toString().replace('\\', '/')))
                            .filter(name -> !name.isEmpty())
                            .toList();
                } catch (IOException | java.io.UncheckedIOException unreadable) {
                    return List.of();
                }
            }
            try (ZipFile jar = new ZipFile(entry.toFile())) {
                return jar.stream()
                        .limit(MOST_FILES)
                        .map(file -> className(file.getName()))
                        .filter(name -> !name.isEmpty())
                        .toList();
            } catch (IOException | UnsupportedOperationException unreadable) {
                return List.of();
            }
        }

        /** Empty for what is no top-level class. */
        private static String className(String resource) {
            boolean topLevel = resource.endsWith(".class")
                    && resource.indexOf('$') < 0
                    && resource.indexOf('-') < 0
                    && !resource.startsWith("META-INF/");
            return topLevel ? resource.substring(0, resource.length() - 6).replace('/', '.') : "";
        }

        private static String packageOf(String name) {
            int dot = name.lastIndexOf('.');
            return dot < 0 ? "" : name.substring(0, dot);
        }
    }
}
