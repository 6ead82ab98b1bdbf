package dev.assay.assembly.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The part of a table that is shown, as text: its first rows and columns, whatever its size. Fractions are rounded to six
 * digits, or to their whole digits where those are more; the table itself is not touched.
 *
 * @param table the table
 * @param rows how many of its rows are shown
 * @param columns those of its columns that are shown
 */
record TableView(Table table, int rows, List<Column<?>> columns) {

    /** Rows that a page holds. */
    static final int MOST_ROWS = 200;

    /** Columns that a page holds. */
    static final int MOST_COLUMNS = 60;

    private static final int DIGITS = 6;
    private static final int MOST_CELLS = 6_000;
    private static final int LONGEST_CELL = 120;

    static TableView of(Table table) {
        int columns = Math.min(table.columnCount(), MOST_COLUMNS);
        int rows = Math.min(table.rowCount(), MOST_ROWS);
        if (columns > 0) {
            rows = Math.min(rows, Math.max(20, MOST_CELLS / columns));
        }
        return new TableView(table, rows, List.copyOf(table.columns().subList(0, columns)));
    }

    /** Whether a column's cells stand to the right. */
    static boolean isNumber(Column<?> column) {
        ColumnType type = column.type();
        return type == ColumnType.INTEGER
                || type == ColumnType.LONG
                || type == ColumnType.SHORT
                || type == ColumnType.FLOAT
                || type == ColumnType.DOUBLE;
    }

    /** The class of a column's cells: {@code n} to the right, {@code k} kept on one line, none for texts, which wrap. */
    static String styleOf(Column<?> column) {
        if (isNumber(column)) {
            return " class=\"n\"";
        }
        return column.type() == ColumnType.STRING ? "" : " class=\"k\"";
    }

    static String typeOf(Column<?> column) {
        return column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A cell's text; null where the value is missing. */
    static @org.jspecify.annotations.Nullable String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        Object value = column.get(row);
        return Clip.text(
                value instanceof Double || value instanceof Float
                        ? number(((Number) value).doubleValue())
                        : column.getUnformattedString(row),
                LONGEST_CELL);
    }

    /** As short as it can be without changing what six digits say. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        double size = Math.abs(value);
        // no formatter: the first table is shown in the first cell, and loading one takes longer than all of the table
        BigDecimal exact = new BigDecimal(value);
        int whole = exact.precision() - exact.scale();
        BigDecimal rounded =
                exact.round(new MathContext(Math.max(DIGITS, whole))).stripTrailingZeros();
        return size < 1e-4 || size >= 1e15 ? rounded.toString() : rounded.toPlainString();
    }

    /** A sentence on what there is, and on what of it is shown. */
    String size() {
        int all = table.rowCount();
        String size = count(all, "row") + ", " + count(table.columnCount(), "column");
        List<String> shown = new ArrayList<>();
        if (rows < all) {
            shown.add("the first " + rows + " rows");
        }
        if (columns.size() < table.columnCount()) {
            shown.add("the first " + columns.size() + " columns");
        }
        return shown.isEmpty() ? size : size + " (" + String.join(" and ", shown) + " are shown)";
    }

    static String count(int count, String noun) {
        StringBuilder digits = new StringBuilder(Integer.toString(count));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits + " " + noun + (count == 1 ? "" : "s");
    }
}
