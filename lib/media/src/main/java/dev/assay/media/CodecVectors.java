package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MOTION_VECTORS;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/**
 * The motion that an encoder found, by which it wrote a picture as another one shifted: H.264 and the older MPEG codecs tell it.
 *
 * <p>Only pictures predicted from earlier ones count, and the time is counted from the last such: between them others may lie
 * that look both ways. Where most of the picture was coded anew (a cut), or without such vectors, nothing is known.
 */
final class CodecVectors {

    /** {@code AVMotionVector}: where a block comes from, and its place; the fields in between are not needed. */
    private static final int BYTES = 40;

    private static final int SOURCE = 0;
    private static final int TO_X = 10;
    private static final int TO_Y = 12;
    private static final int MOTION_X = 24;
    private static final int MOTION_Y = 28;
    private static final int SCALE = 32;
    private static final int BLOCK = 16;

    /** The share of the picture whose motion must be known. */
    private static final double LEAST = 0.5;

    private CodecVectors() {}

    /** Whether a picture was predicted from earlier ones alone. */
    static boolean isForward(AVFrame frame) {
        return frame.pict_type() == AV_PICTURE_TYPE_P;
    }

    /**
     * The motion in a picture.
     *
     * @param seconds from the last picture that others are predicted from, above 0
     */
    static Optional<MotionField> of(AVFrame frame, double seconds) {
        AVFrameSideData side = av_frame_get_side_data(frame, AV_FRAME_DATA_MOTION_VECTORS);
        if (side == null || side.isNull() || !(seconds > 0)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) Math.min(side.size(), 1 << 24)];
        side.data().get(bytes);
        return of(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), frame.width(), frame.height(), seconds);
    }

    private static Optional<MotionField> of(ByteBuffer vectors, int width, int height, double seconds) {
        int columns = (width + BLOCK - 1) / BLOCK;
        int rows = (height + BLOCK - 1) / BLOCK;
        double[] across = new double[columns * rows];
        double[] down = new double[columns * rows];
        Arrays.fill(across, Double.NaN);
        double unit = -1 / (Math.max(width, height) * seconds);
        for (int at = 0; at + BYTES <= vectors.limit(); at += BYTES) {
            int x = vectors.getShort(at + TO_X) / BLOCK;
            int y = vectors.getShort(at + TO_Y) / BLOCK;
            double scale = vectors.getShort(at + SCALE) & 0xFFFF;
            if (vectors.getInt(at + SOURCE) < 0 && scale > 0 && x >= 0 && y >= 0 && x < columns && y < rows) {
                across[y * columns + x] = unit * vectors.getInt(at + MOTION_X) / scale;
                down[y * columns + x] = unit * vectors.getInt(at + MOTION_Y) / scale;
            }
        }
        return known(across, down);
    }

    private static Optional<MotionField> known(double[] across, double[] down) {
        int count = 0;
        for (int i = 0; i < across.length; i++) {
            if (!Double.isNaN(across[i])) {
                across[count] = across[i];
                down[count++] = down[i];
            }
        }
        return count < LEAST * across.length
                ? Optional.empty()
                : Optional.of(new MotionField(
                        Arrays.copyOf(across, count), Arrays.copyOf(down, count), across.length - count));
    }
}
