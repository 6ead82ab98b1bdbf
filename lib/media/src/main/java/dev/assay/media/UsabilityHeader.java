package dev.assay.media;

/** The start of the video usability information, which H.264 and HEVC share. */
final class UsabilityHeader {

    private static final int STATED_RATIO = 255;

    private UsabilityHeader() {}

    /** Reads up to and with the description of colours: {@code pc}, {@code tv}, or nothing where there is none. */
    static String range(Bits bits) {
        if (bits.flag() && bits.next(8) == STATED_RATIO) {
            bits.skip(32);
        }
        if (bits.flag()) {
            bits.skip(1);
        }
        if (!bits.flag()) {
            return "";
        }
        bits.skip(3);
        String range = bits.flag() ? "pc" : "tv";
        if (bits.flag()) {
            bits.skip(24);
        }
        return range;
    }
}
