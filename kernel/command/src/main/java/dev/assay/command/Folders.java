package dev.assay.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Folders: what is in them, and those of ours that go away with it. */
final class Folders {

    private Folders() {}

    /** Removes a file or folder; what a link points to stays. */
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
                for (Path one : inside) {
                    remove(one);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** The folders in a folder, by name; none where there is no folder. */
    static List<Path> inside(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
                inside.forEach(found::add);
            }
        }
        Collections.sort(found);
        return found;
    }

    /** Removes what can be removed: on Windows the jars of a running kernel cannot, and go next time. */
    static void tryToRemove(Path path) {
        try {
            remove(path);
        } catch (IOException e) {
            return; // said above
        }
    }
}
