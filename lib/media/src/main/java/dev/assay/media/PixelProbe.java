package dev.assay.media;

import dev.assay.schema.Columns;
import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a handful of frames says: numbers as {@code m_*} columns (medians over frames), and evidence for axes. */
final class PixelProbe {

    private final Header header;
    private final FrameSample sample;
    private final Compression lost;
    private final Map<String, Object> values = new LinkedHashMap<>();

    PixelProbe(Header header, FrameSample sample) {
        lost = Compression.median(sample.compressions());
        this.header = header;
        this.sample = sample;
    }

    /** The numbers; only {@code m_frames_decoded} = 0 where no frame could be decoded. */
    Map<String, Object> values() {
        values.put("m_frames_decoded", (long) sample.looks().size());
        if (!sample.classified().refused().isEmpty()) {
            values.put(
                    Columns.CLASSIFIER_ERROR,
                    String.join("; ", sample.classified().refused()));
        }
        if (!sample.looks().isEmpty()) {
            put("m_luma_mean", Look::mean);
            put("m_luma_p05", Look::p05);
            put("m_luma_p50", Look::p50);
            put("m_luma_p99", Look::p99);
            put("m_contrast", Look::contrast);
            put("m_dark_share", Look::darkShare);
            put("m_bright_share", Look::brightShare);
            put("m_sharpness", Look::sharpness);
            put("m_sharpness_relative", Look::relativeSharpness);
            put("m_chroma", Look::chroma);
            put("m_letterbox", Look::letterbox);
            put("m_pillarbox", Look::pillarbox);
            put("m_quantiser", lost.quantiser());
            put("m_blockiness", lost.blockiness());
            distortion();
            faces();
            put("m_sky", look -> look.scene().sky());
            put("m_vegetation", look -> look.scene().vegetation());
            put("m_detailed", look -> look.scene().detailed());
            put("m_smooth", look -> look.scene().smooth());
            put("m_flat", look -> look.scene().flat());
            put("m_upright", look -> look.scene().upright());
            put("m_central", look -> look.scene().central());
            put("m_fineness", look -> look.scene().fineness());
            put("m_palette", look -> look.scene().palette());
            put("m_ground", look -> look.scene().ground());
            put("m_standing", look -> look.scene().standing());
            put("m_lying", look -> look.scene().lying());
            put("m_layers", look -> look.scene().layers());
            put("m_tints", look -> look.scene().tints());
            Pdq.join(sample.looks().stream().map(Look::pdq).toList()).ifPresent(hashes -> values.put("m_pdq", hashes));
            double most =
                    sample.looks().stream().mapToDouble(Look::chroma).max().orElseThrow();
            values.put("colour", most < Thresholds.number("colour.chroma") ? "monochrome" : "colour");
        }
        return values;
    }

    private void distortion() {
        double[] distortions =
                sample.distortions().stream().mapToDouble(number -> number).toArray();
        if (distortions.length > 0) {
            values.put("m_brisque", Numbers.rounded(Numbers.median(distortions), 1));
        }
    }

    /** Faces a frame, the height of the largest, its turn; medians over the frames that hold any. */
    private void faces() {
        if (!Faces.areSought()) {
            return;
        }
        put("m_faces", look -> look.faces().size());
        measured("m_face_height", look -> largest(look, Face::height));
        measured("m_face_luma", Look::faceLuma);
        double yaw = measured("m_face_yaw", look -> largest(look, Face::yaw));
        if (!Double.isNaN(yaw)) {
            boolean frontal = yaw <= Thresholds.number("pose.frontal");
            values.put(
                    "head_pose", frontal ? "frontal" : yaw <= Thresholds.number("pose.turned") ? "turned" : "profile");
        }
        double background = measured("m_background", Look::background);
        if (!Double.isNaN(background)) {
            boolean plain = background < Thresholds.number("background.plain");
            boolean busy = background >= Thresholds.number("background.busy");
            values.put("background", plain ? "plain" : busy ? "busy" : "moderate");
        }
    }

    private static double largest(Look look, ToDoubleFunction<Face> number) {
        return look.faces().stream()
                .max(Comparator.comparingDouble(Face::area))
                .map(number::applyAsDouble)
                .orElse(Double.NaN);
    }

