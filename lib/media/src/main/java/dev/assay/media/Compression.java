package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_VIDEO_ENC_PARAMS;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/**
 * What coding took from one frame, as far as the frame tells; NaN where it does not. Measured before scaling.
 *
 * @param quantiser QP of H.264, 0 to 51: a step of 6 doubles what is rounded away; of VP9 and JPEG what comes to the same
 *     on photographs, by {@code quantiser.*}
 * @param blockiness how much larger the differences across the borders of 8 x 8 blocks are than those on both sides of
 *     them, along rows; about 1 where there are no blocks (after Wang, Bovik and Evans, "Blind measurement of blocking
 *     artifacts in images", 2000)
 */
record Compression(double quantiser, double blockiness) {

    private static final int BLOCK = 8;

    /** Every so manieth row is looked at. */
    private static final int ROWS = 4;

    /** A grey value: smaller differences are not seen, and those of smooth surfaces are nearly nothing. */
    private static final double TRACE = 1;

    /** Where libav's AVVideoEncParams keeps the kind of codec and the QP, on all systems of 64 bits. */
    private static final int TYPE_AT = 24;

    private static final int QP_AT = 28;
    private static final int VP9 = 0;
    private static final int H264 = 1;

    /** The values of QP at which the scales of other codecs are tied to it. */
    private static final int FINE = 30;

    private static final int COARSE = 37;

    /** The middle of what was taken from several frames. */
    static Compression median(List<Compression> all) {
        return new Compression(
                Numbers.median(known(all, Compression::quantiser)),
                Numbers.median(known(all, Compression::blockiness)));
    }

    private static double[] known(List<Compression> all, ToDoubleFunction<Compression> number) {
        return all.stream()
                .mapToDouble(number)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    static Compression of(AVFrame frame) {
        return new Compression(quantiser(frame), isGrey8(frame) ? blockiness(frame) : Double.NaN);
    }

    private static double quantiser(AVFrame frame) {
        AVFrameSideData side = av_frame_get_side_data(frame, AV_FRAME_DATA_VIDEO_ENC_PARAMS);
        if (side == null || side.isNull() || side.size() < QP_AT + Integer.BYTES) {
            return Double.NaN;
        }
        BytePointer data = side.data();
        int type = data.getInt(TYPE_AT);
        int value = data.getInt(QP_AT);
        return type == H264 ? value : type == VP9 ? equivalent("vp9", value) : Double.NaN;
    }

    /** The QP that comes to the same as a value on another codec's scale. */
    static double equivalent(String codec, double value) {
        double fine = Thresholds.number("quantiser." + codec + ".fine");
        double coarse = Thresholds.number("quantiser." + codec + ".coarse");
        return Math.max(0, FINE + (COARSE - FINE) * (value - fine) / (coarse - fine));
    }

    /** The same with a quantiser that the file states elsewhere, where the frame states none. */
    Compression orStated(OptionalDouble stated) {
        return Double.isNaN(quantiser) && stated.isPresent() ? new Compression(stated.getAsDouble(), blockiness) : this;
    }

    /** Whether the first plane holds luma in bytes, one after the other. */
    private static boolean isGrey8(AVFrame frame) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        return format != null
                && !format.isNull()
                && (format.flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) == 0
                && format.comp(0).depth() == Byte.SIZE
                && format.comp(0).step() == 1;
    }

    private static double blockiness(AVFrame frame) {
        byte[] row = new byte[frame.width()];
        double[] sums = new double[2];
        BytePointer plane = frame.data(0);
        for (int y = 0; y < frame.height(); y += ROWS) {
            plane.position((long) y * frame.linesize(0)).get(row);
            add(row, sums);
        }
        long borders = (long) ((frame.height() + ROWS - 1) / ROWS) * Math.max(0, (frame.width() - 2) / BLOCK);
        return borders == 0 ? Double.NaN : (sums[0] / borders + TRACE) / (sums[1] / (2 * borders) + TRACE);
    }

    /** Adds the differences across the borders of blocks, and those next to them. */
    static void add(byte[] row, double[] sums) {
        for (int x = BLOCK; x + 1 < row.length; x += BLOCK) {
            sums[0] += difference(row, x);
            sums[1] += difference(row, x - 1) + difference(row, x + 1);
        }
    }

    private static int difference(byte[] row, int x) {
        return Math.abs((row[x] & 0xFF) - (row[x - 1] & 0xFF));
    }
}
