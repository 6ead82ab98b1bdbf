package dev.assay.inventory;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads text files as if they were media: {@code video}, {@code image}, {@code broken}, {@code crash}, or {@code video outdoor};
 * what stands behind {@code hashes} are those of its frames.
 */
final class FakeEngine implements MediaEngine {

    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger obstacles = new AtomicInteger();
    String fingerprint = "fake 1";
    private final long delayMillis;

    FakeEngine() {
        this(0);
    }

    FakeEngine(long delayMillis) {
        this.delayMillis = delayMillis;
    }

    @Override
    public String version() {
        return "fake 1";
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Optional<String> obstacle() {
        obstacles.incrementAndGet();
        return Optional.empty();
    }

    @Override
    public MediaFacts probe(Path file, Depth depth) {
        probes.incrementAndGet();
        String text;
        try {
            Thread.sleep(delayMillis);
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return MediaFacts.unreadable("cannot be opened: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (text.startsWith("crash")) {
            throw new IllegalStateException("out of luck");
        }
        if (text.startsWith("refuse")) {
            throw new SourceException("a model that cannot be used");
        }
        if (text.startsWith("broken")) {
            return MediaFacts.unreadable("no stream found");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("format", "mp4");
        values.put("width", 1920L);
        values.put("duration", 12.48);
        values.put("fps", 30.0);
        if (text.contains("odd")) {
            values.put("classifier_error", "rooms.onnx: " + text);
        }
        List<Evidence> evidence = text.contains("outdoor")
                ? List.of(new Evidence("environment", "outdoor", EvidenceSource.PIXELS, 0.6, "pixels"))
                : List.of();
        int hashes = text.indexOf(" hashes ");
        if (hashes >= 0 && depth != Depth.HEADERS) {
            values.put("m_pdq", text.substring(hashes + " hashes ".length()).strip());
        }
        return new MediaFacts(text.startsWith("image") ? "image" : "video", null, values, evidence);
    }

    @Override
    public Timeline timeline(Path file) {
        return new Timeline(0, List.of(), List.of());
    }

    @Override
    public Optional<byte[]> thumbnail(Path file, double atSeconds, int longSide) {
        return Optional.empty();
    }
}
