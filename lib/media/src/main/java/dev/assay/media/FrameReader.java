package dev.assay.media;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_EXPORT_DATA_MVS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry_from_timestamp;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_B;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.assay.source.Timeline;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes the pictures of one stream, from any place on, one at a time. */
final class FrameReader implements AutoCloseable {

    private final MediaInput input;
    private final AVFormatContext file;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final Scaler scaler = new Scaler();
    private AVFrame frame = av_frame_alloc();
    private AVFrame next = av_frame_alloc();
    /** The frames that need not be decoded, as one of libav's {@code AVDISCARD_*}. */
    private final int skip;

    /** When every frame is decoded all the same. */
    private final List<Timeline.Span> whole;

    private boolean decoded;
    private boolean drained;

    private FrameReader(MediaInput input, AVStream stream, AVCodec codec, int skip, List<Timeline.Span> whole) {
        this.skip = skip;
        this.whole = whole;
        this.input = input;
        this.stream = stream;
        file = input.context();
        decoder = avcodec_alloc_context3(codec);
    }

    /**
     * Opens the decoder of a stream.
     *
     * @param skip the frames that need not be decoded, as one of libav's {@code AVDISCARD_*}
     */
    static FrameReader open(MediaInput input, int index, int skip) throws UnreadableException {
        return open(input, index, skip, List.of(), AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS);
    }

    /**
     * Opens the decoder of a stream for the pictures that others need, with the motion that their encoder found; within some
     * stretches of time, ascending, for every picture.
     */
    static FrameReader openForMotion(MediaInput input, int index, List<Timeline.Span> whole)
            throws UnreadableException {
        return open(input, index, AVDISCARD_NONREF, whole, whole.isEmpty() ? 0 : AV_CODEC_EXPORT_DATA_MVS);
    }

