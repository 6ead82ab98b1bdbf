package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
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

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Scales decoded frames to RGB of a given size, by area, with each frame's own range and matrix. */
final class Scaler implements AutoCloseable {

    private final SwsContext context = sws_alloc_context();

    Scaler() {
        context.flags(SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT);
    }

    /** The frame with its long side so many pixels long, or nothing where its format cannot be converted. */
    Optional<Picture> scale(AVFrame frame, int longSide) {
        if (frame.width() <= 0 || frame.height() <= 0) {
            return Optional.empty();
        }
        double scale = (double) longSide / Math.max(frame.width(), frame.height());
        int width = (int) Math.max(1, Math.round(frame.width() * scale));
        int height = (int) Math.max(1, Math.round(frame.height() * scale));
        AVFrame scaled = av_frame_alloc();
        try {
            scaled.format(AV_PIX_FMT_RGB24);
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
        BytePointer rows = frame.data(0);
        for (int y = 0; y < height; y++) {
            rows.position((long) y * frame.linesize(0)).get(rgb, 3 * width * y, 3 * width);
        }
        return rgb;
    }

    @Override
    public void close() {
        sws_free_context(context);
    }
}
