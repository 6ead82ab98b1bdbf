package dev.assay.media;

import dev.assay.source.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hard cuts and black stretches, by comparing frames a fixed step apart. Keeps one small picture at a time; takes as
 * long as decoding the video without the frames that no other frame needs. Times are those of the first frame seen of
 * a shot, so at most a step late. Dissolves and fades are no cuts here.
 */
final class SceneTimeline {

    private final FrameReader reader;
    private final double step = Thresholds.number("scenes.step");
    private final List<Double> cuts = new ArrayList<>();
    private final List<Timeline.Span> black = new ArrayList<>();
    private final int rotation;
    private final StretchProbe stretches;
    private final SecondHashes hashes = new SecondHashes();
    private @Nullable Hsv previous;
    private double blackSince = Double.NaN;

    private SceneTimeline(FrameReader reader, int rotation, StretchProbe stretches) {
        this.reader = reader;
        this.rotation = rotation;
        this.stretches = stretches;
    }

    /** What one pass over a video tells: cuts and black stretches, and what it shows second by second. */
    record Pass(Timeline timeline, Optional<String> hashes) {}

    /**
     * Reads a video once, from its start to its end.
     *
     * @param stretches takes the pictures that it wants on the way; keeps what it has where the time runs out
     */
    static Pass of(MediaInput input, Header header, StretchProbe stretches) throws UnreadableException {
        if (!header.media().equals("video")) {
            throw new UnreadableException("expected a video, found " + header.media());
        }
        double allowed = Thresholds.number("limits.timeline.seconds") + stretches.seconds();
        input.deadline().extend(header.hasDuration() ? allowed + header.duration() : allowed);
        try (FrameReader reader = FrameReader.openForMotion(input, header.picture(), stretches.spans())) {
            return new SceneTimeline(reader, header.rotation(), stretches).read();
        }
    }

    private Pass read() throws UnreadableException {
        double end = 0;
        double due = 0;
        boolean any = false;
        while (reader.next()) {
            stretches.take(reader);
            double time = Math.max(0, reader.time());
            if (Double.isNaN(time)) {
                continue;
            }
            any = true;
            end = Math.max(end, time + reader.shownFor());
            // Half a frame of grace, so that a step of a whole number of frames is not missed by a rounding.
            if (time >= due - reader.shownFor() / 2) {
                look(time);
                due = time + step;
            }
        }
        if (!any) {
            throw new UnreadableException("expected frames that can be decoded, found none");
        }
        endBlack(end);
        return new Pass(new Timeline(Numbers.rounded(end, 3), cuts, black), hashes.joined());
    }

    private void look(double time) {
        Optional<Picture> picture = reader.picture(Thresholds.integer("scenes.side"));
        if (picture.isEmpty()) {
            return;
        }
        Hsv now = Hsv.of(picture.get());
        if (previous != null && now.isSizeOf(previous) && now.difference(previous) > Thresholds.number("scenes.cut")) {
            cuts.add(Numbers.rounded(time, 3));
        }
        previous = now;
        Luma luma = Luma.of(picture.get());
        // A look may come a little before the second that it is for.
        if (hashes.isDue(time + step / 2)) {
            hashes.add(time + step / 2, hash(picture.get(), luma));
        }
        boolean isBlack = luma.quantile(.99) < Thresholds.number("scenes.black.p99");
        if (!isBlack) {
            endBlack(time);
        } else if (Double.isNaN(blackSince)) {
            blackSince = time;
        }
    }

    private Pdq hash(Picture picture, Luma luma) {
        boolean swap = rotation % 180 != 0;
        return Pdq.of(picture.turned(rotation), swap ? luma.edge() : luma.side(), swap ? luma.side() : luma.edge());
    }

    private void endBlack(double time) {
        if (blackSince < time) {
            black.add(new Timeline.Span(Numbers.rounded(blackSince, 3), Numbers.rounded(time, 3)));
        }
        blackSince = Double.NaN;
    }
}
