package dev.assay.media;

import java.util.Arrays;
import java.util.Optional;

/** The sequence parameter set of HEVC (ITU-T H.265, 7.3.2.2 and annex E), as far as facts of ours stand in it. */
final class HevcHeader {

    private static final int SPS = 33;
    private static final int MOST_SETS = 64;

    private final Bits bits;
    private int layers;
    private int orderBits;

    private HevcHeader(Bits bits) {
        this.bits = bits;
    }

    /** By an hvcC box (ISO/IEC 14496-15), or by units with start codes; empty where it says too little. */
    static Optional<Coding> of(byte[] data) {
        byte[] unit = data.length > 23 && data[0] == 1
                ? inBox(data)
                : AnnexB.find(data, header -> ((header >> 1) & 0x3F) == SPS);
        return unit.length < 8 ? Optional.empty() : new HevcHeader(new Bits(Bits.payload(unit), 2)).read();
    }

    private static byte[] inBox(byte[] data) {
        int at = 23;
        for (int arrays = data[22] & 0xFF; arrays > 0 && at + 5 <= data.length; arrays--) {
            int type = data[at] & 0x3F;
            int count = u16(data, at + 1);
            at += 3;
            for (; count > 0 && at + 2 <= data.length; count--) {
                int length = u16(data, at);
                at += 2;
                if (type == SPS && at + length <= data.length) {
                    return Arrays.copyOfRange(data, at, at + length);
                }
                at += length;
            }
        }
        return new byte[0];
    }

    private static int u16(byte[] data, int at) {
        return ((data[at] & 0xFF) << 8) | (data[at + 1] & 0xFF);
    }

    private Optional<Coding> read() {
        bits.skip(4);
        layers = bits.next(3);
        bits.skip(1);
        profile();
        bits.unsigned();
        int chroma = bits.unsigned();
        if (chroma == 3) {
            bits.skip(1);
        }
        int width = bits.unsigned();
        int height = bits.unsigned();
        if (bits.flag()) {
            width -= (chroma == 1 || chroma == 2 ? 2 : 1) * (bits.unsigned() + bits.unsigned());
            height -= (chroma == 1 ? 2 : 1) * (bits.unsigned() + bits.unsigned());
        }
        int depth = 8 + bits.unsigned();
        bits.unsigned();
        orderBits = 4 + bits.unsigned();
        int reorder = reorder();
        bits.skipUnsigned(6);
        boolean scaled = bits.flag();
        boolean ownLists = scaled && bits.flag();
        if (ownLists) {
            // Rare, and long to pass over.
            return Optional.empty();
        }
        return Optional.of(new Coding(width, height, depth, chroma, range(), reorder));
    }

    private void profile() {
        bits.skip(96);
        int[] present = new int[layers];
        for (int i = 0; i < layers; i++) {
            present[i] = bits.next(2);
        }
        bits.skip(layers > 0 ? 2 * (8 - layers) : 0);
        for (int i = 0; i < layers; i++) {
            bits.skip((present[i] & 2) == 0 ? 0 : 88);
            bits.skip((present[i] & 1) == 0 ? 0 : 8);
        }
    }

    private int reorder() {
        int reorder = 0;
        for (int i = bits.flag() ? 0 : layers; i <= layers; i++) {
            bits.unsigned();
            reorder = bits.unsigned();
            bits.unsigned();
        }
        return reorder;
    }

    /** From the tools on: what stands between them and the colours must be passed over one by one. */
    private String range() {
        bits.skip(2);
        if (bits.flag()) {
            bits.skip(8);
            bits.skipUnsigned(2);
            bits.skip(1);
        }
        referenceSets();
        if (bits.flag()) {
            bits.skip(bits.unsigned() * (orderBits + 1));
        }
        bits.skip(2);
        String range = bits.flag() ? UsabilityHeader.range(bits) : "";
        return range.isEmpty() ? "tv" : range;
    }

    private void referenceSets() {
        int sets = bits.unsigned();
        if (sets > MOST_SETS) {
            throw new IndexOutOfBoundsException("more reference sets than the standard allows: " + sets);
        }
        int pictures = 0;
        for (int i = 0; i < sets; i++) {
            pictures = i > 0 && bits.flag() ? predicted(pictures) : stated();
        }
    }

    private int predicted(int before) {
        bits.skip(1);
        bits.unsigned();
        int pictures = 0;
        for (int j = 0; j <= before; j++) {
            pictures += bits.thisOrNext() ? 1 : 0;
        }
        return pictures;
    }

    private int stated() {
        int pictures = bits.unsigned() + bits.unsigned();
        for (int j = 0; j < pictures; j++) {
            bits.unsigned();
            bits.skip(1);
        }
        return pictures;
    }
}
