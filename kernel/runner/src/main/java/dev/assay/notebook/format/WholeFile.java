package dev.assay.notebook.format;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is there whole or not at all. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes beside the file, then moves into place; makes its folder where there is none. A link stays one, and who may read
     * the file before may read it afterwards, nobody else.
     *
     * @throws IOException if it cannot be written; what stood there stands there still
     */
    public static void write(Path named, byte[] bytes) throws IOException {
        Path file = Files.exists(named) ? named.toRealPath() : named;
        // A name of its own: two runs may write the same file.
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createFile(beside);
            if (Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
            }
            Files.write(beside, bytes);
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
