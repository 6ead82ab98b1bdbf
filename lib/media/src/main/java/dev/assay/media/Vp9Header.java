package dev.assay.media;

import java.util.Optional;

/** The uncompressed header of a VP9 key frame (VP9 Bitstream and Decoding Process Specification 0.6, 6.2). */
final class Vp9Header {

    private static final int SYNC = 0x498342;
    private static final int RGB = 7;

    private Vp9Header() {}

    static Optional<Coding> of(byte[] frame) {
        Bits bits = new Bits(frame, 0);
        if (bits.next(2) != 2) {
            return Optional.empty();
        }
        int profile = bits.next(1) + 2 * bits.next(1);
        boolean repeated = profile < 3 ? bits.flag() : bits.next(2) != 0;
        boolean key = !repeated && !bits.flag();
        bits.skip(2);
        if (!key || profile % 2 != 0 || bits.next(24) != SYNC) {
            return Optional.empty();
        }
        int depth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
        return bits.next(3) == RGB
                ? Optional.empty()
                : Optional.of(new Coding(0, 0, depth, 1, bits.flag() ? "pc" : "tv", 0));
    }
}
