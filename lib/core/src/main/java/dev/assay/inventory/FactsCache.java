package dev.assay.inventory;

import dev.assay.source.Roots;
import dev.assay.source.walk.Tree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the facts of files are kept from one scan to the next, so that a scan of an unchanged tree only lists, and a
 * killed one goes on where it stopped. Facts hold for a path, a size and a time of change, and for what measured them:
 * the version, the engine's fingerprint and the depth. Rows are made anew from the facts each time, so that it makes no
 * difference to them which way the facts came.
 *
 * <p>One file for each root and each way of measuring. Where they pass the limit together, those go that were of use
 * longest ago. A cache that cannot be used costs time and a remark, never a scan; it is never kept under a root.
 */
public final class FactsCache {

    /** What the form of the records and of the facts in them is called; another form asks for another name. */
    private static final String FORM = "assay facts 1";

    private static final String SUFFIX = ".facts";
    private static final long LIMIT = 1L << 30;

    private final Path folder;
    private final long limit;

    private FactsCache(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** The user's: {@code ASSAY_CACHE}, else {@code assay} where the system keeps a user's caches; up to 1 GiB. */
    public static FactsCache ofUser() {
        String system = System.getProperty("os.name", "");
        return in(folder(System.getenv(), system, Path.of(System.getProperty("user.home", ""))));
    }

    /** In a folder, which need not exist; up to 1 GiB. */
    public static FactsCache in(Path folder) {
        return new FactsCache(folder, LIMIT);
    }

    /** How many bytes are kept. */
    public FactsCache withLimit(long bytes) {
        return new FactsCache(folder, bytes);
    }

    /** The folder. */
    public Path place() {
        return folder;
    }

    static Path folder(Map<String, String> environment, String system, Path home) {
        String stated = environment.getOrDefault("ASSAY_CACHE", "");
        if (!stated.isBlank()) {
            return Path.of(stated);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("assay");
        }
        boolean windows = name.startsWith("windows");
        String caches = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
        Path fallback = windows ? home.resolve("AppData").resolve("Local") : home.resolve(".cache");
        Path place = (caches.isBlank() ? fallback : Path.of(caches)).resolve("assay");
        return windows ? place.resolve("Cache") : place;
    }

    /** The notes on the files of a tree, as far as they are still the same. */
    Notes open(Roots roots, Tree tree, String made) {
        Notes notes = new Notes(tree, limit);
        if (roots.contain(folder)) {
            notes.remark("facts are not kept for the next scan: " + folder + " stands under a root");
            return notes;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            notes.remark("facts are not kept for the next scan: " + folder + " cannot be made: " + e);
            return notes;
        }
        Map<String, String> abouts = new LinkedHashMap<>();
        for (Roots.Located each : roots.inOrder()) {
            abouts.put(each.root().name(), FORM + "\n" + each.real().toUri() + "\n" + made);
        }
        abouts.forEach((root, about) -> notes.open(root, file(about), about));
        trim(Set.copyOf(abouts.values().stream().map(this::file).toList()));
        return notes;
    }

    private Path file(String about) {
        return folder.resolve(Hashes.sha256(about).substring(0, 32) + SUFFIX);
    }

    private record Kept(Path path, long bytes, long used) {}

    /** Removes what was of use longest ago; one that is being read or cannot be removed is the next scan's affair. */
    private void trim(Set<Path> inUse) {
        try {
            List<Kept> kept = kept();
            kept.sort(Comparator.comparingLong(Kept::used));
            long sum = kept.stream().mapToLong(Kept::bytes).sum();
            for (Kept each : kept) {
                if (sum > limit && !inUse.contains(each.path())) {
                    Files.deleteIfExists(each.path());
                    sum -= each.bytes();
                }
            }
        } catch (IOException e) {
            // Too much is kept for now.
        }
    }

    private List<Kept> kept() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                kept.add(new Kept(
                        file, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
            }
        }
        return kept;
    }
}
