package dev.assay.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A gzipped tar (POSIX ustar), of which one file is wanted: nothing is ever unpacked to a path that it names. */
final class Archive {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int LARGEST = 64 << 20;

    private Archive() {}

    /** The content of the regular file of that name; empty where there is none. */
    static Optional<byte[]> file(InputStream gzipped, String name) throws IOException {
        try (InputStream tar = new GZIPInputStream(gzipped)) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                long size = octal(text(header, SIZE_AT, SIZE));
                if (text(header, 0, NAME).equals(name)) {
                    return Optional.of(content(tar, size));
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                header = tar.readNBytes(BLOCK);
            }
            return Optional.empty();
        }
    }

    private static byte[] content(InputStream tar, long size) throws IOException {
        if (size > LARGEST) {
            throw new IOException("expected a file of at most " + LARGEST + " bytes, found " + size);
        }
        byte[] content = tar.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException("expected " + size + " bytes, found " + content.length);
        }
        return content;
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static long octal(String text) throws IOException {
        try {
            return Long.parseLong(text, 8);
        } catch (NumberFormatException e) {
            throw new IOException("expected the size of a file in an archive, found " + text, e);
        }
    }
}
