package dev.assay.media;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/**
 * The quality that a JPEG was last saved at, by its quantisation tables (ITU-T T.81, B.2.4.1): the share that they are of those
 * in its annex K, which bytes cut off below about 15, put on the scale of the Independent JPEG Group, 1 to 100, which most programs have.
 */
final class JpegTables {

    /** Annex K.1, luminance, in zigzag order as files have it. */
    private static final int[] LUMINANCE = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };

    private static final int START = 0xFFD8;
    private static final int TABLES = 0xFFDB;
    private static final int SCAN = 0xFFDA;

    private JpegTables() {}

    /** The quality by the luminance table; empty of what is no JPEG, or has its tables behind these bytes. */
    static OptionalDouble quality(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        try {
            int at = 2;
            if ((bytes.getShort(0) & 0xFFFF) != START) {
                return OptionalDouble.empty();
            }
            while (true) {
                int marker = bytes.getShort(at) & 0xFFFF;
                int length = bytes.getShort(at + 2) & 0xFFFF;
                if (marker < 0xFF01 || marker == SCAN || length < 2) {
                    return OptionalDouble.empty();
                }
                // The first table is that of luminance (B.2.4.1, Tq = 0), of bytes or of words.
                if (marker == TABLES && (bytes.get(at + 4) & 0x0F) == 0) {
                    return OptionalDouble.of(quality(bytes, at + 5, bytes.get(at + 4) >> 4 != 0));
                }
                at += 2 + length;
            }
        } catch (IndexOutOfBoundsException e) {
            return OptionalDouble.empty();
        }
    }

    private static double quality(ByteBuffer bytes, int at, boolean words) {
        double percent = 0;
        for (int i = 0; i < LUMINANCE.length; i++) {
            int step = words ? bytes.getShort(at + 2 * i) & 0xFFFF : bytes.get(at + i) & 0xFF;
            percent += 100.0 * step / LUMINANCE[i] / LUMINANCE.length;
        }
        return percent <= 100 ? 100 - percent / 2 : 5000 / percent;
    }
}
