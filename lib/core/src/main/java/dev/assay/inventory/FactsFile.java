package dev.assay.inventory;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Records one after another, each with its length and CRC-32, of which the first says what the others are about. Only
 * ever appended to, so that a kill costs the record that was being written: what is not whole at the end is cut off by
 * the next who writes. One writes at a time; others read what was there when they came.
 */
final class FactsFile implements Closeable {

    private static final int FRAME = 8;
    /** Facts of a file are a few thousand bytes: what asks for more is damage. */
    private static final int LARGEST = 1 << 24;
    /** Where nothing is ever written: a lock of what is written would keep others from reading it on Windows. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel reading;
    private final @Nullable FileChannel appending;
    private long length;
    private int records;
    private boolean damaged;

    private FactsFile(Path path, FileChannel reading, @Nullable FileChannel appending) {
        this.path = path;
        this.reading = reading;
        this.appending = appending;
    }

    /** Takes the records of a file that is opened. */
    interface Taker {
        /** False where the bytes are no record of ours. */
        boolean take(byte[] record, long place);
    }

    /**
     * Opens or begins a file, and hands on what it holds; begins it anew where it is about something else.
     *
     * @throws IOException where it can neither be read nor begun
     */
    static FactsFile open(Path path, String about, Taker taker) throws IOException {
        FileChannel appending = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            boolean ours = isLocked(appending);
            FileChannel reading = FileChannel.open(path, StandardOpenOption.READ);
            FactsFile file = new FactsFile(path, reading, ours ? appending : null);
            if (!ours) {
                appending.close();
            }
            file.load(about.getBytes(StandardCharsets.UTF_8), taker);
            return file;
        } catch (IOException e) {
            appending.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void load(byte[] about, Taker taker) throws IOException {
        long size = reading.size();
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(reading.position(0)), 1 << 20));
        while (length + FRAME <= size) {
            int bytes = in.readInt();
            int check = in.readInt();
            if (bytes > 0 && bytes <= LARGEST && length + FRAME + bytes > size) {
                // What a kill leaves behind.
                break;
            }
            byte[] record = bytes > 0 && bytes <= LARGEST ? in.readNBytes(bytes) : new byte[0];
            damaged = record.length == 0 || crc(record) != check;
            if (damaged || !(length == 0 ? Arrays.equals(record, about) : taker.take(record, length))) {
                break;
            }
            length += FRAME + bytes;
            records++;
        }
        if (appending != null) {
            appending.truncate(length);
            if (length == 0) {
                append(about);
            }
        }
    }

    /** Whether something was there that nobody wrote so. */
    boolean isDamaged() {
        return damaged;
    }

    /** Whether records can be appended, which one process at a time can. */
    boolean isOurs() {
        return appending != null;
    }

    /** How many records there were when the file was opened. */
    int records() {
        return records;
    }

    /** The bytes of all records. */
    synchronized long length() {
        return length;
    }

    /** The record at a place that was handed on; empty where it can no longer be read. Safe for several threads. */
    Optional<DataInputStream> read(long place) {
        try {
            ByteBuffer frame = ByteBuffer.wrap(bytes(place, FRAME));
            byte[] record = bytes(place + FRAME, frame.getInt());
            return crc(record) == frame.getInt()
                    ? Optional.of(new DataInputStream(new ByteArrayInputStream(record)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private byte[] bytes(long place, int length) throws IOException {
        if (length <= 0 || length > LARGEST + FRAME) {
            throw new IOException("expected a record, found " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        ByteBuffer part = ByteBuffer.wrap(bytes);
        while (part.hasRemaining()) {
            if (reading.read(part, place + part.position()) < 0) {
                throw new IOException("expected a record, found the end");
            }
        }
        return bytes;
    }

    /** Appends records, in one piece. Safe for several threads; for those who can, see {@link #isOurs}. */
    synchronized void append(byte[]... records) throws IOException {
        if (appending == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] record : records) {
            out.writeInt(record.length);
            out.writeInt(crc(record));
            out.write(record);
        }
        ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
        while (all.hasRemaining()) {
            appending.write(all);
        }
        length += bytes.size();
    }

    /** Writes a file of the same name anew with some of the records, and closes this one. */
    void shrinkTo(long[] places) throws IOException {
        Path slim = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (FileChannel out = FileChannel.open(
                    slim, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                copy(0, out);
                for (long place : places) {
                    copy(place, out);
                }
            }
            close();
            Files.move(slim, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(slim);
        }
    }

    private void copy(long place, FileChannel out) throws IOException {
        int length = FRAME + ByteBuffer.wrap(bytes(place, FRAME)).getInt();
        ByteBuffer record = ByteBuffer.wrap(bytes(place, length));
        while (record.hasRemaining()) {
            out.write(record);
        }
    }

    private static int crc(byte[] record) {
        CRC32 crc = new CRC32();
        crc.update(record);
        return (int) crc.getValue();
    }

    /** Lets others write, and tells by the file's time that it was of use. */
    @Override
    public void close() throws IOException {
        try {
            if (appending != null) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
            }
        } finally {
            reading.close();
            if (appending != null) {
                appending.close();
            }
        }
    }
}
