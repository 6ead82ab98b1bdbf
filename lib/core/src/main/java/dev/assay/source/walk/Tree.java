package dev.assay.source.walk;

import dev.assay.source.Root;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The files of all roots in the order of their ids, numbered from 0. Columns of primitives and one string a file, about
 * 100 bytes each, so that a million files fit beside everything else.
 */
public final class Tree {

    /**
     * A folder that holds files.
     *
     * @param root whose tree it belongs to
     * @param prefix its path under the root in NFC with a trailing {@code /}; empty for the root itself
     * @param path where it is
     */
    public record Folder(Root root, String prefix, Path path) {}

    /** Why a file is what it is to us. */
    public enum Part {
        /** May be media. */
        FILE,
        /** JSON that stands beside a media file and shares its name. */
        SIDECAR,
        /** JSON or a table that may speak of other files. */
        TABLE,
        /** A link, a pipe, a name that stands twice: see {@link Tree#note}. */
        NOTED
    }

    private final List<Folder> folders = new ArrayList<>();
    private final Map<Integer, String> notes = new HashMap<>();
    private final Map<Integer, Path> spelledOtherwise = new HashMap<>();
    private final Map<Integer, Path> sidecarsSpelledOtherwise = new HashMap<>();
    private String[] names = new String[64];
    private @Nullable String[] sidecars = new @Nullable String[64];
    private int[] folderOf = new int[64];
    private long[] sizes = new long[64];
    private long[] times = new long[64];
    private Part[] parts = new Part[64];
    private int size;

    Tree() {}

    int addFolder(Folder folder) {
        folders.add(folder);
        return folders.size() - 1;
    }

    void add(int folder, Entry entry) {
        if (size == names.length) {
            grow(size + (size >> 1));
        }
        names[size] = entry.name;
        sidecars[size] = entry.sidecar == null ? null : entry.sidecar.name;
        if (entry.sidecar != null && entry.sidecar.spelledOtherwise != null) {
            sidecarsSpelledOtherwise.put(size, entry.sidecar.spelledOtherwise);
        }
        folderOf[size] = folder;
        sizes[size] = entry.bytes;
        times[size] = entry.modified;
        parts[size] = entry.part;
        if (entry.note != null) {
            notes.put(size, entry.note);
        }
        if (entry.spelledOtherwise != null) {
            spelledOtherwise.put(size, entry.spelledOtherwise);
        }
        size++;
    }

    private void grow(int capacity) {
        names = Arrays.copyOf(names, capacity);
        sidecars = Arrays.copyOf(sidecars, capacity);
        folderOf = Arrays.copyOf(folderOf, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        times = Arrays.copyOf(times, capacity);
        parts = Arrays.copyOf(parts, capacity);
    }

    /** The number of files. */
    public int size() {
        return size;
    }

    public Folder folder(int file) {
        return folders.get(folderOf[file]);
    }

    public String name(int file) {
        return names[file];
    }

    /** The path under the root, in NFC, separated by {@code /}. */
    public String relative(int file) {
        return folder(file).prefix().concat(names[file]);
    }

    /** The same as the disk spells it, which may not be in NFC: what others can open the file by. */
    public String spelled(int file) {
        String relative = relative(file);
        if (relative.chars().allMatch(c -> c < 128)) {
            return relative;
        }
        Path path = path(file);
        int segments = 1 + (int) relative.chars().filter(c -> c == '/').count();
        StringJoiner spelled = new StringJoiner("/");
        path.subpath(path.getNameCount() - segments, path.getNameCount())
                .forEach(segment -> spelled.add(segment.toString()));
        String text = spelled.toString();
        // In a locale that cannot spell the name, the name in NFC is the better guess.
        return Normalizer.normalize(text, Normalizer.Form.NFC).equals(relative) ? text : relative;
    }

    /** The dataset's name, {@code /}, and the relative path. */
    public String id(int file) {
        return folder(file).root().name() + "/" + relative(file);
    }

    /** Where to open the file. */
    public Path path(int file) {
        Path spelled = spelledOtherwise.get(file);
        return spelled == null ? folder(file).path().resolve(names[file]) : spelled;
    }

    /** Length in bytes when the file was found. */
    public long bytes(int file) {
        return sizes[file];
    }

    /** Time of the last change, in nanoseconds since 1970, when the file was found. */
    public long modified(int file) {
        return times[file];
    }

    public Part part(int file) {
        return parts[file];
    }

    /** Why a file is not looked into, or null where it may be. */
    public @Nullable String note(int file) {
        return notes.get(file);
    }

    /** Where the JSON beside this file stands, or null where there is none. */
    public @Nullable Path sidecar(int file) {
        String name = sidecars[file];
        if (name == null) {
            return null;
        }
        Path spelled = sidecarsSpelledOtherwise.get(file);
        return spelled == null ? folder(file).path().resolve(name) : spelled;
    }

    /** The relative path of the JSON beside this file, or null where there is none. */
    public @Nullable String sidecarRelative(int file) {
        String name = sidecars[file];
        return name == null ? null : folder(file).prefix().concat(name);
    }

    /** The file of an id, by bisection. */
    public OptionalInt find(String id) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = id(middle).compareTo(id);
            if (order == 0) {
                return OptionalInt.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalInt.empty();
    }
}
