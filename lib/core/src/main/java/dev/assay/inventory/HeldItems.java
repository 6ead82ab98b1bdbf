package dev.assay.inventory;

import dev.assay.schema.Item;
import dev.assay.source.FactsFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Items in a temporary file, in the order they came, until what depends on all of them is known. */
final class HeldItems implements ItemSink, Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DataOutputStream out;
    private int size;

    HeldItems() throws IOException {
        file = Files.createTempFile("assay-items", ".tmp");
        OutputStream packed = new DeflaterOutputStream(Files.newOutputStream(file), deflater, BUFFER);
        out = new DataOutputStream(new BufferedOutputStream(packed, BUFFER));
    }

    @Override
    public void accept(Item item) throws IOException {
        FactsFormat.writeText(item.id(), out);
        FactsFormat.writeValues(item.values(), out);
        size++;
    }

    /** Hands on what was held; nothing is held from then on. */
    void release(ItemSink sink) throws IOException {
        out.close();
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file)), BUFFER))) {
            for (int i = 0; i < size; i++) {
                String id = FactsFormat.readText(in);
                sink.accept(new Item(id, FactsFormat.readValues(in)));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            deflater.end();
            Files.deleteIfExists(file);
        }
    }
}
