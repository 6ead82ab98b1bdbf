package dev.assay.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small videos made for one test. */
final class Clips {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FPS = 20;

    private Clips() {}

    /** One pixel of a picture, as 0xRRGGBB. */
    interface Painter {
        int at(int x, int y);
    }

    static Painter plain(int rgb) {
        return (x, y) -> rgb;
    }

    /** A checkerboard: a picture with edges. */
    static Painter checks(int one, int two) {
        return (x, y) -> (x / 20 + y / 20) % 2 == 0 ? one : two;
    }

    /** A clip with a key frame a second. */
    static Path record(Path file, String format, int frames, IntFunction<Painter> painters) throws IOException {
        return record(file, format, frames, FPS, painters);
    }

    /** A clip with a key frame every so many frames. */
    static Path record(Path file, String format, int frames, int gop, IntFunction<Painter> painters)
            throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(format.equals("webm") ? avcodec.AV_CODEC_ID_VP8 : avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(FPS);
            recorder.setGopSize(gop);
            // Else the encoder thinks it knows better where a key frame is due.
            recorder.setVideoOption("sc_threshold", "1000000000");
            recorder.setVideoBitrate(2_000_000);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                recorder.record(frame(painters.apply(i)), avutil.AV_PIX_FMT_RGB24);
            }
            recorder.stop();
        }
        return file;
    }

    private static Frame frame(Painter painter) {
        Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
        ByteBuffer bytes = (ByteBuffer) frame.image[0];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = painter.at(x, y);
                int at = y * frame.imageStride + 3 * x;
                bytes.put(at, (byte) (rgb >> 16)).put(at + 1, (byte) (rgb >> 8)).put(at + 2, (byte) rgb);
            }
        }
        return frame;
    }

    /** Writes the display matrix of an mp4 by hand: a clockwise turn of 90, 180 or 270 degrees. */
    static Path turn(Path mp4, int degrees) throws IOException {
        byte[] bytes = Files.readAllBytes(mp4);
        int matrix = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 44;
        int[] abcd =
                switch (degrees) {
                    case 90 -> new int[] {0, 1, -1, 0};
                    case 180 -> new int[] {-1, 0, 0, -1};
                    default -> new int[] {0, -1, 1, 0};
                };
        ByteBuffer.wrap(bytes)
                .putInt(matrix, abcd[0] << 16)
                .putInt(matrix + 4, abcd[1] << 16)
                .putInt(matrix + 12, abcd[2] << 16)
                .putInt(matrix + 16, abcd[3] << 16);
        Files.write(mp4, bytes);
        return mp4;
    }
}
