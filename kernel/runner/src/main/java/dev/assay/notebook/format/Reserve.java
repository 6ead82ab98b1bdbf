package dev.assay.notebook.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Room on the disk of a file, held while the file may have to be written once more: when others have filled the disk, it is freed
 * for that. What holds it is a file beside that has no name once it is open, so that nothing of it is left however this process
 * ends. One thread at a time.
 */
public final class Reserve implements AutoCloseable {
    /** No zeros: those take no room on a disk that compresses. */
    private static final byte[] BLOCK = new byte[16 << 10];

    static {
        new SplittableRandom(0).nextBytes(BLOCK);
    }

    private final Path file;
    private @Nullable OutputStream room;
    private long held;

    /** @param file for which room is held; it need not be there */
    public Reserve(Path file) {
        this.file = file;
    }

    /**
     * Holds so much, and a quarter more not to be asked again soon. Where that would leave the disk too little, or it cannot be
     * had, nothing is held: the room that there is belongs to the file.
     *
     * @param bytes how much, 0 or more; what is held already counts
     * @param left how much the disk has to have left, in bytes
     */
    public void hold(long bytes, long left) {
        long wanted = bytes + bytes / 4;
        if (held >= bytes) {
            return;
        }
        try {
            Path name = WholeFile.beside(file);
            Path folder = Objects.requireNonNull(name.toAbsolutePath().getParent());
            if (Files.getFileStore(folder).getUsableSpace() < wanted - held + left) {
                close();
            } else {
                write(name, wanted);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void write(Path name, long bytes) throws IOException {
        if (room == null) {
            room = Files.newOutputStream(
                    name, StandardOpenOption.CREATE_NEW); // no channel: an interrupt would close it
            Files.delete(name);
        }
        while (held < bytes) {
            int more = (int) Math.min(BLOCK.length, bytes - held);
            room.write(BLOCK, 0, more);
            held += more;
        }
    }

    /** Frees what is held. */
    @Override
    public void close() {
        if (room != null) {
            try {
                room.close();
            } catch (IOException e) {
                // the room was to be used if it could be had
            }
            room = null;
            held = 0;
        }
    }
}
