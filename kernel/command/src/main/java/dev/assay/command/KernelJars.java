package dev.assay.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The jars of the kernel's process. The commands need forty more, which would slow a kernel's start, since Tablesaw looks through
 * all jars for its first table, and stand in the way of the versions a notebook takes from Maven.
 *
 * @param names file names
 */
record KernelJars(Set<String> names) {

    /** Written by the build of the process, from what Maven resolves for it: {@code ./NAME:./NAME}. */
    private static final String LIST = "/dev/assay/assembly/jars.txt";

    /** Those that the build wrote down. */
    static KernelJars listed() {
        try (InputStream in = KernelJars.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is not among the resources");
            }
            Set<String> names = new LinkedHashSet<>();
            for (String entry : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(":")) {
                names.add(entry.substring(entry.lastIndexOf('/') + 1));
            }
            return new KernelJars(names);
        } catch (IOException e) {
            throw new UncheckedIOException(LIST + " cannot be read", e);
        }
    }

    /**
     * Those of a class path that the kernel needs, in its order. All of it where one of them is not there by its name: from a build
     * whose modules are folders of classes, as tests run, nobody can tell which folder is whose, and a kernel with too much
     * starts while one with too little does not.
     */
    List<Path> among(List<Path> classPath) {
        List<Path> ours =
                classPath.stream().filter(entry -> names.contains(name(entry))).toList();
        Set<String> found = ours.stream().map(KernelJars::name).collect(Collectors.toSet());
        return found.containsAll(names) ? ours : classPath;
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
