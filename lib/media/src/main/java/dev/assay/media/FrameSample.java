package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import java.util.ArrayList;
import java.util.List;

/**
 * A handful of frames of a video, or the one of a still, and their numbers.
 *
 * @param looks the frames that could be decoded, in order of time
 * @param absoluteLight whether the picture is coded as nits (PQ), for which our luma says nothing of the lighting
 */
record FrameSample(List<Look> looks, boolean absoluteLight) {

    FrameSample {
        looks = List.copyOf(looks);
    }

    static FrameSample of(MediaInput input, Header header) throws UnreadableException {
        try (FrameReader reader = FrameReader.open(input, header.picture(), AVDISCARD_NONREF)) {
            return new Drawing(reader, header.rotation()).draw(times(header));
        }
    }

    /** Where to look, in seconds: the middles of equal parts of the video without its margins. */
    static List<Double> times(Header header) {
        int count = Thresholds.integer("frames.count");
        double margin = Thresholds.number("frames.margin");
        List<Double> times = new ArrayList<>();
        for (int i = 0; header.hasDuration() && i < count; i++) {
            times.add(header.duration() * (margin + (1 - 2 * margin) * (i + 0.5) / count));
        }
        return times.isEmpty() ? List.of(0.0) : times;
    }

    /** One pass over the wanted times, ascending. */
    private static final class Drawing {

        private final FrameReader reader;
        private final int rotation;
        private final List<Look> looks = new ArrayList<>();
        private double last = Double.NEGATIVE_INFINITY;
        private int budget = Thresholds.integer("frames.decoded.max");
        private boolean absoluteLight;

        Drawing(FrameReader reader, int rotation) {
            this.reader = reader;
            this.rotation = rotation;
        }

        FrameSample draw(List<Double> times) throws UnreadableException {
            for (double time : times) {
                // Undisturbed, the decoder starts at the first picture; a still cannot seek there.
                boolean seek = time > 0 && reader.gainsBySeeking(time);
                boolean there = (!seek || reader.seek(time)) && reader.next();
                budget--;
                if (there && (!seek || !isNew())) {
                    there = forward(time);
                }
                if (there && isNew()) {
                    take();
                }
            }
            if (looks.isEmpty()) {
                // No time was reached, perhaps because the container cannot seek: the first picture must do.
                reader.seek(0);
                if (reader.next()) {
                    take();
                }
            }
            return new FrameSample(looks, absoluteLight);
        }

        /** From a key frame that was seen already on to the wanted time, as far as patience reaches. */
        private boolean forward(double wanted) throws UnreadableException {
            boolean there = true;
            while (there && reader.time() < wanted && budget-- > 0) {
                there = reader.next();
            }
            return there;
        }

        private boolean isNew() {
            return looks.isEmpty() || reader.time() > last;
        }

        private void take() {
            last = reader.time();
            if (reader.isDamaged()) {
                // A decoder paints what it misses, grey or green: a picture, but no measurement.
                return;
            }
            absoluteLight |= reader.transfer() == AVCOL_TRC_SMPTE2084;
            // Upright: faces are found that way only, and the sky is above.
            reader.picture(Thresholds.integer("frames.side"))
                    .map(picture -> Look.at(picture.turned(rotation)))
                    .ifPresent(looks::add);
        }
    }
}
