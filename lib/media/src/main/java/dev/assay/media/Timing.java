package dev.assay.media;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Durations, rates and key-frame distances: what is stated, or found at the end of the file; never a default. */
final class Timing {

    /** Index entries looked at for the key-frame distance. */
    private static final int ENTRIES = 2000;

    /** Demuxers whose streams' durations are counted by the muxer, and not guessed. */
    private static final Set<String> STATED = Set.of("avi", "wav", "flac", "gif", "mov");

    private Timing() {}

    static double seconds(long ticks, AVRational base) {
        return (double) ticks * base.num() / base.den();
    }

    /** The time of a stream's first picture, in its own ticks. */
    static long start(AVStream stream) {
        return stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
    }

    /** Seconds that the container, else the stream, states, else the end of the last packet; NaN where none does. */
    static double duration(MediaInput input, @Nullable AVStream stream, String media) throws UnreadableException {
        AVFormatContext context = input.context();
        // Guessed from the size and a bit rate: near enough for sound of a constant rate, a fiction for pictures.
        boolean guessed = context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE && !media.equals("audio");
        if (context.duration() > 0 && !guessed) {
            return (double) context.duration() / AV_TIME_BASE;
        }
        if (stream == null || media.equals("image")) {
            return Double.NaN;
        }
        if (isStatedByStreams(context)) {
            return span(context);
        }
        if (stream.duration() > 0 && !guessed) {
            return seconds(stream.duration(), stream.time_base());
        }
        return tail(input, stream);
    }

    /** Whether each stream of a container that states no duration states its own; beside a picture that does, sound in AVI need not. */
    static boolean isStatedByStreams(AVFormatContext context) {
        String demuxer = Libav.text(context.iformat().name()).split(",", 2)[0];
        boolean stated = STATED.contains(demuxer);
        boolean any = false;
        for (int i = 0; i < context.nb_streams() && stated; i++) {
            int type = context.streams(i).codecpar().codec_type();
            // Subtitles and data may end where they like: libav weighs that, and we do not.
            boolean sound = type == AVMEDIA_TYPE_AUDIO;
            boolean own = context.streams(i).duration() > 0;
            any |= own;
            stated = own ? sound || type == AVMEDIA_TYPE_VIDEO : sound && demuxer.equals("avi");
        }
        return stated && any;
    }

    /** From the first start of a stream to the last end of one, in libav's whole microseconds. */
    private static double span(AVFormatContext context) {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            double start = seconds(start(stream), stream.time_base());
            if (stream.duration() > 0) {
                first = Math.min(first, start);
                last = Math.max(last, start + seconds(stream.duration(), stream.time_base()));
            }
        }
        return (double) (Math.round(last * AV_TIME_BASE) - Math.round(first * AV_TIME_BASE)) / AV_TIME_BASE;
    }

    /** The end of a stream by its last packets: sought, or read through where the container cannot seek. */
    private static double tail(MediaInput input, AVStream stream) throws UnreadableException {
        AVFormatContext context = input.takenFrom(stream.index());
        av_seek_frame(context, stream.index(), Long.MAX_VALUE / 2, AVSEEK_FLAG_BACKWARD);
        long end = Long.MIN_VALUE;
        int packets = 0;
        int limit = Thresholds.integer("limits.tail.packets");
        AVPacket packet = av_packet_alloc();
        try {
            while (packets++ < limit && av_read_frame(context, packet) >= 0) {
                if (packet.stream_index() == stream.index() && packet.pts() != AV_NOPTS_VALUE) {
                    end = Math.max(end, packet.pts() + Math.max(0, packet.duration()));
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        input.deadline().check();
        double seconds = end == Long.MIN_VALUE ? 0 : seconds(end - start(stream), stream.time_base());
        return packets > limit || seconds <= 0 ? Double.NaN : seconds;
    }

    /** Frames a second on average, as the container states or its packets show; NaN where they do not. */
    static double fps(AVStream stream) {
        AVRational rate = stream.avg_frame_rate();
        return rate.num() <= 0 || rate.den() <= 0 ? Double.NaN : (double) rate.num() / rate.den();
    }

    /** Bits a second of the whole file. */
    static double bitrate(AVFormatContext context, long bytes, double duration) {
        return Double.isNaN(duration)
                ? Double.NaN
                : context.bit_rate() > 0 ? context.bit_rate() : Math.floor(8 * bytes / duration);
    }

    /** Bits a second of the picture: stated (MPEG states a ceiling, which is none), else the file's without its sound. */
    static double pictureBitrate(AVFormatContext context, AVStream picture, double bitrate) {
        long stated = picture.codecpar().bit_rate();
        if (stated > 0 && !(stated > bitrate)) {
            return stated;
        }
        double sound = 0;
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                sound += Math.max(0, context.streams(i).codecpar().bit_rate());
            }
        }
        return bitrate > sound ? bitrate - sound : Double.NaN;
    }

    /** Frames from one key frame to the next on average, where the container indexes every frame; else NaN. */
    static double keyFrameDistance(AVFormatContext context, AVStream picture) {
        int entries = Math.min(ENTRIES, avformat_index_get_entries_count(picture));
        boolean complete = Libav.text(context.iformat().name()).startsWith("mov,");
        int keys = 0;
        for (int i = 0; complete && i < entries; i++) {
            keys += (avformat_index_get_entry(picture, i).flags() & AVINDEX_KEYFRAME) != 0 ? 1 : 0;
        }
        return keys == 0 ? Double.NaN : (double) entries / keys;
    }
}
