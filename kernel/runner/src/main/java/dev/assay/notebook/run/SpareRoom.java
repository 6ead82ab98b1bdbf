package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.NotebookFormat;
import dev.assay.notebook.format.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Room in a notebook's file for how its run ended: spaces behind what its metadata say of the run, which JSON allows, while the
 * run goes on. Whoever fills the disk then takes the room for another file beside it, but not this one, in which the end is
 * written in place; nothing else in it moves. A file system that writes nothing in place, such as btrfs, needs new room even so:
 * there the file stays as it is. So it does in a format that has no place for spaces.
 */
final class SpareRoom {
    /** In bytes; how a run ended takes some hundreds, and {@value Outcome#LONGEST_REASON} characters of a reason three thousand. */
    static final int SIZE = 4 << 10;

    private SpareRoom() {}

    /** Writes a notebook whose run goes on. */
    static void save(Path file, Notebook notebook) throws IOException {
        byte[] bytes = NotebookFormat.of(file).write(notebook);
        if (NotebookFormat.of(file) != NotebookFormat.IPYNB) {
            WholeFile.write(file, bytes);
            return;
        }
        int at = bytes.length - behind(notebook.withCells(List.of()));
        WholeFile.write(file, out -> {
            out.write(bytes, 0, at);
            out.write(spaces(SIZE));
            out.write(bytes, at, bytes.length - at);
        });
    }

    /**
     * Says in the file how the run ended, in place. Where that has no room, or somebody else wrote the file, it stays as it is.
     *
     * @param held what was saved there last, with room; its cells do not matter
     * @param ended metadata that say how the run ended
     */
    static void write(Path file, Notebook held, Notebook ended) throws IOException {
        if (NotebookFormat.of(file) != NotebookFormat.IPYNB) {
            return;
        }
        byte[] before = bytes(held);
        byte[] after = bytes(saying(held, ended.metadata().object(Draft.OURS).toJson()));
        int same = Arrays.mismatch(before, after); // what stands before the cells, too, which are none in both
        if (same < 0) {
            return; // it says so already
        }
        int behind = behind(held);
        byte[] now = Arrays.copyOf(
                Arrays.copyOfRange(before, same, before.length - behind), before.length - behind - same + SIZE);
        Arrays.fill(now, now.length - SIZE, now.length, (byte) ' ');
        int length = after.length - behind - same;
        if (length > now.length) {
            return;
        }
        byte[] then = spaces(now.length);
        System.arraycopy(after, same, then, 0, length);
        try (FileChannel channel =
                FileChannel.open(file.toRealPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = channel.size() - behind - now.length;
            if (at < 0 || !Arrays.equals(read(channel, at, now.length), now)) {
                return; // somebody else's by now
            }
            ByteBuffer rest = ByteBuffer.wrap(then);
            while (rest.hasRemaining()) {
                channel.write(rest, at + rest.position());
            }
        }
    }

    /** How many bytes stand behind what a notebook without cells says of its run: those that no other words there move. */
    private static int behind(Notebook frame) {
        byte[] one = bytes(frame);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        byte[] other = bytes(
                saying(frame, nodes.objectNode().set("run", nodes.objectNode().put("status", ""))));
        int behind = 0;
        int most = Math.min(one.length, other.length);
        while (behind < most && one[one.length - 1 - behind] == other[other.length - 1 - behind]) {
            behind++;
        }
        while (one[one.length - behind] != '\n') { // no text of JSON holds one
            behind--;
        }
        return behind;
    }

    private static Notebook saying(Notebook frame, ObjectNode ours) {
        return frame.withMetadata(frame.metadata().with(Draft.OURS, ours));
    }

    private static byte[] bytes(Notebook frame) {
        return NotebookFormat.IPYNB.write(frame);
    }

    private static byte[] spaces(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(length);
        while (read.hasRemaining() && channel.read(read, at + read.position()) >= 0) {
            // on to the end
        }
        return read.array();
    }
}
