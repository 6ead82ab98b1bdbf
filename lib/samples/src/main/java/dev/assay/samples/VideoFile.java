package dev.assay.samples;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.jspecify.annotations.Nullable;

/** Encodes a film with the encoders that the FFmpeg presets ship: openh264, libvpx-vp9 and FFmpeg's own mpeg4. */
final class VideoFile {
    private static final int SAMPLE_RATE = Voice.SAMPLE_RATE;

    private VideoFile() {}

    static void write(Path file, Sample.Picture picture, Sample.Encoding encoding) throws IOException {
        String muxer = muxer(file);
        if (muxer.equals("mp4") || muxer.equals("mov")) {
            encode(file, muxer, picture, encoding);
            return;
        }
        // JavaCV leaves the length of audio packets in the encoder's time base, which only MP4 shares with it: other
        // containers would state a wrong duration. So encode into MP4 and carry the packets over.
        Path encoded = Files.createTempFile("assay-sample", ".mp4");
        try {
            encode(encoded, "mp4", picture, encoding);
            Remux.copy(encoded, file, muxer);
        } finally {
            Files.delete(encoded);
        }
    }

    private static String muxer(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return extension.equals("mkv") ? "matroska" : extension;
    }

    private static void encode(Path file, String muxer, Sample.Picture picture, Sample.Encoding encoding)
            throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        Film film = new Film(picture, encoding);
        boolean audible = encoding.acodec() != null;
        try (FFmpegFrameRecorder recorder =
                new FFmpegFrameRecorder(file.toFile(), encoding.width(), encoding.height(), audible ? 1 : 0)) {
            configure(recorder, muxer, encoding);
            recorder.start();
            int spoken = 0;
            for (int i = 0; i < encoding.frames(); i++) {
                image(recorder, film.frame(i));
                if (audible) {
                    int due = (int) ((i + 1L) * SAMPLE_RATE / encoding.fps());
                    recorder.recordSamples(
                            SAMPLE_RATE, 1, ShortBuffer.wrap(Voice.speak(picture.content(), spoken, due)));
                    spoken = due;
                }
            }
            recorder.stop();
        }
    }

    private static void image(FFmpegFrameRecorder recorder, BufferedImage frame) throws IOException {
        byte[] pixels = ((DataBufferByte) frame.getRaster().getDataBuffer()).getData();
        recorder.recordImage(
                frame.getWidth(),
                frame.getHeight(),
                Frame.DEPTH_UBYTE,
                3,
                frame.getWidth() * 3,
                avutil.AV_PIX_FMT_BGR24,
                ByteBuffer.wrap(pixels));
    }

    private static void configure(FFmpegFrameRecorder recorder, String muxer, Sample.Encoding encoding) {
        recorder.setFormat(muxer);
        recorder.setFrameRate(encoding.fps());
        recorder.setGopSize(6 * encoding.fps());
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        // FFmpeg counts counterclockwise.
        recorder.setDisplayRotation(-encoding.rotation());
        // No random or dated fields: the same catalogue gives the same bytes.
        recorder.setOption("fflags", "+bitexact");
        recorder.setVideoOption("threads", "1");
        recorder.setVideoOption("flags", "+bitexact");
        video(recorder, encoding);
        audio(recorder, encoding.acodec());
    }

    private static void video(FFmpegFrameRecorder recorder, Sample.Encoding encoding) {
        String quantiser = Integer.toString(encoding.quantiser());
        switch (encoding.vcodec()) {
            case "h264" -> {
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
                recorder.setVideoCodecName("libopenh264");
                recorder.setVideoBitrate(200_000);
                recorder.setVideoOption("rc_mode", "quality");
                recorder.setVideoOption("qmin", quantiser);
                recorder.setVideoOption("qmax", quantiser);
            }
            case "vp9" -> {
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_VP9);
                recorder.setVideoCodecName("libvpx-vp9");
                recorder.setVideoBitrate(0);
                recorder.setVideoOption("crf", quantiser);
                recorder.setVideoOption("deadline", "good");
                recorder.setVideoOption("cpu-used", "5");
            }
            case "mpeg4" -> {
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
                recorder.setVideoCodecName("mpeg4");
                recorder.setVideoQuality(encoding.quantiser());
            }
            default -> throw new IllegalArgumentException("no such video codec: " + encoding.vcodec());
        }
    }

    private static void audio(FFmpegFrameRecorder recorder, @Nullable String codec) {
        if (codec == null) {
            return;
        }
        recorder.setSampleRate(SAMPLE_RATE);
        recorder.setAudioBitrate(12_000);
        recorder.setAudioOption("flags", "+bitexact");
        switch (codec) {
            case "aac" -> recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            case "opus" -> {
                recorder.setAudioCodec(avcodec.AV_CODEC_ID_OPUS);
                recorder.setAudioCodecName("libopus");
            }
            case "mp3" -> {
                recorder.setAudioCodec(avcodec.AV_CODEC_ID_MP3);
                recorder.setAudioCodecName("libmp3lame");
                recorder.setAudioBitrate(16_000);
            }
            default -> throw new IllegalArgumentException("no such audio codec: " + codec);
        }
    }
}
