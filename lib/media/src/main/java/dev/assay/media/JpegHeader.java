package dev.assay.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the markers before a JPEG's first scan say (ITU-T T.81, B.1 and B.2; JFIF 1.02; Adobe TN 5116): its size and how its
 * colours are stored, as libav's decoder would name it. Of the usual kinds alone: Huffman coding of 8 bits, in grey or in YCbCr
 * with the chroma whole or halved; what else there is, is left to a decoder.
 */
final class JpegHeader {

    private static final int START = 0xFFD8;
    private static final int BASELINE = 0xFFC0;
    private static final int PROGRESSIVE = 0xFFC2;
    private static final int SCAN = 0xFFDA;
    private static final int FIRST_APPLICATION = 0xFFE0;
    private static final int ADOBE = 0xFFEE;
    private static final int LAST_APPLICATION = 0xFFEF;
    private static final int COMMENT = 0xFFFE;

    /** Where Adobe's segment says how colours were turned into components, and that they were turned into YCbCr. */
    private static final int TRANSFORM_AT = 15;

    private static final int YCBCR = 1;

    /** Bytes of a frame header, with those that state this length; more for each component (B.2.2). */
    private static final int FRAME_LENGTH = 8;

    private static final int COMPONENT_LENGTH = 3;

    /** Bytes behind the start of a scan within which the next picture is sought: small ones make films. */
    private static final int NEAR = 4096;

    private final ByteBuffer head;
    private Optional<StillHeader> frame = Optional.empty();
    private boolean plain = true;
    private int scan;

    private JpegHeader(ByteBuffer head) {
        this.head = head;
    }

    /** Whether these are the first bytes of a JPEG. */
    static boolean begins(ByteBuffer head) {
        return (head.getShort(0) & 0xFFFF) == START;
    }

    /**
     * The header of a JPEG whose first scan begins within the bytes at hand; empty for the rarer kinds.
     *
     * @throws IndexOutOfBoundsException where the bytes end before the first scan
     */
    static Optional<StillHeader> of(ByteBuffer head) {
        JpegHeader header = new JpegHeader(head);
        header.read();
        return header.plain ? header.frame : Optional.empty();
    }

    /**
     * Whether another picture begins near behind the first scan, as in a film whose pictures are JPEGs: no scan holds such a
     * marker, since a byte of 255 in it is followed by 0 or counts restarts.
     *
     * @throws IndexOutOfBoundsException where the bytes end before the first scan
     */
    static boolean isFollowed(ByteBuffer head) {
        JpegHeader header = new JpegHeader(head);
        header.read();
        return IntStream.range(header.scan, Math.min(head.limit() - 1, header.scan + NEAR))
                .anyMatch(at -> (head.getShort(at) & 0xFFFF) == START);
    }

    /** Whether the first scan of a JPEG, and so perhaps its frame, lies behind these first bytes. */
    static boolean isCut(ByteBuffer head) {
        try {
            if (begins(head)) {
                new JpegHeader(head).read();
            }
            return false;
        } catch (IndexOutOfBoundsException e) {
            return true;
        }
    }

    private void read() {
        int at = 2;
        int marker = head.getShort(at) & 0xFFFF;
        while (plain && marker != SCAN) {
            int length = head.getShort(at + 2) & 0xFFFF;
            segment(marker, at, length);
            at += 2 + length;
            marker = head.getShort(at) & 0xFFFF;
        }
        scan = at;
    }

    private void segment(int marker, int at, int length) {
        if (marker == BASELINE || marker == PROGRESSIVE) {
            plain = frame.isEmpty() && length == FRAME_LENGTH + COMPONENT_LENGTH * head.get(at + 9);
            frame = frame(at + 4);
        } else if (marker == COMMENT) {
            // Some programs state other colours, or other uses of the format, in a comment.
            plain = !says(at + 4, "CS=") && !says(at + 4, "AVID") && !says(at + 4, "Intel") && !says(at + 4, "Meta");
        } else if (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION) {
            // Half pictures of films, and RGB.
            plain = !says(at + 4, "AVI1") && !says(at + 4, "LJIF") && !says(at + 8, "mjpg");
            plain &= marker != ADOBE || !says(at + 4, "Adobe") || head.get(at + TRANSFORM_AT) == YCBCR;
        } else {
            // Tables and restart intervals; all other kinds of frame are no plain ones.
            plain = marker == 0xFFDB || marker == 0xFFC4 || marker == 0xFFDD;
        }
        plain &= length >= 2;
    }

    private boolean says(int at, String word) {
        boolean same = true;
        for (int i = 0; i < word.length() && same; i++) {
            same = head.get(at + i) == word.charAt(i);
        }
        return same;
    }

    /** A frame header from its precision on. */
    private Optional<StillHeader> frame(int at) {
        int height = head.getShort(at + 1) & 0xFFFF;
        int width = head.getShort(at + 3) & 0xFFFF;
        String format = head.get(at) == Byte.SIZE ? format(at + 5) : "";
        return format.isEmpty() || width == 0 || height == 0
                ? Optional.empty()
                : Optional.of(new StillHeader("jpeg", width, height, format, format.equals("gray") ? "" : "pc"));
    }

    /** By the number of components, and for each an identifier, two factors of sampling and a table. */
    private String format(int at) {
        int components = head.get(at);
        if (components == 1) {
            return head.get(at + 2) == 0x11 ? "gray" : "";
        }
        // Components that are not called 1, 2 and 3 may be red, green and blue.
        boolean colour = components == 3 && head.get(at + 1) == 1 && head.get(at + 4) == 2 && head.get(at + 7) == 3;
        if (!colour || head.get(at + 5) != head.get(at + 8)) {
            return "";
        }
        // Samples of luma for each of chroma, across and down: factors are relative, and some programs double them all.
        return switch (head.get(at + 2) << Byte.SIZE | head.get(at + 5)) {
            case 0x1111, 0x2222, 0x2121, 0x1212 -> "yuvj444p";
            case 0x2111, 0x2212 -> "yuvj422p";
            case 0x2211 -> "yuvj420p";
            default -> "";
        };
    }
}
