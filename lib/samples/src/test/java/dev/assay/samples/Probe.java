package dev.assay.samples;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.jspecify.annotations.Nullable;

/** What FFmpeg finds in a file, read independently of how it was made. */
record Probe(
        String vcodec,
        @Nullable String acodec,
        int width,
        int height,
        int rotation,
        double fps,
        double duration,
        Picture middle) {

    /** Luma of one frame: sqrt(.241 R2 + .691 G2 + .068 B2) / 255. */
    record Picture(double p5, double median, double p99) {}

    static Probe of(Path file) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            int rotation = (int) Math.floorMod(-Math.round(grabber.getDisplayRotation()), 360L);
            boolean turned = rotation % 180 != 0;
            grabber.setTimestamp((long) (grabber.getLengthInTime() * 0.45));
            Frame frame = grabber.grabImage();
            if (frame == null) {
                throw new AssertionError("no frame could be decoded from " + file);
            }
            return new Probe(
                    avcodec.avcodec_get_name(grabber.getVideoCodec()).getString(),
                    grabber.hasAudio()
                            ? avcodec.avcodec_get_name(grabber.getAudioCodec()).getString()
                            : null,
                    turned ? grabber.getImageHeight() : grabber.getImageWidth(),
                    turned ? grabber.getImageWidth() : grabber.getImageHeight(),
                    rotation,
                    grabber.getVideoFrameRate(),
                    grabber.getLengthInTime() / 1e6,
                    picture(frame));
        }
    }

    private static Picture picture(Frame frame) {
        double[] luma = luma(frame);
        Arrays.sort(luma);
        return new Picture(luma[luma.length / 20], luma[luma.length / 2], luma[luma.length * 99 / 100]);
    }

    private static double[] luma(Frame frame) {
        ByteBuffer pixels = (ByteBuffer) frame.image[0];
        double[] luma = new double[frame.imageWidth * frame.imageHeight];
        for (int y = 0; y < frame.imageHeight; y++) {
            for (int x = 0; x < frame.imageWidth; x++) {
                int at = y * frame.imageStride + 3 * x;
                double b = pixels.get(at) & 255;
                double g = pixels.get(at + 1) & 255;
                double r = pixels.get(at + 2) & 255;
                luma[y * frame.imageWidth + x] = Math.sqrt(0.241 * r * r + 0.691 * g * g + 0.068 * b * b) / 255;
            }
        }
        return luma;
    }

    /** Variance of the Laplacian of the middle frame, luma on 0..255, at 512 pixels' width: low where edges are soft. */
    static double sharpness(Path file) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setImageWidth(512);
            grabber.setImageHeight(288);
            grabber.start();
            grabber.setTimestamp((long) (grabber.getLengthInTime() * 0.45));
            double[] luma = luma(grabber.grabImage());
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (int at = 512; at < luma.length - 512; at++) {
                if (at % 512 % 511 == 0) {
                    continue;
                }
                double response = 255 * (luma[at - 1] + luma[at + 1] + luma[at - 512] + luma[at + 512] - 4 * luma[at]);
                sum += response;
                squares += response * response;
                n++;
            }
            return squares / n - (sum / n) * (sum / n);
        }
    }

    /** The luma of every frame, 32 by 18 pixels, in order. */
    static List<double[]> thumbnails(Path file) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        List<double[]> thumbnails = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setImageWidth(32);
            grabber.setImageHeight(18);
            grabber.start();
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                thumbnails.add(luma(frame));
            }
        }
        return thumbnails;
    }
}