    private static FrameReader open(MediaInput input, int index, int skip, List<Timeline.Span> whole, int beside)
            throws UnreadableException {
        AVStream stream = input.fromStart(index);
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new UnreadableException("expected a codec that can be decoded here, found "
                    + Libav.text(avcodec_get_name(stream.codecpar().codec_id())));
        }
        FrameReader reader = new FrameReader(input, stream, codec, skip, whole);
        try {
            reader.decoder.export_side_data(beside);
            reader.open(codec);
            return reader;
        } catch (UnreadableException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void open(AVCodec codec) throws UnreadableException {
        for (int i = 0; i < file.nb_streams(); i++) {
            if (i != stream.index()) {
                file.streams(i).discard(AVDISCARD_ALL);
            }
        }
        input.require(avcodec_parameters_to_context(decoder, stream.codecpar()), "usable stream parameters");
        decoder.thread_count(1);
        decoder.max_pixels((long) Thresholds.number("limits.pixels"));
        decoder.skip_frame(skip);
        decoder.pkt_timebase(stream.time_base());
        input.require(avcodec_open2(decoder, codec, new AVDictionary(null)), "a decoder that opens");
    }

    /** Whether the decoder takes nothing more before a seek. */
    boolean isDrained() {
        return drained;
    }

    /** Pixels of a picture as coded: what it costs to decode one grows with them. */
    long pixels() {
        return (long) decoder.width() * decoder.height();
    }

    /** Whether a key frame lies between the picture and a later time, so that to seek saves decoding. */
    boolean gainsBySeeking(double seconds) {
        AVIndexEntry key = avformat_index_get_entry_from_timestamp(stream, ticks(seconds), AVSEEK_FLAG_BACKWARD);
        boolean unknown = !decoded || key == null || key.isNull() || Double.isNaN(time());
        return unknown || Timing.seconds(key.timestamp() - Timing.start(stream), stream.time_base()) > time();
    }

    private long ticks(double seconds) {
        return Timing.start(stream)
                + (long)
                        (seconds * stream.time_base().den() / stream.time_base().num());
    }

    /** Goes to the key frame at or before a time; false where the container cannot. */
    boolean seek(double seconds) {
        boolean found = av_seek_frame(file, stream.index(), ticks(seconds), AVSEEK_FLAG_BACKWARD) >= 0;
        if (found) {
            avcodec_flush_buffers(decoder);
            drained = false;
        }
        return found;
    }

    /** Decodes the next picture; false at the end, where the last one stays. Damaged packets are passed over. */
    boolean next() throws UnreadableException {
        while (true) {
            input.deadline().check();
            int result = avcodec_receive_frame(decoder, next);
            if (result >= 0) {
                AVFrame swap = frame;
                frame = next;
                next = swap;
                decoded = true;
                return true;
            }
            if (result != AVERROR_EAGAIN() || drained) {
                return false;
            }
            feed();
        }
    }

    /**
     * Decodes the next key frame and nothing else, not even the frames that a decoder waits for to put pictures in order:
     * they cost as much again. Only a seek leads on from there.
     */
    boolean nextKey() throws UnreadableException {
        boolean key = false;
        while (!key && av_read_frame(file, packet) >= 0) {
            input.deadline().check();
            key = packet.stream_index() == stream.index() && (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            if (key) {
                avcodec_send_packet(decoder, packet);
            }
            av_packet_unref(packet);
        }
        drained = true;
        avcodec_send_packet(decoder, null);
        return next();
    }

    private void feed() {
        int read = av_read_frame(file, packet);
        if (read < 0) {
            drained = true;
            avcodec_send_packet(decoder, null);
            return;
        }
        if (packet.stream_index() == stream.index()) {
            prepare(isWhole());
            avcodec_send_packet(decoder, packet);
        }
        av_packet_unref(packet);
    }

    /** For a packet: motion is costly to tell, and told of a first picture, too, lest a decoder make no room for it. */
    private void prepare(boolean all) {
        if (!whole.isEmpty()) {
            decoder.skip_frame(all ? AVDISCARD_DEFAULT : skip);
            decoder.export_side_data(all || !decoded ? AV_CODEC_EXPORT_DATA_MVS : 0);
        }
    }

    /** Whether the picture in the packet is one of those that are wanted whatever it is, or may be. */
    private boolean isWhole() {
        long ticks = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        double time = Timing.seconds(ticks - Timing.start(stream), stream.time_base());
        return ticks == AV_NOPTS_VALUE || whole.stream().anyMatch(span -> span.start() <= time && time < span.end());
    }

    /** Whether the decoder had to make up parts of the picture. */
    boolean isDamaged() {
        return frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0;
    }

    /** Seconds from the start of the stream to the picture; NaN where it bears no time. */
    double time() {
        long ticks = frame.best_effort_timestamp();
        return ticks == AV_NOPTS_VALUE ? Double.NaN : Timing.seconds(ticks - Timing.start(stream), stream.time_base());
    }

    /** Seconds that the picture is shown; 0 where it does not say. */
    double shownFor() {
        double stated = Timing.seconds(frame.duration(), stream.time_base());
        double fps = Timing.fps(stream);
        return stated > 0 ? stated : Double.isNaN(fps) ? 0 : 1 / fps;
    }

    /** The motion that the encoder found in the picture since so many seconds; nothing where it does not tell. */
    Optional<MotionField> motion(double seconds) {
        return CodecVectors.isForward(frame) ? CodecVectors.of(frame, seconds) : Optional.empty();
    }

    /** Whether the picture looks both ways, and others are hardly predicted from it. */
    boolean isBetween() {
        return frame.pict_type() == AV_PICTURE_TYPE_B;
    }

    /** The transfer characteristic of the picture, as one of libav's {@code AVCOL_TRC_*}. */
    int transfer() {
        return frame.color_trc();
    }

    /** What coding took from the last decoded picture. */
    Compression compression() {
        return Compression.of(frame);
    }

    /** The last decoded picture, not turned, with its long side scaled to so many pixels. */
    Optional<Picture> picture(int longSide) {
        return decoded ? scaler.scale(frame, longSide) : Optional.empty();
    }

    @Override
    public void close() {
        scaler.close();
        av_frame_free(frame);
        av_frame_free(next);
        av_packet_free(packet);
        avcodec_free_context(decoder);
    }
}
