package dev.assay.media;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1 and annex E), as far as facts of ours stand in it. */
final class H264Header {

    private static final Set<Integer> WITH_CHROMA =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);
    private static final int SPS = 7;

    private final Bits bits;
    private int chroma = 1;
    private int depth = 8;

    private H264Header(Bits bits) {
        this.bits = bits;
    }

    /** By an avcC box (ISO/IEC 14496-15), or by units with start codes; empty where there is no such set in it. */
    static Optional<Coding> of(byte[] data) {
        byte[] unit = new byte[0];
        if (data.length > 8 && data[0] == 1) {
            int length = ((data[6] & 0xFF) << 8) | (data[7] & 0xFF);
            if ((data[5] & 0x1F) > 0 && data.length >= 8 + length) {
                unit = Arrays.copyOfRange(data, 8, 8 + length);
            }
        } else {
            unit = AnnexB.find(data, header -> (header & 0x1F) == SPS);
        }
        return unit.length < 4 ? Optional.empty() : Optional.of(new H264Header(new Bits(Bits.payload(unit), 1)).read());
    }

    private Coding read() {
        int profile = bits.next(8);
        bits.skip(16);
        bits.unsigned();
        if (WITH_CHROMA.contains(profile)) {
            chroma();
        }
        bits.unsigned();
        order();
        bits.unsigned();
        bits.skip(1);
        int width = 16 * (bits.unsigned() + 1);
        int rows = 16 * (bits.unsigned() + 1);
        boolean frames = bits.flag();
        int height = frames ? rows : 2 * rows;
        bits.skip(frames ? 1 : 2);
        if (bits.flag()) {
            int acrossUnit = chroma == 1 || chroma == 2 ? 2 : 1;
            int downUnit = (chroma == 1 ? 2 : 1) * (frames ? 1 : 2);
            width -= acrossUnit * (bits.unsigned() + bits.unsigned());
            height -= downUnit * (bits.unsigned() + bits.unsigned());
        }
        return bits.flag() ? usability(width, height) : new Coding(width, height, depth, chroma, "", -1);
    }

    private void chroma() {
        chroma = bits.unsigned();
        if (chroma == 3) {
            bits.skip(1);
        }
        depth = 8 + bits.unsigned();
        bits.unsigned();
        bits.skip(1);
        if (bits.flag()) {
            for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
                if (bits.flag()) {
                    scalingList(i < 6 ? 16 : 64);
                }
            }
        }
    }

    private void scalingList(int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && next != 0; i++) {
            next = (last + bits.signed()) & 0xFF;
            last = next == 0 ? last : next;
        }
    }

    private void order() {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.skip(1);
            bits.skipUnsigned(2);
            bits.skipUnsigned(bits.unsigned());
        }
    }

    private Coding usability(int width, int height) {
        String range = UsabilityHeader.range(bits);
        if (bits.flag()) {
            bits.skipUnsigned(2);
        }
        if (bits.flag()) {
            bits.skip(65);
        }
        boolean buffered = rates();
        buffered |= rates();
        bits.skip(buffered ? 2 : 1);
        int reorder = -1;
        if (bits.flag()) {
            bits.skip(1);
            bits.skipUnsigned(4);
            reorder = bits.unsigned();
        }
        return new Coding(width, height, depth, chroma, range, reorder);
    }

    /** The parameters of a hypothetical decoder's buffer. */
    private boolean rates() {
        if (!bits.flag()) {
            return false;
        }
        int count = bits.unsigned();
        bits.skip(8);
        for (int i = 0; i <= count; i++) {
            bits.skipUnsigned(2);
            bits.skip(1);
        }
        bits.skip(20);
        return true;
    }
}
