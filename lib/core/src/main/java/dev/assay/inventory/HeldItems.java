package dev.assay.inventory;

import dev.assay.schema.Item;
import dev.assay.source.FactsFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Items in a temporary file, in the order they came, until what depends on all of them is known. Where the system allows it the
 * file has no name from the start, so that a killed scan leaves none.
 */
final class HeldItems implements ItemSink, Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final FileChannel file;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DeflaterOutputStream packed;
    private final DataOutputStream out;
    private int size;

    HeldItems() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /** In a folder that is there. */
    HeldItems(Path folder) throws IOException {
        this.folder = folder;
        try {
            Path path = Files.createTempFile(folder, "assay-items", ".tmp");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        packed = new DeflaterOutputStream(Channels.newOutputStream(file), deflater, BUFFER);
        out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    }

    /** The user named no such folder: it is not seen from what went wrong where, nor what to do. */
    private static IOException failed(Path folder, IOException e) {
        return new IOException(
                "rows are held in " + folder + " until all files are compared, and that failed (" + e
                        + "); set -Djava.io.tmpdir to another folder, or do not compare (--no-hash)",
                e);
    }

    @Override
    public void accept(Item item) throws IOException {
        try {
            FactsFormat.writeText(item.id(), out);
            FactsFormat.writeValues(item.values(), out);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        size++;
    }

    /** Hands on what was held; nothing is held from then on. */
    void release(ItemSink sink) throws IOException {
        try {
            out.flush();
            packed.finish();
            file.position(0);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        InputStream unpacked = new InflaterInputStream(Channels.newInputStream(file));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(unpacked, BUFFER))) {
            for (int i = 0; i < size; i++) {
                sink.accept(read(in));
            }
        }
    }

    private Item read(DataInputStream in) throws IOException {
        try {
            String id = FactsFormat.readText(in);
            return new Item(id, FactsFormat.readValues(in));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            deflater.end();
        }
    }
}
