package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A handful of frames of a video, or the one of a still, and their numbers.
 *
 * @param looks the frames that could be decoded, in order of time
 * @param compressions what coding took from each frame that was looked at, black ones too
 * @param distortions BRISQUE of the frames that have one; none where nobody asked, for it takes as long as all the rest
 * @param classified what the user's classifiers say
 * @param absoluteLight whether the picture is coded as nits (PQ), for which our luma says nothing of the lighting
 */
record FrameSample(
        List<Look> looks,
        List<Compression> compressions,
        List<Double> distortions,
        boolean absoluteLight,
        Classified classified) {

    /** None at all. */
    static final FrameSample NOTHING = new FrameSample(List.of(), List.of(), List.of(), false, Classified.NOTHING);

    FrameSample {
        looks = List.copyOf(looks);
        compressions = List.copyOf(compressions);
        distortions = List.copyOf(distortions);
    }

    static FrameSample of(MediaInput input, Header header) throws UnreadableException {
        return of(input, header, Classifiers.NONE, false);
    }

    /**
     * The same, looked at by the user's classifiers, too.
     *
     * @param closely whether to take the time that BRISQUE takes
     */
    static FrameSample of(MediaInput input, Header header, Classifiers classifiers, boolean closely)
            throws UnreadableException {
        try (FrameReader reader = FrameReader.open(input, header.picture(), AVDISCARD_NONREF)) {
            OptionalDouble stated =
                    header.media().equals("image") ? input.signature().quantiser() : OptionalDouble.empty();
            return new Drawing(reader, header.rotation(), stated, classifiers, closely).draw(times(header));
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
        private final OptionalDouble stated;
        private final Classifiers classifiers;
        private final boolean closely;
        private final List<List<Vote>> votes = new ArrayList<>();
        private final List<Look> looks = new ArrayList<>();
        private final List<Compression> compressions = new ArrayList<>();
        private final List<Double> distortions = new ArrayList<>();
        private double last = Double.NEGATIVE_INFINITY;
        private double budget = Thresholds.number("frames.pixels");
        private boolean absoluteLight;

        Drawing(FrameReader reader, int rotation, OptionalDouble stated, Classifiers classifiers, boolean closely) {
            this.closely = closely;
            this.classifiers = classifiers;
            this.reader = reader;
            this.rotation = rotation;
            this.stated = stated;
        }

        FrameSample draw(List<Double> times) throws UnreadableException {
            for (double time : times) {
                if (time > 0 && reader.gainsBySeeking(time)) {
                    takeIf((reader.seek(time) && reader.nextKey() && isNew()) || forward(time));
                } else {
                    // Undisturbed, the decoder starts at the first picture; a still cannot seek there.
                    takeIf(time > 0 ? forward(time) : reader.next());
                }
            }
            if (looks.isEmpty()) {
                // No time was reached, perhaps because the container cannot seek: the first picture must do.
                reader.seek(0);
                takeIf(reader.next());
            } else if (looks.size() == 1 && times.size() > 1) {
                // One key frame alone may be a fade or a title: what can be had for the rest of the budget says more.
                takeIf(forward(reader.time() + patience()));
            }
            return new FrameSample(lit(), compressions, distortions, absoluteLight, classifiers.classified(votes));
        }

        /** Without the black frames of fades, which show nothing; all of them where there is nothing else. */
        private List<Look> lit() {
            List<Look> lit = looks.stream().filter(Drawing::isLit).toList();
            return lit.isEmpty() ? looks : lit;
        }

        private static boolean isLit(Look look) {
            return look.p99() >= Thresholds.number("scenes.black.p99");
        }

        /** Seconds of video that may still be decoded. */
        private double patience() {
            return reader.shownFor() * budget / Math.max(1, reader.pixels());
        }

        /** On to a wanted time, frame by frame, if patience reaches so far; false where that leads to nothing new. */
        private boolean forward(double wanted) throws UnreadableException {
            boolean there = !looks.isEmpty()
                    && wanted - reader.time() <= patience()
                    && (!reader.isDrained() || (reader.seek(wanted) && reader.next()));
            while (there && reader.time() < wanted && budget > 0) {
                budget -= reader.pixels();
                there = reader.next();
            }
            return reader.time() > last;
        }

        private boolean isNew() {
            return looks.isEmpty() || reader.time() > last;
        }

        private void look(Picture picture) {
            Look look = Look.at(picture);
            looks.add(look);
            votes.add(classifiers.look(picture));
            if (closely && isLit(look)) {
                Brisque.of(picture).ifPresent(distortions::add);
            }
        }

        private void takeIf(boolean there) {
            if (!there) {
                return;
            }
            last = reader.time();
            if (reader.isDamaged()) {
                // A decoder paints what it misses, grey or green: a picture, but no measurement.
                return;
            }
            compressions.add(reader.compression().orStated(stated));
            absoluteLight |= reader.transfer() == AVCOL_TRC_SMPTE2084;
            // Upright: faces are found that way only, and the sky is above.
            reader.picture(Thresholds.integer("frames.side"))
                    .map(picture -> picture.turned(rotation))
                    .ifPresent(this::look);
        }
    }
}
