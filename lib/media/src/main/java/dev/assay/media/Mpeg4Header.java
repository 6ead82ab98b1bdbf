package dev.assay.media;

import java.util.Arrays;
import java.util.Optional;

/**
 * The visual object and its layer in MPEG-4 Part 2, which DivX and Xvid are (ISO/IEC 14496-2, 6.2.2 and 6.2.3), in the simple and
 * the advanced simple profile: 4:2:0 of 8 bits. A layer that does not state the order of its pictures is left to a decoder, which
 * guesses, and so are colours stated apart.
 */
final class Mpeg4Header {

    /** Bytes within which the layer begins: behind it lies the first picture. */
    private static final int MOST = 1024;

    private static final int OBJECT = 0xB5;
    private static final int VIDEO = 1;
    private static final int SIMPLE = 1;
    private static final int ADVANCED_SIMPLE = 17;
    private static final int STATED_RATIO = 15;
    private static final int CHROMA_420 = 1;
    private static final int BUFFER_BITS = 79;

    private Mpeg4Header() {}

    static Optional<Coding> of(byte[] data) {
        byte[] start = Arrays.copyOf(data, Math.min(data.length, MOST));
        byte[] layer = AnnexB.find(start, code -> code >> 4 == 2);
        byte[] object = AnnexB.find(start, code -> code == OBJECT);
        boolean plain = layer.length > 0 && (object.length == 0 || isPlain(new Bits(object, 1)));
        return plain ? layer(new Bits(layer, 1)) : Optional.empty();
    }

    /** Whether a visual object is a video whose colours are the usual ones. */
    private static boolean isPlain(Bits bits) {
        if (bits.flag()) {
            bits.skip(7);
        }
        return bits.next(4) == VIDEO && !bits.flag();
    }

    private static Optional<Coding> layer(Bits bits) {
        bits.skip(1);
        int type = bits.next(8);
        if (bits.flag()) {
            bits.skip(7);
        }
        if (bits.next(4) == STATED_RATIO) {
            bits.skip(16);
        }
        boolean ordered = bits.flag() && bits.next(2) == CHROMA_420;
        if (!ordered || (type != SIMPLE && type != ADVANCED_SIMPLE)) {
            return Optional.empty();
        }
        boolean inOrder = bits.flag();
        if (bits.flag()) {
            bits.skip(BUFFER_BITS);
        }
        boolean rectangle = bits.next(2) == 0;
        bits.skip(1);
        int ticks = bits.next(16);
        bits.skip(1);
        if (bits.flag()) {
            bits.skip(Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(ticks - 1)));
        }
        bits.skip(1);
        int width = bits.next(13);
        bits.skip(1);
        int height = bits.next(13);
        return rectangle && ticks > 0
                ? Optional.of(new Coding(width, height, 8, 1, "", inOrder ? 0 : 1))
                : Optional.empty();
    }
}
