package dev.assay.inventory;

import dev.assay.schema.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * What a column holds.
 *
 * @param name its name
 * @param kind {@code category}, {@code number} or {@code text}
 * @param known items with a value
 * @param levels the levels of a category, in order; empty for others
 */
public record ColumnSummary(String name, String kind, int known, List<String> levels) {

    /** More different values than this are no levels that anybody balances. */
    static final int MOST_LEVELS = 1000;

    /** Numbers with few different values, such as a class of 1, 2 and 3, are levels. */
    private static final int FEW_LEVELS = 20;

    /** Every column of an inventory, in table order. */
    public static List<ColumnSummary> all(Inventory items) {
        ColumnTally tally = new ColumnTally(items.schema());
        for (int row = 0; row < items.size(); row++) {
            tally.accept(items.item(row));
        }
        return tally.columns();
    }

    /**
     * Every column of an inventory without its levels, which take a look at every value: names, known values, and
     * {@code number} or {@code text} by what the table holds them as.
     */
    public static List<ColumnSummary> withoutLevels(Inventory items) {
        List<ColumnSummary> columns = new ArrayList<>();
        for (Column<?> column : items.table().columns()) {
            String kind = column instanceof NumericColumn<?> ? "number" : "text";
            columns.add(new ColumnSummary(column.name(), kind, items.size() - column.countMissing(), List.of()));
        }
        return columns;
    }

    static ColumnSummary of(String name, Columns.Kind kind, int known, List<String> levels) {
        return new ColumnSummary(name, kind.name().toLowerCase(Locale.ROOT), known, levels);
    }

    static Columns.Kind kind(String name, int levels, int known, boolean numbers) {
        Optional<Columns.Kind> ours = Columns.kind(name);
        if (ours.isPresent() && !(ours.get() == Columns.Kind.CATEGORY && levels > MOST_LEVELS)) {
            return ours.get();
        }
        if (numbers && known > 0 && levels > FEW_LEVELS) {
            return Columns.Kind.NUMBER;
        }
        boolean named = levels > MOST_LEVELS || (levels > FEW_LEVELS && 2 * levels > known);
        return named ? Columns.Kind.TEXT : Columns.Kind.CATEGORY;
    }
}
