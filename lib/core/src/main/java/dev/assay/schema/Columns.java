package dev.assay.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns an inventory may have: the names and kinds we give a meaning to, in the order they are written. */
public final class Columns {

    /** What kind of values a column holds. */
    public enum Kind {
        /** Repeating levels: an axis. */
        CATEGORY,
        /** Finite numbers. */
        NUMBER,
        /** Texts that name one item each, such as a path. */
        TEXT
    }

    /** The axes every curator asks for and whose levels are ours, in report order. */
    public static final List<String> OWN_AXES = List.of("environment", "shot_type", "lighting", "quality");

    /** Keys that a split must not cut. */
    public static final List<String> GROUP_KEYS =
            List.of("identity", "source_video", "pair", "session", "duplicate_of");

    /** PDQ hashes of a picture, or of some frames of a video in order of time: 64 hexadecimal digits each, spaces between. */
    public static final String PICTURE_HASHES = "m_pdq";

    /** The same of a video second by second, where it was looked at closely. */
    public static final String SECOND_HASHES = "m_pdq_seconds";

    /** Why a classifier of the user's says nothing of an item, where its outputs could not be used. */
    public static final String CLASSIFIER_ERROR = "classifier_error";

    /** Columns of levels that are found in files and their names. */
    private static final Set<String> MEASURED = Set.of(
            "dataset",
            "media",
            "status",
            "format",
            "vcodec",
            "acodec",
            "resolution",
            "pix_fmt",
            "colour_range",
            "encoder",
            "handler",
            "brand",
            "creation_time",
            "label_raw",
            "method_raw",
            Copies.DUPLICATE_OF,
            Copies.COPY_OF);

    private static final Map<String, Kind> KNOWN = known();

    private Columns() {}

    private static Map<String, Kind> known() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        put(kinds, Kind.TEXT, "id", "path");
        put(kinds, Kind.CATEGORY, "dataset", "media", "status");
        put(kinds, Kind.TEXT, "error", CLASSIFIER_ERROR);
        put(kinds, Kind.NUMBER, "bytes");
        put(kinds, Kind.CATEGORY, "format", "vcodec", "acodec");
        put(kinds, Kind.NUMBER, "width", "height");
        put(kinds, Kind.CATEGORY, "resolution");
        put(kinds, Kind.NUMBER, "rotation", "fps", "duration", "bitrate");
        put(kinds, Kind.CATEGORY, "pix_fmt", "colour_range", "encoder", "handler", "brand", "creation_time");
        evidence(kinds, "label");
        put(kinds, Kind.CATEGORY, "label_raw");
        OWN_AXES.forEach(axis -> evidence(kinds, axis));
        put(kinds, Kind.CATEGORY, "method", "method_raw", "generator", "split");
        put(kinds, Kind.CATEGORY, "head_pose", "motion", "camera_motion", "background", "camera");
        put(kinds, Kind.NUMBER, "cuts_per_minute");
        put(kinds, Kind.CATEGORY, "colour", "age", "gender", "ethnicity");
        put(kinds, Kind.CATEGORY, GROUP_KEYS.toArray(String[]::new));
        put(kinds, Kind.NUMBER, Copies.DISTANCE);
        put(kinds, Kind.CATEGORY, Copies.COPY_OF);
        return kinds;
    }

    private static void evidence(Map<String, Kind> kinds, String axis) {
        put(kinds, Kind.CATEGORY, axis, axis + "_source");
        put(kinds, Kind.NUMBER, axis + "_confidence");
        put(kinds, Kind.TEXT, axis + "_conflict");
    }

    private static void put(Map<String, Kind> kinds, Kind kind, String... names) {
        for (String name : names) {
            kinds.put(name, kind);
        }
    }

    /** The kind of a column we give a meaning to, or of one that is named like one ({@code m_*}, {@code *_source}). */
    public static Optional<Kind> kind(String column) {
        Kind kind = KNOWN.get(column);
        if (kind != null) {
            return Optional.of(kind);
        }
        if (column.equals(PICTURE_HASHES) || column.equals(SECOND_HASHES)) {
            return Optional.of(Kind.TEXT);
        }
        if (column.startsWith("m_") || column.endsWith("_confidence")) {
            return Optional.of(Kind.NUMBER);
        }
        if (column.endsWith("_conflict")) {
            return Optional.of(Kind.TEXT);
        }
        return Optional.empty();
    }

    /** Whether a column holds what we find out ourselves, so that nobody else may state it: no axis and no key. */
    public static boolean isMeasured(String column) {
        return kind(column).filter(kind -> kind != Kind.CATEGORY).isPresent()
                || MEASURED.contains(column)
                || column.endsWith("_source");
    }

    /** The columns in the order they are written: ours first, then the others by name. */
    public static List<String> inOrder(Iterable<String> columns) {
        List<String> known = new ArrayList<>(KNOWN.keySet());
        List<String> ordered = new ArrayList<>();
        columns.forEach(ordered::add);
        ordered.sort(Comparator.comparingInt((String name) -> {
                    int place = known.indexOf(name);
                    return place < 0 ? known.size() : place;
                })
                .thenComparing(Comparator.naturalOrder()));
        return ordered;
    }

    /** A value as the text of a level: whole numbers without a fraction, others as short as they round-trip. */
    public static String text(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    /** The finite number a text states, or NaN where it states none. Never locale-dependent. */
    public static double parseNumber(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
