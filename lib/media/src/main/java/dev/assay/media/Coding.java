package dev.assay.media;

import java.util.Map;

/**
 * How a codec stores pictures, as its own header states it; what a decoder would say, without one.
 *
 * @param width pixels shown, or 0 where the header that was read does not tell
 * @param height likewise
 * @param depth bits a sample
 * @param chroma 1 for 4:2:0, 2 for 4:2:2; 0 for grey
 * @param range {@code tv}, {@code pc}, or nothing where the codec leaves it to the container
 * @param reorder pictures that must be held back for their order, or -1 where it does not tell
 */
record Coding(int width, int height, int depth, int chroma, String range, int reorder) {

    private static final Map<String, String> FORMATS = Map.of(
            "1 8", "yuv420p",
            "1 10", "yuv420p10le",
            "2 8", "yuv422p",
            "2 10", "yuv422p10le",
            "1 12", "yuv420p12le",
            "2 12", "yuv422p12le");

    /**
     * libav's name of the pixel format; empty for the rare ones, which are left to a decoder.
     *
     * @param full whether samples use the full range, which libav's decoders of H.264 and HEVC put into the name
     */
    String pixelFormat(boolean full) {
        String name = FORMATS.getOrDefault(chroma + " " + depth, "");
        return full && depth == 8 ? name.replace("yuv", "yuvj") : name;
    }
}
