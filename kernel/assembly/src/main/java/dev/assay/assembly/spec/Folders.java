package dev.assay.assembly.spec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Folders of ours that go away with all that is in them. */
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

    /** Removes what can be removed: on Windows the jars of a running kernel cannot, and go next time. */
    static void tryToRemove(Path path) {
        try {
            remove(path);
        } catch (IOException e) {
            return; // said above
        }
    }
}
