package dev.assay.media;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a handful of frames says: numbers as {@code m_*} columns (medians over frames), and evidence for axes. */
final class PixelProbe {

    private final Header header;
    private final FrameSample sample;
    private final Map<String, Object> values = new LinkedHashMap<>();

    PixelProbe(Header header, FrameSample sample) {
        this.header = header;
        this.sample = sample;
    }

    /** The numbers; only {@code m_frames_decoded} = 0 where no frame could be decoded. */
    Map<String, Object> values() {
        values.put("m_frames_decoded", (long) sample.looks().size());
        if (!sample.looks().isEmpty()) {
            put("m_luma_mean", Look::mean);
            put("m_luma_p05", Look::p05);
            put("m_luma_p50", Look::p50);
            put("m_luma_p99", Look::p99);
            put("m_contrast", Look::contrast);
            put("m_dark_share", Look::darkShare);
            put("m_bright_share", Look::brightShare);
            put("m_sharpness", Look::sharpness);
            put("m_chroma", Look::chroma);
            double most =
                    sample.looks().stream().mapToDouble(Look::chroma).max().orElseThrow();
            values.put("colour", most < Thresholds.number("colour.chroma") ? "monochrome" : "colour");
        }
        return values;
    }

    private void put(String column, ToDoubleFunction<Look> number) {
        values.put(column, Numbers.rounded(median(number), 4));
    }

    private double median(ToDoubleFunction<Look> number) {
        return Numbers.median(sample.looks().stream().mapToDouble(number).toArray());
    }

    /** Lighting and quality, where they were seen. */
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        if (sample.looks().isEmpty()) {
            return evidence;
        }
        if (!sample.absoluteLight()) {
            Lighting.of(sample.looks())
                    .ifPresent(light -> evidence.add(
                            evidence("lighting", light, String.format(Locale.ROOT, "key %.2f", median(Look::key)))));
        }
        double sharpness = median(Look::sharpness);
        Judgement quality = Quality.of(
                Math.min(number("width"), number("height")),
                sharpness,
                header.media().equals("video") ? number("m_bits_per_pixel") : Double.NaN,
                String.valueOf(header.values().get("vcodec")));
        evidence.add(evidence("quality", quality, String.format(Locale.ROOT, "sharpness %.0f", sharpness)));
        return evidence;
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
