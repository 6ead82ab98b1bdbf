package dev.assay.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One promotion of one file.
 *
 * @param ts when
 * @param src where the file came from, as the promoter named it; {@code /}-separated on every system
 * @param dst where it is: the dataset folder's own name, then the path below it; {@code /}-separated on every system,
 *     never absolute, so that a dataset can be moved
 * @param sha256 of its content, 64 lower-case hex digits
 * @param bytes its size
 * @param actor who promoted it
 * @param planId the plan it belongs to
 * @param tags free words
 */
public record ManifestLine(
        Instant ts,
        String src,
        String dst,
        String sha256,
        long bytes,
        String actor,
        String planId,
        Map<String, String> tags) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException naming the field that is wrong, what was expected and what was found
     */
    public ManifestLine {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256: expected 64 lower-case hex digits, found " + quoted(sha256));
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: expected 0 or more, found " + bytes);
        }
        if (!staysInside(dst)) {
            throw new IllegalArgumentException(
                    "dst: expected dataset/YYYY/MM/DD/name with / and without .. , found " + quoted(dst));
        }
        ts = ts.truncatedTo(ChronoUnit.SECONDS);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The path below the dataset folder: {@code dst} without its first part. */
    String below() {
        return dst.substring(dst.indexOf('/') + 1);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ts", ts.toString());
        json.put("src", src);
        json.put("dst", dst);
        json.put("sha256", sha256);
        json.put("bytes", bytes);
        json.put("actor", actor);
        json.put("plan_id", planId);
        json.put("tags", tags);
        return json;
    }

    static ManifestLine of(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("expected an object, found " + json.getNodeType());
        }
        JsonNode bytes = json.path("bytes");
        if (!bytes.isIntegralNumber() || !bytes.canConvertToLong()) {
            throw new IllegalArgumentException("bytes: expected a whole number, found " + quoted(bytes.toString()));
        }
        Map<String, String> tags = new LinkedHashMap<>();
        json.path("tags")
                .properties()
                .forEach(tag -> tags.put(
                        tag.getKey(),
                        tag.getValue().isValueNode()
                                ? tag.getValue().asText()
                                : tag.getValue().toString()));
        return new ManifestLine(
                instant(text(json, "ts")),
                text(json, "src"),
                text(json, "dst"),
                text(json, "sha256"),
                bytes.longValue(),
                text(json, "actor"),
                text(json, "plan_id"),
                tags);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("ts: expected 2026-01-31T12:00:00Z, found " + quoted(text), e);
        }
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    field + ": expected text, found " + (value.isMissingNode() ? "nothing" : quoted(value.toString())));
        }
        return value.textValue();
    }

    /** A manifest is data: a line must not lead a reader out of the dataset. */
    private static boolean staysInside(String dst) {
        String[] parts = dst.split("/", -1);
        if (parts.length < 2) {
            return false;
        }
        for (String part : parts) {
            if (part.equals("..") || !PortableNames.problem(part).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String text) {
        return '"' + (text.length() > 80 ? text.substring(0, 80) + "..." : text) + '"';
    }
}
