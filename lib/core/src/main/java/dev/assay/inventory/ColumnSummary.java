package dev.assay.inventory;

import dev.assay.schema.Columns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

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
    private static final int MOST_LEVELS = 1000;

    /** Numbers with few different values, such as a class of 1, 2 and 3, are levels. */
    private static final int FEW_LEVELS = 20;

    /** Every column of an inventory, in table order. */
    public static List<ColumnSummary> all(Inventory items) {
        return items.columns().stream().map(name -> of(items, name)).toList();
    }

    private static ColumnSummary of(Inventory items, String name) {
        TreeSet<String> texts = new TreeSet<>();
        int known = 0;
        boolean numbers = true;
        for (int row = 0; row < items.size(); row++) {
            String text = items.text(row, name);
            if (text != null) {
                known++;
                numbers &= !Double.isNaN(Columns.parseNumber(text));
                if (texts.size() <= MOST_LEVELS) {
                    texts.add(text);
                }
            }
        }
        Columns.Kind kind = kind(name, texts.size(), known, numbers);
        List<String> levels = kind == Columns.Kind.CATEGORY && known > 0
                ? items.codes(name).axis().levels()
                : List.of();
        return new ColumnSummary(name, kind.name().toLowerCase(Locale.ROOT), known, levels);
    }

    private static Columns.Kind kind(String name, int levels, int known, boolean numbers) {
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
