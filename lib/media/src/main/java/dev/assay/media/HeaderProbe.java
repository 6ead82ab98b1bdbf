package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_cmp_q;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Reads the facts that container and stream headers state; decodes only where they leave something open. */
final class HeaderProbe {

    /** Our names of containers that begin without a list of their streams. */
    private static final Set<String> GLANCED = Set.of("ts", "flv", "mpeg");

    private final MediaInput input;
    private AVFormatContext context;
    private final boolean alone;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private HeaderProbe(MediaInput input, boolean alone) {
        this.input = input;
        this.alone = alone;
        context = input.context();
    }

    /** The header of an opened file; throws where it holds no picture and no sound. */
    static Header read(MediaInput input) throws UnreadableException {
        return new HeaderProbe(input, false).read();
    }

    /** The same facts for one who needs no more of the file: streams are searched only where no header tells. */
    static Header alone(MediaInput input) throws UnreadableException {
        return new HeaderProbe(input, true).read();
    }

    private Header read() throws UnreadableException {
        if (!(alone && still()) && open() && !glance()) {
            analyse();
        }
        @Nullable AVStream picture = stream(AVMEDIA_TYPE_VIDEO);
        @Nullable AVStream sound = stream(AVMEDIA_TYPE_AUDIO);
        if (picture == null && sound == null) {
            throw new UnreadableException("expected a picture or sound in the " + format("?") + " container, found "
                    + (context.nb_streams() == 0 ? "no stream" : "streams of other kinds only"));
        }
        String media = picture == null ? "audio" : input.container().media().equals("image") ? "image" : "video";
        values.put("format", format(media));
        int rotation = picture == null ? 0 : picture(picture);
        double duration = Double.NaN;
        if (picture != null && isStill(media)) {
            still(picture);
        } else {
            duration = Timing.duration(input, picture == null ? sound : picture, media);
            moving(picture, duration);
        }
        sound(sound);
        values.putAll(Tags.of(context, picture == null ? sound : picture));
        values.putAll(input.signature().tags());
        return new Header(media, picture == null ? -1 : picture.index(), rotation, duration, values);
    }

    /** Whether this is a still that says all of itself. */
    private boolean still() {
        boolean one = context.nb_streams() == 1 && input.container().media().equals("image");
        StillHeader header = one ? input.signature().still().orElse(null) : null;
        // An animated PNG has a demuxer of its own.
        boolean still = header != null
                && Libav.text(context.iformat().name()).equals(header.format() + "_pipe")
                && input.container().format().equals(header.format());
        if (header != null && still) {
            header.describe(context.streams(0).codecpar());
        }
        return still;
    }

    /** Whether the container's header alone leaves a fact open that reading on may settle. */
    private boolean open() {
        if (context.nb_streams() == 0) {
            return true;
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters codec = context.streams(i).codecpar();
            boolean pictureOpen = codec.codec_type() == AVMEDIA_TYPE_VIDEO
                    && (codec.width() == 0
                            || context.streams(i).avg_frame_rate().num() == 0
                            || (codec.format() < 0 && !(alone && Settled.settle(input, context.streams(i)))));
            boolean soundOpen = codec.codec_type() == AVMEDIA_TYPE_AUDIO
                    && (codec.sample_rate() == 0 || codec.ch_layout().nb_channels() == 0);
            if (codec.codec_id() == AV_CODEC_ID_NONE || pictureOpen || soundOpen) {
                return true;
            }
        }
        return context.duration() <= 0 && !(alone && Timing.isStatedByStreams(context));
    }

    /** Whether a glance settled all, as it can for the containers that begin without a list of their streams. */
    private boolean glance() throws UnreadableException {
        if (!alone || !GLANCED.contains(input.container().format())) {
            return false;
        }
        input.glance();
        context = input.context();
        boolean settled = isSteady() && !open();
        if (!settled) {
            input.reopen();
            context = input.context();
        }
        return settled;
    }

    /** Whether the pictures' times keep the rate that their codec states: else, how many are looked at matters. */
    private boolean isSteady() {
        boolean steady = true;
        for (int i = 0; i < context.nb_streams() && steady; i++) {
            AVCodecParameters codec = context.streams(i).codecpar();
            AVRational stated = codec.framerate();
            AVRational seen = context.streams(i).avg_frame_rate();
            steady = codec.codec_type() != AVMEDIA_TYPE_VIDEO || (stated.num() > 0 && av_cmp_q(stated, seen) == 0);
        }
        return steady;
    }

