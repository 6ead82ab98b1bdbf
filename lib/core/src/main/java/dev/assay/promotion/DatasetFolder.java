package dev.assay.promotion;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The root of a dataset, and the one place that makes folders in it.
 *
 * @param name how the manifest calls the root: the name it was given by, even if that is a link
 * @param root the real folder
 */
record DatasetFolder(String name, Path root) {

    static DatasetFolder of(Path given) throws IOException {
        Path name = given.toAbsolutePath().normalize().getFileName();
        return new DatasetFolder(name == null ? "dataset" : name.toString(), given.toRealPath());
    }

    /** What the manifest writes for a {@code /}-separated path below the root. */
    String spelled(String below) {
        return name + "/" + below;
    }

    /**
     * Makes a folder below the root, step by step: a link among the steps could lead out of the dataset.
     *
     * @param below {@code /}-separated
     * @throws NotDirectoryException if one of the steps is a link or a file
     */
    Path directory(String below) throws IOException {
        Path at = root;
        for (String part : below.split("/")) {
            at = at.resolve(part);
            try {
                Files.createDirectory(at);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                    throw new NotDirectoryException(at + " (a link or a file, where the dataset needs a folder)");
                }
            }
        }
        return at;
    }

    /** True if nothing but folders of the dataset itself stand, or can be made, at this path. */
    boolean canHold(String below) {
        Path at = root;
        for (String part : below.split("/")) {
            at = at.resolve(part);
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    /** Forces a folder's entries to disk, and those of the folders above it up to the root. */
    void force(Path directory) {
        for (Path at = directory; at != null && at.startsWith(root); at = at.getParent()) {
            try (FileChannel channel = FileChannel.open(at, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException | UnsupportedOperationException e) {
                // Windows opens no folders; its file system journals their entries itself.
                return;
            }
        }
    }
}
