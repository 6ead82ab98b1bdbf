package dev.assay.notebook.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures in a notebook's folder and below. Anybody may have written the notebook, and a report goes to others: it takes in no file
 * that is no picture, and none that lies elsewhere, also not through a link. Whether there is a file elsewhere it does not tell.
 */
final class LocalPictures {

    /** As large as a picture that a cell shows. */
    static final int MOST_MEGABYTES = 20;
    /** Of all together, each as often as it is shown: a line could name one a thousand times. */
    static final int MOST_MEGABYTES_IN_ALL = 32;

    static final Sought ELSEWHERE = Sought.none("a report fetches no pictures");
    private static final Sought MISSING = Sought.none("no such picture beside the notebook");
    private static final Sought UNKNOWN = Sought.none("no PNG, JPEG, GIF or WebP");
    private static final Sought UNREADABLE = Sought.none("it cannot be read");
    private static final Sought TOO_LARGE = Sought.none("larger than " + MOST_MEGABYTES + " MiB");
    private static final Sought TOO_MANY =
            Sought.none("the pictures of the report are larger than " + MOST_MEGABYTES_IN_ALL + " MiB together");

    /** A scheme, a host, or what Windows takes for one. */
    private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\\\]{2}");

    private final Optional<Path> folder;
    private final Map<Path, Sought> read = new HashMap<>();
    private long left = (long) MOST_MEGABYTES_IN_ALL << 20;

    /** In no folder: there are none. */
    LocalPictures(Optional<Path> folder) {
        this.folder = folder;
    }

    boolean isSomewhere() {
        return folder.isPresent();
    }

    /** The picture at an address, as a page in the folder would have it. */
    Sought find(String address) {
        if (folder.isEmpty() || ABSOLUTE.matcher(address).lookingAt()) {
            return ELSEWHERE;
        }
        Optional<Path> file = inside(folder.get(), decoded(address.replaceFirst("[?#].*", "")));
        if (file.isEmpty()) {
            return MISSING;
        }
        Sought sought = read.get(file.get());
        Sought counted = counted(sought == null ? read(file.get()) : sought);
        read.put(file.get(), counted);
        return counted;
    }

    /** The real file of a name; empty for what is not there, is no file, or lies outside. */
    private static Optional<Path> inside(Path folder, String name) {
        try {
            Path root = folder.toRealPath();
            Path named = root.getFileSystem().getPath(name);
            if (named.getRoot() != null || hasParent(named)) { // before the disk is asked
                return Optional.empty();
            }
            Path file = root.resolve(named).toRealPath();
            return file.startsWith(root) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(file)
                    : Optional.empty(); // opening a pipe would wait for who writes into it
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean hasParent(Path named) {
        for (Path part : named) {
            if (part.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static Sought read(Path file) {
        int most = MOST_MEGABYTES << 20;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(most + 1);
            return bytes.length > most
                    ? TOO_LARGE
                    : PictureData.ofFile(bytes).map(Sought::found).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private Sought counted(Sought sought) {
        long size = sought.picture().map(PictureData::size).orElse(0L);
        if (size > left) {
            return TOO_MANY;
        }
        left -= size;
        return sought;
    }

    /** What stands for other characters in an address, by what it stands for. */
    static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