    /** Reads on, and keeps the sizes that the header states where a decoder, met with damage, has wiped them out. */
    private void analyse() throws UnreadableException {
        List<int[]> stated = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters codec = context.streams(i).codecpar();
            stated.add(new int[] {codec.width(), codec.height()});
        }
        input.analyse();
        context = input.context();
        for (int i = 0; i < Math.min(stated.size(), context.nb_streams()); i++) {
            AVCodecParameters codec = context.streams(i).codecpar();
            if (codec.width() <= 0 || codec.height() <= 0) {
                codec.width(stated.get(i)[0]).height(stated.get(i)[1]);
            }
        }
    }

    /** The largest picture, or the first sound; cover art and thumbnails in a container are neither. */
    private @Nullable AVStream stream(int type) {
        @Nullable AVStream best = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean cover =
                    (stream.disposition() & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
            if (stream.codecpar().codec_type() == type && !cover && (best == null || area(stream) > area(best))) {
                best = stream;
            }
        }
        return best;
    }

    private static long area(AVStream stream) {
        return (long) stream.codecpar().width() * stream.codecpar().height();
    }

    private String format(String media) {
        String format = input.container().format();
        boolean sound = media.equals("audio");
        return switch (format) {
            case "wmv" -> sound ? "wma" : format;
            case "mp4" -> sound ? "m4a" : format;
            default -> format;
        };
    }

    /** A picture without time: all images but the animated ones. */
    private boolean isStill(String media) {
        boolean animated = context.nb_streams() == 1 && context.streams(0).nb_frames() > 1;
        return media.equals("image") && !animated;
    }

    private int picture(AVStream stream) throws UnreadableException {
        AVCodecParameters codec = stream.codecpar();
        String name = Libav.text(avcodec_get_name(codec.codec_id()));
        if (codec.width() <= 0 || codec.height() <= 0) {
            throw new UnreadableException("expected a picture with a width and a height, found " + codec.width() + "x"
                    + codec.height() + " (" + name + ")");
        }
        int rotation = Rotation.of(stream, input.signature());
        boolean turned = rotation % 180 != 0;
        long width = turned ? codec.height() : codec.width();
        long height = turned ? codec.width() : codec.height();
        values.put("vcodec", name);
        values.put("width", width);
        values.put("height", height);
        values.put("resolution", resolution(Math.min(width, height)));
        values.put("rotation", (long) rotation);
        String pixelFormat = Libav.text(av_get_pix_fmt_name(codec.format()));
        if (!pixelFormat.isEmpty()) {
            values.put("pix_fmt", pixelFormat);
        }
        String range = codec.color_range() == AVCOL_RANGE_UNSPECIFIED
                ? ""
                : Libav.text(av_color_range_name(codec.color_range()));
        if (!range.isEmpty()) {
            values.put("colour_range", range);
        }
        return rotation;
    }

    /** The level of a picture whose short side has so many pixels. */
    static String resolution(long shortSide) {
        for (int level : new int[] {2160, 1440, 1080, 720, 480, 360, 240}) {
            if (shortSide >= level) {
                return level + "p";
            }
        }
        return "sub240p";
    }

    private void moving(@Nullable AVStream picture, double duration) {
        double fps = picture == null ? Double.NaN : Timing.fps(picture);
        double bitrate = Timing.bitrate(context, input.signature().bytes(), duration);
        put("fps", Numbers.rounded(fps, 3));
        put("duration", Numbers.rounded(duration, 6));
        if (!Double.isNaN(bitrate)) {
            values.put("bitrate", Math.round(bitrate));
        }
        if (picture != null) {
            double bits = Timing.pictureBitrate(context, picture, bitrate) / fps;
            put("m_bits_per_pixel", Numbers.rounded(bits / area(picture), 4));
            values.put("m_bframes", (long) picture.codecpar().video_delay());
            put("m_gop", Numbers.rounded(Timing.keyFrameDistance(context, picture), 2));
        }
    }

    private void still(AVStream picture) {
        put("m_bits_per_pixel", Numbers.rounded(8.0 * input.signature().bytes() / area(picture), 4));
    }

    private void sound(@Nullable AVStream sound) {
        if (sound != null) {
            AVCodecParameters codec = sound.codecpar();
            values.put("acodec", Libav.text(avcodec_get_name(codec.codec_id())));
            values.put("m_channels", (long) codec.ch_layout().nb_channels());
            values.put("m_sample_rate", (long) codec.sample_rate());
        }
    }

    private void put(String column, double value) {
        if (Double.isFinite(value)) {
            values.put(column, value);
        }
    }
}
