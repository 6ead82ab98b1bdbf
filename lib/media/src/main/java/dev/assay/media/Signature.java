package dev.assay.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The first bytes of a file, for what libav does not tell: the document type of Matroska, the brand of an ISO file,
 * the orientation of a photo.
 */
final class Signature {

    /** Bytes that tell nearly always; a photo may have its orientation behind a colour profile. */
    static final int USUAL = 4096;

    static final int MOST = 128 * 1024;

    private static final long MNG = 0x8A4D4E470D0A1A0AL;
    private static final long PNG = 0x89504E470D0A1A0AL;
    private static final int JPEG = 0xFFD8;
    private static final int NONE = -1;
    private static final int BEYOND = -2;

    private final byte[] head;
    private final long bytes;

    Signature(byte[] head, long bytes) {
        this.head = head;
        this.bytes = bytes;
    }

    /** The size of a regular file; a pipe or device would keep us waiting. */
    static long size(Path file) throws UnreadableException {
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw new UnreadableException(
                    "expected a regular file, found " + (attributes.isDirectory() ? "a directory" : "a special file"));
        }
        if (attributes.size() == 0) {
            throw new UnreadableException("expected a media file, found an empty file");
        }
        return attributes.size();
    }

    private static BasicFileAttributes attributes(Path file) throws UnreadableException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw UnreadableException.now("expected a regular file, found none");
        } catch (AccessDeniedException e) {
            throw UnreadableException.now("expected a readable file, found no permission to read it");
        } catch (IOException e) {
            throw UnreadableException.now("expected a readable file, found an input error: " + e.getMessage());
        }
    }

    /** Whether what is asked of it lies behind the bytes read so far. */
    boolean isCut() {
        return head.length < Math.min(bytes, MOST)
                && (pixelsOfPng() == BEYOND || exif() == BEYOND || JpegHeader.isCut(ByteBuffer.wrap(head)));
    }

    /** What a JPEG's quality comes to as a QP of H.264; empty of all else. */
    OptionalDouble quantiser() {
        OptionalDouble quality = JpegTables.quality(head);
        return quality.isPresent()
                ? OptionalDouble.of(Compression.equivalent("jpeg", quality.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** The size of the whole file. */
    long bytes() {
        return bytes;
    }

    /** The first bytes, which nobody may change. */
    byte[] head() {
        return head;
    }

    /** The header of a still that says all of itself; empty for all else. */
    Optional<StillHeader> still() {
        return StillHeader.of(head, bytes);
    }

    /** Where the first pixels of a PNG without animation begin. */
    int pixelsOfPng() {
        if (!startsWith(PNG)) {
            return NONE;
        }
        int at = 8;
        while (at >= 8 && at + 8 <= head.length) {
            String type = ascii(at + 4, 4);
            if (type.equals("IDAT") || type.equals("acTL")) {
                return type.equals("IDAT") ? at : NONE;
            }
            if (u32(at) < 0) {
                return BEYOND; // no chunk is that long, and one that leads back would be read for ever
            }
            at += 12 + u32(at);
        }
        return BEYOND;
    }

    private boolean startsWith(long eight) {
        return head.length >= 8 && (((long) u32(0) << 32) | (u32(4) & 0xFFFFFFFFL)) == eight;
    }

    boolean isMng() {
        return startsWith(MNG);
    }

    /** The major brand of an ISO base media file, without padding; empty where there is none. */
    String brand() {
        return head.length >= 12 && ascii(4, 4).equals("ftyp") ? ascii(8, 4).strip() : "";
    }

    /** The DocType in the EBML header, such as {@code webm}; empty where there is none. */
    String documentType() {
        if (head.length < 8 || u32(0) != 0x1A45DFA3) {
            return "";
        }
        // The header is a few dozen bytes; DocType is the element 0x4282.
        for (int i = 4; i < Math.min(head.length, 256) - 10; i++) {
            if (u16(i, false) == 0x4282) {
                return sized(i + 2);
            }
        }
        return "";
    }

    /** The text after an EBML size, whose leading zeros tell how many bytes it takes. */
    private String sized(int at) {
        int bytes = Integer.numberOfLeadingZeros(head[at] & 0xFF) - 23;
        long length = bytes > 8 ? 0 : head[at] & (0xFF >> bytes);
        for (int i = 1; i < bytes && bytes <= 8; i++) {
            length = (length << 8) | (head[at + i] & 0xFF);
        }
        return length <= 16 && at + bytes + length <= head.length ? ascii(at + bytes, (int) length) : "";
    }

    /** Degrees clockwise that a JPEG's EXIF orientation asks for; mirrored pictures count by their turn alone. */
    int jpegRotation() {
        int at = exif();
        return at < 0 ? 0 : exifRotation(at + 10, Math.min(head.length, at + 2 + u16(at + 2, false)));
    }

    /** What the camera wrote into a JPEG; empty of all else. */
    Map<String, Object> tags() {
        int at = exif();
        int end = at < 0 ? at : Math.min(head.length, at + 2 + u16(at + 2, false));
        return at < 0 || at + 10 >= end ? Map.of() : Exif.of(Arrays.copyOfRange(head, at + 10, end));
    }

    /** Where the EXIF segment of a JPEG begins. */
    private int exif() {
        if (head.length < 4 || u16(0, false) != JPEG) {
            return NONE;
        }
        int at = 2;
        while (at + 10 <= head.length) {
            int marker = head[at + 1] & 0xFF;
            int length = u16(at + 2, false);
            if ((head[at] & 0xFF) != 0xFF || marker == 0xDA || length < 2) {
                return NONE;
            }
            if (marker == 0xE1 && ascii(at + 4, 4).equals("Exif")) {
                return at + 2 + length > head.length && head.length < Math.min(bytes, MOST) ? BEYOND : at;
            }
            at += 2 + length;
        }
        return BEYOND;
    }

    private int exifRotation(int tiff, int end) {
        if (tiff + 8 > end) {
            return 0;
        }
        boolean little = ascii(tiff, 2).equals("II");
        long directory = tiff + (u32(tiff + 4, little) & 0xFFFFFFFFL);
        if (directory + 2 > end) {
            return 0;
        }
        int entries = u16((int) directory, little);
        for (int i = 0; i < entries && directory + 14 + 12L * i <= end; i++) {
            int entry = (int) directory + 2 + 12 * i;
            if (u16(entry, little) == 0x0112) {
                return switch (u16(entry + 8, little)) {
                    case 3, 4 -> 180;
                    case 5, 6 -> 90;
                    case 7, 8 -> 270;
                    default -> 0;
                };
            }
        }
        return 0;
    }

    private String ascii(int at, int length) {
        return new String(head, at, length, StandardCharsets.ISO_8859_1);
    }

    private int u16(int at, boolean little) {
        int first = head[at] & 0xFF;
        int second = head[at + 1] & 0xFF;
        return little ? (second << 8) | first : (first << 8) | second;
    }

    private int u32(int at) {
        return u32(at, false);
    }

    private int u32(int at, boolean little) {
        int first = u16(at, little);
        int second = u16(at + 2, little);
        return little ? (second << 16) | first : (first << 16) | second;
    }
}
