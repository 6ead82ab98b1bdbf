package dev.assay.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Carries encoded packets from one container into another, without touching them. */
final class Remux {

    private Remux() {}

    static void copy(Path from, Path to, String muxer) throws IOException {
        AVFormatContext in = new AVFormatContext(null);
        check(avformat.avformat_open_input(in, from.toString(), null, null), "open", from);
        AVFormatContext out = new AVFormatContext(null);
        try {
            check(avformat.avformat_find_stream_info(in, (PointerPointer<?>) null), "read", from);
            check(avformat.avformat_alloc_output_context2(out, null, muxer, to.toString()), "make", to);
            for (int i = 0; i < in.nb_streams(); i++) {
                AVStream stream = avformat.avformat_new_stream(out, null);
                check(
                        avcodec.avcodec_parameters_copy(
                                stream.codecpar(), in.streams(i).codecpar()),
                        "describe",
                        to);
                stream.codecpar().codec_tag(0);
                stream.avg_frame_rate(in.streams(i).avg_frame_rate());
                // AVI writes the time base as the frame rate.
                boolean moving = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
                stream.time_base(
                        moving
                                ? avutil.av_inv_q(stream.avg_frame_rate())
                                : in.streams(i).time_base());
            }
            AVIOContext io = new AVIOContext(null);
            check(avformat.avio_open(io, to.toString(), avformat.AVIO_FLAG_WRITE), "open", to);
            out.pb(io);
            // Without this, Matroska files carry a random identifier.
            out.flags(out.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
            check(avformat.avformat_write_header(out, (AVDictionary) null), "begin", to);
            packets(in, out, to);
            check(avformat.av_write_trailer(out), "end", to);
            avformat.avio_closep(io);
        } finally {
            avformat.avformat_close_input(in);
            avformat.avformat_free_context(out);
        }
    }

    private static void packets(AVFormatContext in, AVFormatContext out, Path to) throws IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        while (avformat.av_read_frame(in, packet) >= 0) {
            int stream = packet.stream_index();
            avcodec.av_packet_rescale_ts(
                    packet, in.streams(stream).time_base(), out.streams(stream).time_base());
            packet.pos(-1);
            check(avformat.av_interleaved_write_frame(out, packet), "write", to);
        }
        avcodec.av_packet_free(packet);
    }

    private static void check(int code, String what, Path file) throws IOException {
        if (code < 0) {
            byte[] reason = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
            avutil.av_strerror(code, reason, reason.length);
            throw new IOException(String.format(
                    Locale.ROOT,
                    "cannot %s %s: %s",
                    what,
                    file,
                    new String(reason, java.nio.charset.StandardCharsets.US_ASCII).trim()));
        }
    }
}
