package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.probe.Probe;
import dev.assay.probe.ProbeColumn;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.schema.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Columns of labelled items that tell real from fake without a look at the picture. */
public final class Shortcuts {

    /** Columns that are the label, or say where it came from, or name the item; they cannot be shortcuts. */
    private static final Set<String> NOT_TESTED = Set.of(
            "id",
            "path",
            "error",
            "status",
            "label",
            "label_raw",
            "label_source",
            "label_confidence",
            "label_conflict",
            "method",
            "method_raw",
            "generator",
            "sha256",
            "duplicate_of",
            "pair",
            "split");

    private Shortcuts() {}

    /**
     * Probes every column of the items that are labelled.
     *
     * @param label the column of labels
     * @param components the component of each row, for cross-validation that does not cut groups
     * @param seed seed of the folds and shuffles
     */
    public static List<Shortcut> of(Inventory items, String label, IntUnaryOperator components, long seed) {
        // By id: folds and shuffles go by position, and the order of a file must not matter.
        int[] rows = IntStream.range(0, items.size())
                .filter(row -> items.text(row, label) != null)
                .boxed()
                .sorted(Comparator.comparing(items::id))
                .mapToInt(row -> row)
                .toArray();
        List<@Nullable String> labels = new ArrayList<>();
        for (int row : rows) {
            labels.add(items.text(row, label));
        }
        List<ProbeColumn> columns = items.columns().stream()
                .filter(column -> !NOT_TESTED.contains(column) && !column.equals(label) && isTested(column))
                .map(column -> column(items, rows, column))
                .toList();
        return Probe.withDefaults()
                .withSeed(seed)
                .run(columns, labels, IntStream.of(rows).map(components).toArray());
    }

    /** Whether a detector could live on this column alone, or gain from it. */
    static boolean isAlarming(Shortcut shortcut) {
        return shortcut.finding() == ProbeFinding.FAIL || shortcut.finding() == ProbeFinding.WARN;
    }

    private static boolean isTested(String column) {
        return !column.endsWith("_source") && !column.endsWith("_confidence") && !column.endsWith("_conflict");
    }

    private static ProbeColumn column(Inventory items, int[] rows, String column) {
        boolean number =
                Columns.kind(column).filter(kind -> kind == Columns.Kind.NUMBER).isPresent();
        if (number) {
            return ProbeColumn.numbers(
                    column,
                    IntStream.of(rows)
                            .mapToDouble(row -> items.number(row, column))
                            .toArray());
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int row : rows) {
            texts.add(items.text(row, column));
        }
        return ProbeColumn.texts(column, texts);
    }
}