    /** The median over the frames that have the number, which is NaN and no column where none has. */
    private double measured(String column, ToDoubleFunction<Look> number) {
        double median = Numbers.median(sample.looks().stream()
                .mapToDouble(number)
                .filter(value -> !Double.isNaN(value))
                .toArray());
        put(column, median);
        return median;
    }

    private void put(String column, double number) {
        if (!Double.isNaN(number)) {
            values.put(column, Numbers.rounded(number, 4));
        }
    }

    private void put(String column, ToDoubleFunction<Look> number) {
        values.put(column, Numbers.rounded(median(number), 4));
    }

    private double median(ToDoubleFunction<Look> number) {
        return Numbers.median(sample.looks().stream().mapToDouble(number).toArray());
    }

    /** What the frames say of our axes, where they say anything. */
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(sample.classified().evidence());
        if (sample.looks().isEmpty()) {
            return evidence;
        }
        double shortSide = Math.min(number("width"), number("height"));
        boolean shows = shortSide >= Thresholds.number("frames.least");
        if (shows && !sample.absoluteLight()) {
            Lighting.of(sample.looks())
                    .ifPresent(light -> evidence.add(
                            evidence("lighting", light, String.format(Locale.ROOT, "key %.2f", median(Look::key)))));
        }
        double sharpness = median(Look::relativeSharpness);
        Judgement quality = Quality.of(
                shortSide,
                sharpness,
                header.media().equals("video") ? number("m_bits_per_pixel") : Double.NaN,
                String.valueOf(header.values().get("vcodec")),
                lost);
        evidence.add(evidence("quality", quality, String.format(Locale.ROOT, "sharpness %.3f", sharpness)));
        if (!shows) {
            return evidence;
        }
        int stated = Environment.stated(number("m_exposure_value"), number("m_flash") == 1);
        Environment.of(frames(), stated)
                .ifPresent(level -> evidence.add(evidence("environment", level, Environment.words(level))));
        agreed(look -> Shot.of(look.scene(), seen(look), look.portrait()))
                .ifPresent(level -> evidence.add(evidence(
                        "shot_type", level, String.format(Locale.ROOT, "faces %.0f", median(look -> look.faces()
                                .size())))));
        return evidence;
    }

    private List<Environment.Frame> frames() {
        return sample.looks().stream()
                .map(look -> new Environment.Frame(look.scene(), Shot.isNear(seen(look))))
                .toList();
    }

    /** The faces of a frame, or, where they are missed in it but seen often enough, those of the first such. */
    private List<Face> seen(Look look) {
        List<List<Face>> others = sample.looks().stream()
                .map(Look::faces)
                .filter(faces -> !faces.isEmpty())
                .toList();
        boolean steady = !others.isEmpty()
                && others.size()
                        >= Thresholds.number("faces.steady") * sample.looks().size();
        return steady ? look.faces().isEmpty() ? others.get(0) : look.faces() : List.of();
    }

    /** The level that more than half of the frames have, the less sure the more of them do not. */
    private Optional<Judgement> agreed(Function<Look, Optional<Judgement>> judge) {
        List<Judgement> all =
                sample.looks().stream().map(judge).flatMap(Optional::stream).toList();
        int frames = sample.looks().size();
        return all.stream()
                .map(Judgement::level)
                .distinct()
                .map(level ->
                        all.stream().filter(one -> one.level().equals(level)).toList())
                .filter(same -> 2 * same.size() > frames)
                .findFirst()
                .map(same -> new Judgement(
                        same.get(0).level(),
                        Numbers.rounded(
                                same.stream().mapToDouble(Judgement::confidence).sum() / frames, 2)));
    }

    private Evidence evidence(String axis, Judgement judgement, String number) {
        int frames = sample.looks().size();
        String origin = frames + (frames == 1 ? " frame, " : " frames, ") + number;
        return new Evidence(axis, judgement.level(), EvidenceSource.PIXELS, judgement.confidence(), origin);
    }

    private double number(String column) {
        return header.values().get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
