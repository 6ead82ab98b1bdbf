package dev.assay.source;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;

/**
 * A folder to scan, and the name of the dataset it holds.
 *
 * @param name the dataset's name in NFC, without separators or control characters; ids begin with it
 * @param path the folder as it was given
 */
public record Root(String name, Path path) {

    public Root {
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || !name.chars().allMatch(Root::allowedInName)) {
            throw new SourceException("a root's name must be a plain word without / or \\, found \"" + name + "\" for "
                    + path + "; name it as in name=" + path);
        }
    }

    private static boolean allowedInName(int c) {
        return c != '/' && c != '\\' && !Character.isISOControl(c);
    }

    /** Reads {@code name=PATH} or {@code PATH} on the default file system. */
    public static Root parse(String text) {
        return parse(text, FileSystems.getDefault());
    }

    /**
     * Reads {@code name=PATH}, or {@code PATH} whose last segment is the name. A folder that exists under the whole text
     * is taken as that folder, so that {@code a=b} may be one.
     *
     * @throws SourceException where the text is no path, or names nothing
     */
    public static Root parse(String text, FileSystem files) {
        int equals = text.indexOf('=');
        boolean named = equals > 0 && text.substring(0, equals).chars().noneMatch(c -> c == ':' || !allowedInName(c));
        if (named && !isFolder(text, files)) {
            return new Root(text.substring(0, equals), path(text.substring(equals + 1), files));
        }
        Path path = path(text, files);
        return new Root(nameOf(path), path);
    }

    private static Path path(String text, FileSystem files) {
        if (text.isBlank()) {
            throw new SourceException("a root is a folder, found an empty name; the folder one stands in is .");
        }
        try {
            return files.getPath(text);
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + text + " (" + e.getReason() + ")", e);
        }
    }

    private static boolean isFolder(String text, FileSystem files) {
        try {
            return Files.isDirectory(files.getPath(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The last segment, seen through {@code .} and {@code ..}; a drive is named by its letter. */
    private static String nameOf(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path last = whole.getFileName();
        if (last != null && !last.toString().isEmpty()) {
            return last.toString();
        }
        return whole.toString().replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The name of the folder itself, which may differ from the dataset's name; empty for a drive. */
    public String folder() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? "" : last.toString();
    }

    /** How a file under this root is shown: the root as given, and the rest separated by {@code /}. */
    public String shown(String relative) {
        String given = path.toString();
        if (given.isEmpty()) {
            return relative;
        }
        return given.endsWith("/") || given.endsWith("\\") ? given + relative : given + "/" + relative;
    }
}
