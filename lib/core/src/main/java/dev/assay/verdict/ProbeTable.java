package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.probe.ProbeColumn;
import dev.assay.schema.Columns;
import dev.assay.schema.Copies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An inventory as probes read it: items by id, a row as many times as it stands for items, and one column for each column that
 * could tell something.
 */
final class ProbeTable {

    /** Columns that are the label, or say where it came from, or name the item; they cannot be shortcuts. */
    private static final Set<String> NOT_TESTED = Set.of(
            "id",
            "path",
            "error",
            Columns.CLASSIFIER_ERROR,
            "status",
            "label",
            "label_raw",
            "method",
            "method_raw",
            "generator",
            "sha256",
            Columns.PICTURE_HASHES,
            Columns.SECOND_HASHES,
            Copies.DUPLICATE_OF,
            Copies.DISTANCE,
            Copies.COPY_OF,
            "pair",
            "split",
            // How much was looked at, which is about us and not about the items.
            "m_frames_decoded",
            "m_stretch_frames");

    /** What a picture shows, whoever measured it. */
    private static final Set<String> OF_PIXELS = Set.of(
            "environment",
            "shot_type",
            "lighting",
            "quality",
            "head_pose",
            "motion",
            "camera_motion",
            "background",
            "cuts_per_minute",
            "colour");

    /** Numbers behind the axes are of pixels, but for those that the container or the stream's header states. */
    private static final Set<String> OF_HEADERS = Set.of(
            "m_gop",
            "m_bframes",
            "m_bits_per_pixel",
            "m_quantiser",
            "m_channels",
            "m_sample_rate",
            "m_exposure_value",
            "m_flash");

    /** How many frames a video has: fakes cut to one length to the frame share it. */
    static final String FRAMES = "duration_frames";

    private static final String CREATED = "creation_time";

    /** Characters of a date as ISO 8601 writes it. */
    private static final int DAY = 10;

    /** Beyond so many items rows stand for fewer than they say; a share does not change by it. */
    private static final long MOST_ITEMS = 1_000_000;

    private static final int FEW_VALUES = 20;
    private static final int FEWEST = 5;

    private final Inventory items;
    private final Set<String> left;
    /** By item, its row. */
    private final int[] rows;

    private final int[] groups;

    private ProbeTable(Inventory items, Set<String> left, int[] rows, int[] groups) {
        this.items = items;
        this.left = left;
        this.rows = rows;
        this.groups = groups;
    }

    /**
     * Of the rows that meet a condition.
     *
     * @param label the column that is to be told
     * @param components the component of each row
     */
    static ProbeTable of(Inventory items, IntPredicate kept, String label, IntUnaryOperator components) {
        // By id: folds and shuffles go by position, and the order of a file must not matter.
        int[] once = IntStream.range(0, items.size())
                .filter(kept)
                .boxed()
                .sorted(Comparator.comparing(items::id))
                .mapToInt(row -> row)
                .toArray();
        double total = IntStream.of(once).mapToLong(items::weight).sum();
        double scale = Math.min(1, MOST_ITEMS / Math.max(1, total));
        int[] rows = IntStream.of(once)
                .flatMap(row -> IntStream.generate(() -> row).limit(Math.round(items.weight(row) * scale)))
                .toArray();
        Set<String> left = new HashSet<>(NOT_TESTED);
        left.add(label);
        items.schema().weight().ifPresent(left::add);
        return new ProbeTable(items, left, rows, groups(items, rows, components));
    }

