package dev.assay.media;

import java.util.Optional;

/** The sequence header of AV1 (AV1 Bitstream and Decoding Process Specification, 5.5), main profile. */
final class Av1Header {

    private static final int BOX = 4;
    private static final int SEQUENCE = 1;

    private final Bits bits;
    private boolean reduced;

    private Av1Header(Bits bits) {
        this.bits = bits;
    }

    /** By an av1C box that holds the sequence header; empty where it does not, or where it is of a rare kind. */
    static Optional<Coding> of(byte[] box) {
        if (box.length < BOX + 3 || (box[0] & 0xFF) != 0x81) {
            return Optional.empty();
        }
        int header = box[BOX] & 0xFF;
        // Type, no extension, and a size of one byte.
        boolean plain = (header >> 3) == SEQUENCE && (header & 6) == 2 && box[BOX + 1] >= 0;
        return plain ? new Av1Header(new Bits(box, BOX + 2)).read() : Optional.empty();
    }

    private Optional<Coding> read() {
        int profile = bits.next(3);
        bits.skip(1);
        reduced = bits.flag();
        if (profile != 0 || !operatingPoints()) {
            return Optional.empty();
        }
        int acrossBits = bits.next(4) + 1;
        int downBits = bits.next(4) + 1;
        int width = bits.next(acrossBits) + 1;
        int height = bits.next(downBits) + 1;
        if (!reduced && bits.flag()) {
            bits.skip(7);
        }
        bits.skip(3);
        if (!reduced) {
            tools();
        }
        bits.skip(3);
        int depth = bits.flag() ? 10 : 8;
        boolean grey = bits.flag();
        if (bits.flag()) {
            bits.skip(24);
        }
        String range = bits.flag() ? "pc" : "tv";
        return grey ? Optional.empty() : Optional.of(new Coding(width, height, depth, 1, range, 0));
    }

    private boolean operatingPoints() {
        if (reduced) {
            bits.skip(5);
            return true;
        }
        if (bits.flag()) {
            // Timing: rare, and long to pass over.
            return false;
        }
        boolean delays = bits.flag();
        int points = bits.next(5);
        for (int i = 0; i <= points; i++) {
            bits.skip(12);
            bits.skip(bits.next(5) > 7 ? 1 : 0);
            if (delays && bits.flag()) {
                bits.skip(4);
            }
        }
        return true;
    }

    private void tools() {
        bits.skip(4);
        boolean ordered = bits.flag();
        bits.skip(ordered ? 2 : 0);
        boolean screenTools = bits.thisOrNext();
        if (screenTools && !bits.flag()) {
            bits.skip(1);
        }
        bits.skip(ordered ? 3 : 0);
    }
}
