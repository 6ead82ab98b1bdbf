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
    private static final int BLOCK = 16 << 10;

    private final Path file;
    /** No zeros, and nothing again: that takes no room on a disk that compresses. */
    private final SplittableRandom filling = new SplittableRandom(0);

    private @Nullable OutputStream room;
    private long held;

    /** @param file for which room is held; it need not be there */
    public Reserve(Path file) {
        this.file = file;
    }

    /**
     * Holds so much, and a quarter more, if that is there, not to be asked again soon. Where there is not so much, what is held
     * stays.
     *
     * @param bytes how much, 0 or more; what is held already counts
     */
    public void hold(long bytes) {
        if (held >= bytes) {
            return;
        }
        try {
            Path name = WholeFile.beside(file);
            long most = held
                    + Files.getFileStore(
                                    Objects.requireNonNull(name.toAbsolutePath().getParent()))
                            .getUsableSpace();
            if (bytes <= most) {
                fill(name, Math.min(most, bytes + bytes / 4));
            }
        } catch (IOException e) { // a disk may say that it has more than this user may take
            close();
        }
    }

    private void fill(Path name, long bytes) throws IOException {
        if (room == null) {
            room = Files.newOutputStream(
                    name, StandardOpenOption.CREATE_NEW); // no channel: an interrupt would close it
            Files.delete(name);
        }
        byte[] block = new byte[BLOCK];
        while (held < bytes) {
            int more = (int) Math.min(BLOCK, bytes - held);
            filling.nextBytes(block);
            room.write(block, 0, more);
            held += more;
        }
    }

    /** Whether anything is. */
    public boolean isHeld() {
        return held > 0;
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
