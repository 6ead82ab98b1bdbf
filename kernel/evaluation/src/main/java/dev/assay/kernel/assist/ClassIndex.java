package dev.assay.kernel.assist;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** The top-level classes of the JDK's exported packages and of the class path, by simple name; read from directories only. */
final class ClassIndex {
    private static final List<String> USUAL = List.of(
            "java.util.", "java.io.", "java.nio.file.", "java.time.", "java.util.stream.", "java.util.function.");
    /** A folder on the class path that holds more is no library. */
    private static final int MOST_FILES = 200_000;

    /** Stands for the JDK among the class path's entries. */
    private static final Path PLATFORM = Path.of("");

    private final NavigableMap<String, List<String>> bySimpleName = new TreeMap<>();
    private final NavigableSet<String> packages = new TreeSet<>();

    private final Map<String, Path> homes = new HashMap<>();
    private final Map<String, Boolean> published = new ConcurrentHashMap<>();

    private ClassIndex(Map<Path, List<String>> listings) {
        listings.forEach((home, listing) -> {
            for (String name : listing) {
                homes.putIfAbsent(name, home);
                int dot = name.lastIndexOf('.');
                bySimpleName
                        .computeIfAbsent(name.substring(dot + 1), simple -> new ArrayList<>(1))
                        .add(name);
                if (dot > 0) {
                    packages.add(name.substring(0, dot));
                }
            }
        });
    }

    /** Whether the class may be named by others; the class file is looked at once. */
    boolean isPublic(String name) {
        return published.computeIfAbsent(name, full -> {
            Path home = homes.get(full);
            try {
                return home != null && (new ClassReader(bytes(home, full)).getAccess() & Opcodes.ACC_PUBLIC) != 0;
            } catch (IOException | RuntimeException unreadable) {
                return false;
            }
        });
    }

    /** The jar or folder a top-level class of the class path comes from; empty for the JDK's. */
    Optional<Path> home(String name) {
        return Optional.ofNullable(homes.get(name)).filter(home -> !home.equals(PLATFORM));
    }

    private static byte[] bytes(Path home, String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        if (home.equals(PLATFORM)) {
            try (InputStream stream = ClassLoader.getSystemResourceAsStream(file)) {
                return stream == null ? new byte[0] : stream.readAllBytes();
            }
        }
        if (Files.isDirectory(home)) {
            return Files.readAllBytes(home.resolve(file));
        }
        try (ZipFile jar = new ZipFile(home.toFile())) {
            ZipEntry entry = jar.getEntry(file);
            return entry == null ? new byte[0] : jar.getInputStream(entry).readAllBytes();
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
        private ClassIndex current = new ClassIndex(Map.of());
        private boolean fresh;

        synchronized ClassIndex of(List<Path> classPath) {
            if (!fresh || !classPath.equals(path)) {
                platform = platform.isEmpty() ? platform() : platform;
                Map<Path, List<String>> listings = new LinkedHashMap<>();
                listings.put(PLATFORM, platform);
                classPath.forEach(entry -> listings.put(entry, read.computeIfAbsent(entry, Reader::entries)));
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
