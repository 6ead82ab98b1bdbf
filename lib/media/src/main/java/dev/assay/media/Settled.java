package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;

/**
 * Completes a picture's parameters from the codec's own header, as libav's decoder would, where the container's leaves
 * the pixel format open. libav's search of streams opens a decoder for that, which costs ten times what all else does.
 */
final class Settled {

    /** Bytes of a codec's header that are looked at. */
    private static final int MOST = 16 * 1024;

    /** Packets read at most to meet the first picture. */
    private static final int PACKETS = 8;

    /** VP8 has one way to store pictures. */
    private static final Coding VP8 = new Coding(0, 0, 8, 1, "", 0);

    /** Codecs whose headers stand before the first picture, where the container keeps none. */
    private static final Set<Integer> IN_PICTURES =
            Set.of(AV_CODEC_ID_VP9, AV_CODEC_ID_H264, AV_CODEC_ID_MPEG4, AV_CODEC_ID_MJPEG);

    private Settled() {}

    /** Whether the parameters are complete now; where not, they are as they were. */
    static boolean settle(MediaInput input, AVStream picture) {
        AVCodecParameters codec = picture.codecpar();
        byte[] header = bytes(codec.extradata(), codec.extradata_size());
        if (header.length == 0 && IN_PICTURES.contains(codec.codec_id())) {
            header = firstPicture(input, picture);
        }
        if (codec.codec_id() == AV_CODEC_ID_MJPEG) {
            return settleJpeg(header, codec);
        }
        Optional<Coding> coding = read(codec.codec_id(), header);
        return coding.isPresent() && apply(coding.get(), codec);
    }

    /** Each picture is a JPEG. */
    private static boolean settleJpeg(byte[] picture, AVCodecParameters codec) {
        Optional<StillHeader> header = Optional.empty();
        try {
            header = JpegHeader.of(ByteBuffer.wrap(picture));
        } catch (IndexOutOfBoundsException e) {
            // As below.
        }
        header = header.filter(is -> is.width() == codec.width() && is.height() == codec.height());
        header.ifPresent(is -> is.describe(codec));
        return header.isPresent();
    }

    private static Optional<Coding> read(int codec, byte[] data) {
        try {
            if (codec == AV_CODEC_ID_VP8) {
                return Optional.of(VP8);
            }
            if (data.length == 0) {
                return Optional.empty();
            }
            return switch (codec) {
                case AV_CODEC_ID_H264 -> H264Header.of(data);
                case AV_CODEC_ID_HEVC -> HevcHeader.of(data);
                case AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO -> Mpeg2Header.of(data);
                case AV_CODEC_ID_MPEG4 -> Mpeg4Header.of(data);
                case AV_CODEC_ID_AV1 -> Av1Header.of(data);
                case AV_CODEC_ID_VP9 -> Vp9Header.of(data);
                default -> Optional.empty();
            };
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            // Shorter than it says: whoever decodes it may make more of it.
            return Optional.empty();
        }
    }

    /** The first packet of a stream. */
    private static byte[] firstPicture(MediaInput input, AVStream picture) {
        AVFormatContext file = input.takenFrom(picture.index());
        AVPacket packet = av_packet_alloc();
        byte[] first = new byte[0];
        try {
            for (int i = 0; i < PACKETS && first.length == 0 && av_read_frame(file, packet) >= 0; i++) {
                if (packet.stream_index() == picture.index()) {
                    first = bytes(packet.data(), packet.size());
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        return first;
    }

    private static byte[] bytes(BytePointer data, int size) {
        if (data == null || data.isNull() || size <= 0) {
            return new byte[0];
        }
        byte[] bytes = new byte[Math.min(size, MOST)];
        data.get(bytes);
        return bytes;
    }

    private static boolean apply(Coding coding, AVCodecParameters codec) {
        boolean sized = coding.width() == 0 || (coding.width() == codec.width() && coding.height() == codec.height());
        boolean named = codec.codec_id() == AV_CODEC_ID_H264 || codec.codec_id() == AV_CODEC_ID_HEVC;
        boolean full = coding.range().isEmpty()
                ? codec.color_range() == AVCOL_RANGE_JPEG
                : coding.range().equals("pc");
        int format = av_get_pix_fmt(coding.pixelFormat(full && named));
        if (!sized || format == AV_PIX_FMT_NONE || coding.reorder() < 0) {
            return false;
        }
        codec.format(format).video_delay(coding.reorder());
        if (!coding.range().isEmpty()) {
            codec.color_range(Libav.range(coding.range()));
        }
        return true;
    }
}