    /** The rows of a table of counts are kinds of items; only a key that is known makes one group of a row. */
    private static int[] groups(Inventory items, int[] rows, IntUnaryOperator components) {
        boolean counts = items.schema().weight().isPresent();
        int[] groups = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            boolean alone = counts && Columns.GROUP_KEYS.stream().noneMatch(key -> items.isKnown(row, key));
            groups[i] = alone ? -1 - i : components.applyAsInt(row);
        }
        return groups;
    }

    int size() {
        return rows.length;
    }

    int[] groups() {
        return groups.clone();
    }

    /** A text for each item. */
    List<@Nullable String> texts(IntFunction<? extends @Nullable String> ofRow) {
        List<@Nullable String> texts = new ArrayList<>(rows.length);
        for (int row : rows) {
            texts.add(ofRow.apply(row));
        }
        return texts;
    }

    /** Every column that could tell something, keys too. */
    List<ProbeColumn> columns() {
        List<ProbeColumn> columns = new ArrayList<>();
        items.columns().stream()
                .filter(column -> !left.contains(column) && isTested(column))
                .forEach(column -> columns.add(column(column)));
        if (items.has("duration") && items.has("fps") && !items.has(FRAMES)) {
            columns.add(frames());
        }
        return columns;
    }

    /** The columns among some that do not speak of the picture. */
    static List<ProbeColumn> withoutPixels(List<ProbeColumn> columns) {
        return columns.stream().filter(column -> !isOfPixels(column.name())).toList();
    }

    static boolean isOfPixels(String column) {
        return OF_PIXELS.contains(column) || (column.startsWith("m_") && !OF_HEADERS.contains(column));
    }

    /** Whether a column of an inventory may tell a label at all. */
    static boolean isTestable(Inventory items, String column, String label) {
        boolean counts = items.schema().weight().filter(column::equals).isPresent();
        return !counts
                && !column.equals(label)
                && !NOT_TESTED.contains(column)
                && !Columns.GROUP_KEYS.contains(column)
                && isTested(column);
    }

    private static boolean isTested(String column) {
        return !column.endsWith("_source") && !column.endsWith("_confidence") && !column.endsWith("_conflict");
    }

    private ProbeColumn column(String column) {
        boolean measured =
                Columns.kind(column).filter(kind -> kind == Columns.Kind.NUMBER).isPresent();
        List<@Nullable String> texts = measured ? List.of() : texts(row -> spelled(row, column));
        if (measured || (Columns.kind(column).isEmpty() && isNumeric(texts))) {
            return ProbeColumn.numbers(
                    column,
                    IntStream.of(rows)
                            .mapToDouble(row -> items.number(row, column))
                            .toArray());
        }
        ProbeColumn found = ProbeColumn.texts(column, texts);
        return Columns.GROUP_KEYS.contains(column) ? found.asKey() : found;
    }

    /** A value as a level; of a time of creation the day, for to the second it would name the item. */
    private @Nullable String spelled(int row, String column) {
        String text = items.text(row, column);
        return text != null && column.equals(CREATED) && text.length() > DAY ? text.substring(0, DAY) : text;
    }

    /** Many finite numbers; but whole ones that differ on every row name the rows. */
    private static boolean isNumeric(List<? extends @Nullable String> texts) {
        Set<String> distinct = new HashSet<>();
        boolean whole = true;
        for (String text : texts) {
            if (text != null && distinct.add(text)) {
                double value = Columns.parseNumber(text);
                if (Double.isNaN(value)) {
                    return false;
                }
                whole &= value == Math.rint(value);
            }
        }
        long known = texts.stream().filter(text -> text != null).count();
        return distinct.size() > FEW_VALUES && !(whole && distinct.size() == known);
    }

    /** Lengths in frames that several items share; the others are one level, so that a length of one item says nothing. */
    private ProbeColumn frames() {
        List<@Nullable String> counts = texts(row -> {
            double frames = items.number(row, "duration") * items.number(row, "fps");
            return Double.isNaN(frames) || frames > Long.MAX_VALUE ? null : Long.toString(Math.round(frames));
        });
        Map<String, Integer> shared = new TreeMap<>();
        counts.stream().filter(count -> count != null).forEach(count -> shared.merge(count, 1, Integer::sum));
        counts.replaceAll(count -> count == null || shared.getOrDefault(count, 0) >= FEWEST ? count : "other");
        return ProbeColumn.texts(FRAMES, counts);
    }
}
