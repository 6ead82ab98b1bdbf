package dev.assay.media;

import java.util.Optional;

/** The sequence header of MPEG-1 and MPEG-2 (ISO/IEC 11172-2, 2.4.2.3; ITU-T H.262, 6.2.2.1 and 6.2.2.3). */
final class Mpeg2Header {

    private static final int SEQUENCE = 0xB3;
    private static final int EXTENSION = 0xB5;
    private static final int SEQUENCE_EXTENSION = 1;

    private Mpeg2Header() {}

    static Optional<Coding> of(byte[] data) {
        byte[] sequence = AnnexB.find(data, code -> code == SEQUENCE);
        if (sequence.length == 0) {
            return Optional.empty();
        }
        Bits bits = new Bits(sequence, 1);
        int width = bits.next(12);
        int height = bits.next(12);
        byte[] extension = AnnexB.find(data, code -> code == EXTENSION);
        if (extension.length == 0) {
            return Optional.of(new Coding(width, height, 8, 1, "tv", 1));
        }
        return extended(new Bits(extension, 1), width, height);
    }

    private static Optional<Coding> extended(Bits bits, int width, int height) {
        if (bits.next(4) != SEQUENCE_EXTENSION) {
            return Optional.empty();
        }
        bits.skip(9);
        int chroma = bits.next(2);
        int across = bits.next(2) << 12 | width;
        int down = bits.next(2) << 12 | height;
        bits.skip(21);
        return Optional.of(new Coding(across, down, 8, chroma, "tv", bits.flag() ? 0 : 1));
    }
}
