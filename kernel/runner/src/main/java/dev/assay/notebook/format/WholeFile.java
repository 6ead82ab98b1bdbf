package dev.assay.notebook.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that is there whole or not at all. */
public final class WholeFile {

    /** One after another; more are a circle. */
    private static final int MOST_LINKS = 40;

    private WholeFile() {}

    /** What a file is to hold. */
    public interface Content {
        /** Writes all of it. */
        void to(OutputStream out) throws IOException;
    }

    /** As {@link #write(Path, Content)}. */
    public static void write(Path named, byte[] bytes) throws IOException {
        write(named, out -> out.write(bytes));
    }

    /**
     * Writes beside the file, then moves into place; makes its folder where there is none. A link stays one, and who may read
     * the file before may read it afterwards, nobody else.
     *
     * @throws IOException if it cannot be written, with the name given here; what stood there stands there still
     */
    public static void write(Path named, Content content) throws IOException {
        if (Files.exists(named) && !Files.isRegularFile(named)) { // one who may do all would move it over a device
            throw new FileSystemException(
                    named.toString(), null, Files.isDirectory(named) ? "is a folder" : "is no regular file");
        }
        Path file = meant(named);
        // A name of its own: two runs may write the same file. The file's is not in it, since it may be as long as
        // names can be.
        Path beside = file.resolveSibling(".assay-" + UUID.randomUUID() + ".part");
        try {
            write(file, beside, content);
        } catch (FileSystemException e) {
            throw beside.toString().equals(e.getFile()) ? of(named.toString(), e, e.getReason()) : e;
        } catch (IOException e) {
            throw of(named.toString(), e, e.getMessage());
        }
    }

    /** A link is followed, be it to a file that is still to come. */
    private static Path meant(Path named) throws IOException {
        if (Files.exists(named)) {
            return named.toRealPath();
        }
        Path file = named;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(file); i++) {
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /** Nobody asked for the file beside it. The kinds that are told in words of their own stay. */
    private static FileSystemException of(String named, IOException e, @Nullable String reason) {
        FileSystemException told = e instanceof AccessDeniedException
                ? new AccessDeniedException(named, null, reason)
                : e instanceof NoSuchFileException
                        ? new NoSuchFileException(named, null, reason)
                        : new FileSystemException(named, null, Unwritable.words(e));
        told.initCause(e);
        return told;
    }

    private static void write(Path file, Path beside, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.createFile(beside);
        try {
            if (Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
            }
            try (OutputStream out = new InPieces(Files.newOutputStream(beside))) {
                content.to(out);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** A channel takes memory of its own, as much as it is given at once. */
    private static final class InPieces extends FilterOutputStream {
        private static final int PIECE = 64 << 10;

        InPieces(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int done = 0; done < length; done += PIECE) {
                out.write(bytes, from + done, Math.min(PIECE, length - done));
            }
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
