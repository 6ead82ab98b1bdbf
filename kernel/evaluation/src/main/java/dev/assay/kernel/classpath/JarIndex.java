package dev.assay.kernel.classpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in the jars that a launch jar names, written beside it when they are put together. A kernel that knows it opens no
 * jar before a cell takes a class of it: to look through eighty jars' directories and manifests, with code that is not
 * compiled yet, takes a third of a second, half of it before the first cell.
 *
 * <p>A text: {@code jars}; for each jar a line with its path from the folder and its size in bytes, and lines that
 * begin with a tab, with a package and the names of its classes; {@code end}.
 */
public final class JarIndex {
    private static final String HEAD = "jars\n";
    private static final String END = "\nend\n";
    private static final String SUFFIX = ".index";

    private final Map<Path, Contents> jars;

    private JarIndex(Map<Path, Contents> jars) {
        this.jars = jars;
    }

    /** The file's name beside a launch jar. */
    public static Path beside(Path launchJar) {
        return launchJar.resolveSibling(launchJar.getFileName() + SUFFIX);
    }

    /**
     * Writes the index of a launch jar.
     *
     * @param jars which it names, in its order; what these name themselves is among them, or is not there
     */
    public static void write(Path launchJar, List<Path> jars) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        Path folder = launchJar.toAbsolutePath().normalize().resolveSibling("");
        for (Path jar : jars) {
            String name = folder.relativize(jar.toAbsolutePath().normalize()).toString();
            text.append(name).append('\t').append(Files.size(jar)).append('\n');
            JarClasses.readable(jar).forEach((packageName, names) -> text.append('\t')
                    .append(packageName)
                    .append('\t')
                    .append(String.join(" ", names))
                    .append('\n'));
        }
        text.setLength(text.length() - 1);
        text.append(END);
        // Not a temporary file, which nobody else may read: who installs for all is not who runs it.
        Path part = folder.resolve("." + launchJar.getFileName() + SUFFIX + "."
                + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, beside(launchJar), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The index of a launch jar; none where it was not written, or is not whole. */
    static Optional<JarIndex> of(Path launchJar) {
        Path file = beside(launchJar);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Map<Path, Contents> jars = parse(file.toAbsolutePath().resolveSibling(""), text);
            return jars == null ? Optional.empty() : Optional.of(new JarIndex(jars));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Map<Path, Contents> parse(Path folder, String text) {
        Map<Path, Contents> jars = new LinkedHashMap<>();
        Contents jar = null;
        if (!text.startsWith(HEAD) || !text.endsWith(END)) {
            return null;
        }
        int last = text.length() - END.length() + 1;
        for (int start = HEAD.length(), end; start < last; start = end + 1) {
            end = text.indexOf('\n', start);
            int tab = text.indexOf('\t', start + 1);
            if (text.charAt(start) != '\t') {
                jar = new Contents(text, Long.parseLong(text.substring(tab + 1, end)), new HashMap<>());
                jars.put(folder.resolve(text.substring(start, tab)).normalize(), jar);
            } else if (jar != null) {
                jar.packages().put(text.substring(start + 1, tab), new int[] {tab + 1, end});
            }
        }
        return jars;
    }

    /** The jars, in the launch jar's order. */
    List<Path> jars() {
        return List.copyOf(jars.keySet());
    }

    /** What a jar holds, if it is one of these and has not changed since. */
    @Nullable
    JarClasses classes(Path jar) {
        Contents contents = jars.get(jar);
        try {
            return contents != null && Files.size(jar) == contents.size() ? contents : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * @param text of the whole index
     * @param size of the jar, in bytes
     * @param packages where in the text the names of each package's classes begin and end
     */
    private record Contents(String text, long size, Map<String, int[]> packages) implements JarClasses {
        @Override
        public List<String> of(String packageName) {
            int[] place = packages.get(packageName);
            return place == null
                    ? List.of()
                    : List.of(text.substring(place[0], place[1]).split(" "));
        }
    }
}
