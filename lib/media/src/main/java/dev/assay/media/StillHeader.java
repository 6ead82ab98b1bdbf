package dev.assay.media;

import java.util.Map;
import java.util.Optional;

/**
 * What the header of a PNG says (W3C PNG 3rd edition, 11.2): libav would decode the whole picture to tell.
 *
 * @param pixelFormat libav's name of the pixel format
 */
record StillHeader(int width, int height, String pixelFormat) {

    private static final int FIRST_CHUNK = 8;

    /** By bit depth, colour type, and whether a colour is transparent. */
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("8 0 false", "gray"),
            Map.entry("8 2 false", "rgb24"),
            Map.entry("8 2 true", "rgba"),
            Map.entry("8 3 false", "pal8"),
            Map.entry("8 3 true", "pal8"),
            Map.entry("8 4 false", "ya8"),
            Map.entry("8 6 false", "rgba"),
            Map.entry("16 0 false", "gray16be"),
            Map.entry("16 2 false", "rgb48be"),
            Map.entry("16 6 false", "rgba64be"));

    /**
     * The header of a PNG whose pixels begin within the bytes at hand, and end within the file; empty for all else.
     *
     * @param bytes of the whole file
     */
    static Optional<StillHeader> ofPng(byte[] head, long bytes) {
        int at = FIRST_CHUNK;
        boolean transparent = false;
        while (at >= FIRST_CHUNK && at + 8 <= head.length && !is(head, at, "IDAT")) {
            transparent |= is(head, at, "tRNS");
            at += 12 + number(head, at);
        }
        boolean complete = at >= FIRST_CHUNK && at + 8 <= head.length && is(head, FIRST_CHUNK, "IHDR");
        boolean damaged = complete && (number(head, at) < 0 || at + 12L + number(head, at) > bytes);
        if (!complete || damaged || number(head, 16) <= 0 || number(head, 20) <= 0) {
            return Optional.empty();
        }
        String format = FORMATS.get(head[24] + " " + head[25] + " " + transparent);
        return format == null
                ? Optional.empty()
                : Optional.of(new StillHeader(number(head, 16), number(head, 20), format));
    }

    private static boolean is(byte[] head, int chunk, String type) {
        for (int i = 0; i < 4; i++) {
            if (head[chunk + 4 + i] != type.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] head, int at) {
        return (head[at] & 0xFF) << 24
                | (head[at + 1] & 0xFF) << 16
                | (head[at + 2] & 0xFF) << 8
                | (head[at + 3] & 0xFF);
    }
}
