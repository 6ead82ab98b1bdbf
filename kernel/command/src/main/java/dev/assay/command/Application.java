package dev.assay.command;

import dev.assay.kernel.classpath.JarIndex;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The kernel's jars. They are copied beside the kernelspec: a rebuilt, moved or removed source tree then changes nothing
 * under a running kernel, and the class-data archive, which knows its jars by path and date, stays valid.
 *
 * @param classPath jars, and class folders when run from a build
 */
record Application(List<Path> classPath) {

    /** What starts the kernel: a jar without classes that names the others, so no path of the user's is in an option. */
    static final String LAUNCH_JAR = "kernel.jar";

    /** Of the class path of this process what the kernel's needs. */
    static Application running() {
        Set<Path> found = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (!entry.isEmpty() && Files.exists(path)) {
                found.add(path);
            }
        }
        return new Application(KernelJars.listed().among(List.copyOf(found)));
    }

    /**
     * Copies the jars into a new folder and writes the launch jar there.
     *
     * @param folder exists and is empty
     * @return what is in it, as twelve hexadecimal digits: the same jars in the same order give the same
     */
    String copyTo(Path folder) throws IOException {
        MessageDigest all = sha256();
        Map<String, Path> names = names();
        for (Map.Entry<String, Path> entry : names.entrySet()) {
            Path target = folder.resolve(entry.getKey());
            MessageDigest one = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), one)) {
                if (Files.isDirectory(entry.getValue())) {
                    zip(entry.getValue(), out);
                } else {
                    Files.copy(entry.getValue(), out);
                }
            }
            all.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
            all.update(one.digest());
        }
        byte[] launch = LaunchJar.of(List.copyOf(names.keySet()));
        Path jar = Files.write(folder.resolve(LAUNCH_JAR), launch);
        JarIndex.write(jar, names.keySet().stream().map(folder::resolve).toList());
        all.update(launch);
        return HexFormat.of().formatHex(all.digest()).substring(0, 12);
    }

    /** The folder that all of the class path stands in, as jars; none if there is more than one. */
    Optional<Path> folder() {
        List<Path> folders = classPath.stream()
                .map(entry -> entry.resolveSibling(""))
                .distinct()
                .toList();
        boolean jars = classPath.stream().allMatch(Files::isRegularFile);
        return jars && folders.size() == 1 ? Optional.of(folders.get(0)) : Optional.empty();
    }

    /**
     * Writes the jar that starts the kernel into a folder within {@link #folder}. Whoever writes it writes the same bytes of
     * the same date, by which an archive knows it, so that archives of several Javas share it.
     */
    void startFrom(Path within) throws IOException {
        List<String> names =
                classPath.stream().map(jar -> "../" + jar.getFileName()).toList();
        Path part =
                within.resolve("." + LAUNCH_JAR + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, LaunchJar.of(names));
            Files.setLastModifiedTime(part, FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
            Files.deleteIfExists(JarIndex.beside(within.resolve(LAUNCH_JAR))); // of other jars
            Files.move(
                    part,
                    within.resolve(LAUNCH_JAR),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            JarIndex.write(within.resolve(LAUNCH_JAR), classPath);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether {@link #copyTo} filled this folder with these jars, as far as names and sizes tell; never for class folders. */
    boolean isIn(Path folder) throws IOException {
        for (Map.Entry<String, Path> entry : names().entrySet()) {
            Path there = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(entry.getValue())
                    || !Files.isRegularFile(there)
                    || Files.size(there) != Files.size(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Names in the folder, unique whatever the jars are called, in the order of the class path. */
    private Map<String, Path> names() {
        Map<String, Path> names = new LinkedHashMap<>();
        for (Path entry : classPath) {
            String name = Files.isDirectory(entry) ? "classes.jar" : String.valueOf(entry.getFileName());
            while (names.containsKey(name) || name.equals(LAUNCH_JAR)) {
                name = "also-" + name;
            }
            names.put(name, entry);
        }
        return names;
    }

    private static void zip(Path classes, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry =
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/'));
                entry.setTime(0);
                zip.putNextEntry(entry);
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(zip);
                }
            }
        }
        zip.finish();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
