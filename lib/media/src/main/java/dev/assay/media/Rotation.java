package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/** How a decoded picture must be turned to be shown. */
final class Rotation {

    private static final int MATRIX_BYTES = 9 * Integer.BYTES;

    private Rotation() {}

    /** Degrees clockwise, in quarter turns, by the display matrix of the stream, else by the EXIF of a JPEG. */
    static int of(AVStream stream, Signature signature) {
        AVCodecParameters codec = stream.codecpar();
        AVPacketSideData matrix = codec.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(
                        codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull() || matrix.size() < MATRIX_BYTES
                ? signature.jpegRotation()
                : quarterTurns(-av_display_rotation_get(new IntPointer(matrix.data())));
    }

    /** The nearest of 0, 90, 180 and 270; 0 where the angle is not a number (a matrix that shrinks to nothing). */
    static int quarterTurns(double clockwise) {
        return Double.isNaN(clockwise) ? 0 : Math.floorMod((int) Math.round(clockwise / 90) * 90, 360);
    }
}
