package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * What the header of a still says: libav would decode the whole picture to tell. PNG by W3C's 3rd edition, 11.2; WebP by RFC
 * 9649, 2.5 and 3; BMP by Microsoft's BITMAPINFOHEADER; JPEG by {@link JpegHeader}. A still that is cut off says nothing.
 *
 * @param format our name of the container
 * @param pixelFormat libav's name of the pixel format
 * @param range {@code pc}, {@code tv}, or nothing where the format leaves it open
 */
record StillHeader(String format, int width, int height, String pixelFormat, String range) {

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
     * The header of a still whose pixels begin within the bytes at hand, and end within the file; empty for all else, and
     * for the rarer variants.
     *
     * @param bytes of the whole file
     */
    static Optional<StillHeader> of(byte[] head, long bytes) {
        ByteBuffer big = ByteBuffer.wrap(head);
        ByteBuffer little = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        Optional<StillHeader> header = Optional.empty();
        try {
            if (big.getLong(0) == 0x89504E470D0A1A0AL) {
                header = png(big, bytes);
            } else if (big.getInt(0) == 0x52494646 && big.getInt(8) == 0x57454250) {
                header = webp(little, bytes);
            } else if (big.getShort(0) == 0x424D) {
                header = bmp(little, bytes);
            } else if (JpegHeader.begins(big)) {
                header = JpegHeader.of(big);
            }
        } catch (IndexOutOfBoundsException e) {
            // Shorter than such a header is: whoever decodes it may make more of it.
        }
        return header.filter(StillHeader::isPossible);
    }

    /** Whether the limit of pixels lets a picture of that size be decoded: where not, its header is no answer either. */
    private boolean isPossible() {
        return width > 0 && height > 0 && (double) width * height <= Thresholds.number("limits.pixels");
    }

    /** Writes it where a decoder would. */
    void describe(AVCodecParameters codec) {
        codec.width(width).height(height).format(av_get_pix_fmt(pixelFormat)).color_range(Libav.range(range));
    }

    private static Optional<StillHeader> png(ByteBuffer head, long bytes) {
        int at = FIRST_CHUNK;
        boolean transparent = false;
        while (at >= FIRST_CHUNK && head.getInt(at) >= 0 && head.getInt(at + 4) != 0x49444154) {
            transparent |= head.getInt(at + 4) == 0x74524E53;
            at += 12 + head.getInt(at);
        }
        boolean first = head.getInt(FIRST_CHUNK + 4) == 0x49484452;
        if (!first || head.getInt(at) < 0 || at + 12L + head.getInt(at) > bytes) {
            return Optional.empty();
        }
        return Optional.ofNullable(FORMATS.get(head.get(24) + " " + head.get(25) + " " + transparent))
                .map(format -> new StillHeader("png", head.getInt(16), head.getInt(20), format, "pc"));
    }

    /** Of the simple formats alone: in the extended one, alpha or the picture itself may lie anywhere. */
    private static Optional<StillHeader> webp(ByteBuffer head, long bytes) {
        long end = 20 + (head.getInt(16) & 0xFFFFFFFFL);
        if (end > bytes || end > 8 + (head.getInt(4) & 0xFFFFFFFFL)) {
            return Optional.empty();
        }
        int type = head.getInt(12);
        if (type == 0x4C385056 && head.get(20) == 0x2F && head.get(24) >> 5 == 0) {
            int sizes = head.getInt(21);
            return Optional.of(new StillHeader("webp", 1 + (sizes & 0x3FFF), 1 + (sizes >> 14 & 0x3FFF), "argb", ""));
        }
        // A key frame that is shown, its start code, and no request for the full range (RFC 6386, 9.1 and 9.2).
        boolean lossy = type == 0x20385056
                && (head.get(20) & 0x11) == 0x10
                && (head.getInt(22) >>> 8) == 0x2A019D
                && (head.get(30) & 0xC0) == 0;
        return lossy
                ? Optional.of(new StillHeader(
                        "webp", head.getShort(26) & 0x3FFF, head.getShort(28) & 0x3FFF, "yuv420p", "tv"))
                : Optional.empty();
    }

    /** Of 24 bits a pixel, without compression, from below. */
    private static Optional<StillHeader> bmp(ByteBuffer head, long bytes) {
        long start = head.getInt(10) & 0xFFFFFFFFL;
        int width = head.getInt(18);
        int height = head.getInt(22);
        long row = (3L * width + 3) / 4 * 4;
        boolean plain =
                head.getInt(14) == 40 && head.getShort(26) == 1 && head.getShort(28) == 24 && head.getInt(30) == 0;
        return plain && start >= 54 && start + row * height <= bytes
                ? Optional.of(new StillHeader("bmp", width, height, "bgr24", ""))
                : Optional.empty();
    }
}
