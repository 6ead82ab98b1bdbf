package dev.assay.media;

import dev.assay.schema.Evidence;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks into media files with FFmpeg's libraries, in this process.
 *
 * <p>Files are opened by the {@code file} protocol alone and recognised by content; only the containers of {@code
 * containers.csv} are read, so that no playlist can lead elsewhere. Every file has a time limit, and pictures, streams
 * and allocations a size limit; the limits and the thresholds behind {@code lighting} and {@code quality} stand in
 * {@code thresholds.properties}. Safe for use by several threads: each call opens the file anew and leaves no native
 * memory behind.
 *
 * <p>Facts differ from what {@code ffprobe} prints where it prints placeholders: a still has no {@code fps}, {@code
 * duration} or {@code bitrate}; sizes are those displayed after rotation; a picture of 0x0 or a container without a
 * stream is unreadable.
 */
public final class FFmpegEngine implements MediaEngine {

    private final Classifiers classifiers;

    /** Loads the native libraries and the user's classifiers. Throws a {@link LinkageError} where there are no libraries for this
     * machine, and a {@link dev.assay.source.SourceException} where a classifier cannot be used. */
    public FFmpegEngine() {
        this(FaceModels.folder());
    }

    /** The same with the models of a folder. */
    FFmpegEngine(Path models) {
        Libav.load();
        classifiers = Classifiers.in(models);
    }

    /** Such as {@code FFmpeg 8.0.1 (bytedeco presets 1.5.13)}. */
    @Override
    public String version() {
        return Libav.version();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Beyond the headers: a still whose picture cannot be decoded is unreadable; a video whose frames cannot is what
     * its header says, with {@code m_frames_decoded} = 0 and no evidence.
     */
    @Override
    public MediaFacts probe(Path file, Depth depth) {
        try (MediaInput input = MediaInput.open(file)) {
            Header header = HeaderProbe.alone(input);
            Map<String, Object> values = new LinkedHashMap<>(header.values());
            List<Evidence> evidence = List.of();
            boolean lasting = true;
            if (depth != Depth.HEADERS && header.picture() >= 0) {
                FrameSample sample = sample(input, header, depth == Depth.FULL);
                PixelProbe pixels = new PixelProbe(header, sample);
                lasting = sample.classified().lasting();
                values.putAll(pixels.values());
                evidence = pixels.evidence();
            }
            boolean timely = !input.deadline().isOver();
            if (depth == Depth.FULL && header.media().equals("video")) {
                timely &= closer(file, header, values);
            }
            // What was left out for want of time is no fact about the file.
            return new MediaFacts(header.media(), null, values, evidence, timely && lasting);
        } catch (UnreadableException e) {
            return e.facts();
        }
    }

    private FrameSample sample(MediaInput input, Header header, boolean closely) throws UnreadableException {
        input.deadline().extend(Thresholds.number("limits.pixels.seconds"));
        FrameSample sample = FrameSample.NOTHING;
        String reason = "nothing decodable";
        try {
            sample = FrameSample.of(input, header, classifiers, closely);
        } catch (UnreadableException e) {
            reason = e.reason();
        }
        if (sample.looks().isEmpty() && header.media().equals("image")) {
            String words = "expected a picture that can be decoded ("
                    + header.values().get("format") + ", " + header.values().get("vcodec") + "), found: " + reason;
            throw input.deadline().isOver() ? UnreadableException.now(words) : new UnreadableException(words);
        }
        return sample;
    }

    /** False where there was no time for it. */
    private static boolean closer(Path file, Header header, Map<String, Object> values) {
        try {
            StretchProbe stretches = StretchProbe.of(header);
            SceneTimeline.Pass pass = pass(file, stretches);
            if (stretches.isEmpty()) {
                stretches = StretchProbe.atStart(header);
                pass = pass(file, stretches);
            }
            values.putAll(stretches.values());
            pass.hashes().ifPresent(hashes -> values.put("m_pdq_seconds", hashes));
            Timeline timeline = pass.timeline();
            if (timeline.duration() > 0) {
                values.put(
                        "cuts_per_minute", Numbers.rounded(60 * timeline.cuts().size() / timeline.duration(), 4));
            }
            return true;
        } catch (IOException e) {
            // Nothing could be decoded: m_frames_decoded says so already, and no number of cuts was measured.
            boolean lasting = !(e instanceof UnreadableException unreadable)
                    || unreadable.facts().lasting();
            if (lasting) {
                values.putAll(StretchProbe.none().values());
            }
            return lasting;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Frames a quarter of a second apart are compared (hue, saturation and value, threshold 27); a cut is reported at
     * most that late. Dissolves are not found.
     */
    @Override
    public Timeline timeline(Path file) throws IOException {
        return pass(file, StretchProbe.none()).timeline();
    }

    private static SceneTimeline.Pass pass(Path file, StretchProbe stretches) throws IOException {
        try (MediaInput input = MediaInput.open(file)) {
            return SceneTimeline.of(input, HeaderProbe.read(input), stretches);
        }
    }

    @Override
    public Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide) {
        try (MediaInput input = MediaInput.open(file)) {
            return Thumbnail.of(input, HeaderProbe.read(input), atSeconds, longSide);
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }
}
