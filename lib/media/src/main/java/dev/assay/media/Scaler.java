package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Scales decoded frames to RGB of a given size, by area, with each frame's own range and matrix. libswscale writes planes with
 * vector instructions and packed pixels, to the same values or the next, one by one: so planes are asked for, and woven here.
 */
final class Scaler implements AutoCloseable {

    /** Where red, green and blue lie among the planes of the format. */
    private static final int[] PLANES = {2, 0, 1};

    /** By long side: libswscale prepares filters and buffers anew whenever a context is asked for another size. */
    private final Map<Integer, SwsContext> contexts = new HashMap<>();

    private static SwsContext context() {
        return sws_alloc_context().flags(SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT);
    }

    /** The frame with its long side so many pixels long, or nothing where its format cannot be converted. */
    Optional<Picture> scale(AVFrame frame, int longSide) {
        if (frame.width() <= 0 || frame.height() <= 0) {
            return Optional.empty();
        }
        double scale = (double) longSide / Math.max(frame.width(), frame.height());
        int width = (int) Math.max(1, Math.round(frame.width() * scale));
        int height = (int) Math.max(1, Math.round(frame.height() * scale));
        SwsContext context = contexts.computeIfAbsent(longSide, side -> context());
        AVFrame scaled = av_frame_alloc();
        try {
            scaled.format(AV_PIX_FMT_GBRP);
            scaled.width(width);
            scaled.height(height);
            scaled.color_range(AVCOL_RANGE_JPEG);
            scaled.colorspace(AVCOL_SPC_RGB);
            // The frame's own, so that no tone or gamut mapping takes place.
            scaled.color_primaries(frame.color_primaries());
            scaled.color_trc(frame.color_trc());
            boolean done = av_frame_get_buffer(scaled, 0) >= 0 && sws_scale_frame(context, scaled, frame) >= 0;
            return done ? Optional.of(new Picture(width, height, bytes(scaled, width, height))) : Optional.empty();
        } finally {
            av_frame_free(scaled);
        }
    }

    private static byte[] bytes(AVFrame frame, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        byte[] row = new byte[width];
        for (int channel = 0; channel < PLANES.length; channel++) {
            BytePointer plane = frame.data(PLANES[channel]);
            int stride = frame.linesize(PLANES[channel]);
            for (int y = 0; y < height; y++) {
                plane.position((long) y * stride).get(row);
                int to = 3 * width * y + channel;
                for (int x = 0; x < width; x++) {
                    rgb[to + 3 * x] = row[x];
                }
            }
        }
        return rgb;
    }

    @Override
    public void close() {
        contexts.values().forEach(context -> sws_free_context(context));
    }
}
