package dev.assay.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.source.Timeline;
import dev.assay.verdict.Timelines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a closer look at one selected video found; a line of {@code looks.jsonl}, so that a check needs not decode again.
 *
 * @param id the item
 * @param sha256 of its file, in hexadecimal; null where it could not be read
 * @param timeline its cuts and black stretches; null where it could not be decoded
 * @param thumbnail whether the page shows a picture of it
 */
public record Look(String id, @Nullable String sha256, @Nullable Timeline timeline, boolean thumbnail) {

    /** Looks as a judge reads them. */
    public static Timelines timelines(Map<String, Look> looks) {
        return new Timelines() {
            @Override
            public @Nullable Timeline of(String id) {
                Look look = looks.get(id);
                return look == null ? null : look.timeline();
            }

            @Override
            public @Nullable String sha256(String id) {
                Look look = looks.get(id);
                return look == null ? null : look.sha256();
            }
        };
    }

    /** The lines of {@code looks.jsonl}, ascending by id. */
    public static String lines(Map<String, Look> looks) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(looks).values().forEach(look -> lines.append(Json.line(look.json())));
        return lines.toString();
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("sha256", sha256);
        json.put("timeline", timeline);
        json.put("thumbnail", thumbnail);
        return json;
    }

    /** Reads {@code looks.jsonl} back. */
    static Map<String, Look> read(String lines) throws IOException {
        Map<String, Look> looks = new TreeMap<>();
        for (String line : lines.split("\n")) {
            if (!line.isBlank()) {
                JsonNode node = Json.read(line);
                String id = node.path("id").asText();
                String sha256 =
                        node.path("sha256").isTextual() ? node.path("sha256").asText() : null;
                looks.put(
                        id,
                        new Look(
                                id,
                                sha256,
                                timeline(node.path("timeline")),
                                node.path("thumbnail").asBoolean()));
            }
        }
        return looks;
    }

    private static @Nullable Timeline timeline(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<Double> cuts = new ArrayList<>();
        node.path("cuts").forEach(cut -> cuts.add(cut.asDouble()));
        List<Timeline.Span> black = new ArrayList<>();
        node.path("black")
                .forEach(span -> black.add(new Timeline.Span(
                        span.path("start").asDouble(), span.path("end").asDouble())));
        return new Timeline(node.path("duration").asDouble(), cuts, black);
    }
}
