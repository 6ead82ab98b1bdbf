package dev.assay.inventory;

import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Gathers items into a Tablesaw table: a {@link DoubleColumn} for a column we know to be numeric, a {@link StringColumn}
 * for every other, so that levels keep the data's spelling.
 */
final class TableBuilder implements ItemSink {

    private final Map<String, List<Object>> columns = new LinkedHashMap<>();
    private int rows;

    private final boolean itemsHaveIds;

    /** Gathers items by their ids. */
    TableBuilder() {
        this(true);
    }

    /** Gathers items whose ids may only come to be known from their values. */
    TableBuilder(boolean itemsHaveIds) {
        this.itemsHaveIds = itemsHaveIds;
    }

    @Override
    public void accept(Item item) {
        int row = rows++;
        if (itemsHaveIds) {
            columns.computeIfAbsent("id", name -> new ArrayList<>()).add(item.id());
        }
        item.values().forEach((column, value) -> {
            if (!(itemsHaveIds && column.equals("id")) && isKnown(column, value)) {
                List<Object> values = columns.computeIfAbsent(column, name -> new ArrayList<>());
                fill(values, row);
                values.add(value);
            }
        });
    }

    private static boolean isKnown(String column, Object value) {
        boolean axis =
                Columns.kind(column).filter(kind -> kind == Columns.Kind.TEXT).isEmpty();
        return !(axis && value.equals(Axis.UNKNOWN)) && !value.equals("");
    }

    /** The table, its columns in the order of {@link Columns#inOrder}. */
    Table build() {
        Table table = Table.create("inventory");
        for (String name : Columns.inOrder(columns.keySet())) {
            List<Object> values = columns.getOrDefault(name, List.of());
            fill(values, rows);
            table.addColumns(column(name, values));
        }
        return table;
    }

    private static void fill(List<Object> values, int size) {
        while (values.size() < size) {
            values.add("");
        }
    }

    private static Column<?> column(String name, List<Object> values) {
        boolean numeric =
                Columns.kind(name).filter(kind -> kind == Columns.Kind.NUMBER).isPresent()
                        && values.stream().allMatch(value -> value.equals("") || !Double.isNaN(number(value)));
        if (numeric) {
            return DoubleColumn.create(
                    name, values.stream().mapToDouble(TableBuilder::number).toArray());
        }
        StringColumn column = StringColumn.create(name);
        values.forEach(value -> column.append(Columns.text(value)));
        return column;
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Columns.parseNumber(value.toString());
    }
}
