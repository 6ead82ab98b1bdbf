package dev.assay.notebook.run;

import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.NotebookFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Room in a notebook's file for how its run ended: spaces behind it, which JSON allows, while the run goes on. Whoever fills the
 * disk then takes the room for another file beside it, but not this one, in which the end is written in place. What is written
 * over is the notebook's metadata and what stands behind them, never a cell. A file system that writes nothing in place, such as
 * btrfs, needs new room even so: there the file stays as it is.
 */
final class SpareRoom {
    /** In bytes; how a run ended takes some hundreds. */
    private static final int SIZE = 2 << 10;
    /** A tail that is no longer is written at once, so that nobody sees half of it. */
    private static final int LONGEST = 32 << 10;

    private SpareRoom() {}

    /** What stands behind a notebook while it runs; nothing in a format that has no place for it. */
    static byte[] behind(Path file) {
        if (NotebookFormat.of(file) != NotebookFormat.IPYNB) {
            return new byte[0];
        }
        byte[] spaces = new byte[SIZE];
        Arrays.fill(spaces, (byte) ' ');
        spaces[SIZE - 1] = '\n';
        return spaces;
    }

    /**
     * Writes other metadata into the file, in place. Where they have no room, or somebody else wrote the file, it stays as it is.
     *
     * @param held what the file holds, with room behind it; its cells do not matter
     * @param now the same with other metadata
     */
    static void write(Path file, Notebook held, Notebook now) throws IOException {
        byte[] before = bytes(file, held);
        byte[] after = bytes(file, now);
        int same = Arrays.mismatch(before, after); // the cells stand before it, and are none in both
        if (same < 0) {
            return;
        }
        byte[] room = behind(file);
        int length = before.length - same + room.length;
        if (after.length - same > length || length > LONGEST) {
            return;
        }
        byte[] tail = Arrays.copyOf(Arrays.copyOfRange(before, same, before.length), length);
        System.arraycopy(room, 0, tail, length - room.length, room.length);
        try (FileChannel channel =
                FileChannel.open(file.toRealPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = channel.size() - length;
            if (at < 0 || !Arrays.equals(read(channel, at, length), tail)) {
                return; // somebody else's by now
            }
            Arrays.fill(tail, (byte) ' ');
            tail[length - 1] = '\n';
            System.arraycopy(after, same, tail, 0, after.length - same);
            ByteBuffer rest = ByteBuffer.wrap(tail);
            while (rest.hasRemaining()) {
                channel.write(rest, at + rest.position());
            }
        }
    }

    private static byte[] bytes(Path file, Notebook notebook) {
        return NotebookFormat.of(file).write(notebook.withCells(List.of()));
    }

    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(length);
        while (read.hasRemaining() && channel.read(read, at + read.position()) >= 0) {
            // on to the end
        }
        return read.array();
    }
}
