package dev.assay.inventory;

import dev.assay.schema.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Gives a table its column of ids. */
final class Ids {

    private Ids() {}

    static Table assign(Table table, Schema schema) {
        if (schema.id().isPresent() && !table.containsColumn(schema.id().get())) {
            throw new InventoryException(
                    "no column '" + schema.id().get() + "' to take ids from; columns are " + table.columnNames());
        }
        String source = schema.id().or(() -> natural(table)).orElse("");
        if (source.equals("id") && table.column("id") instanceof StringColumn) {
            requireUnique(table.stringColumn("id"), source);
            return table;
        }
        StringColumn ids = source.isEmpty() ? hashed(table) : texts(table.column(source));
        requireUnique(ids, source);
        Table copy = Table.create(table.name(), ids);
        table.columns().stream().filter(column -> !column.name().equals("id")).forEach(copy::addColumns);
        return copy;
    }

    private static Optional<String> natural(Table table) {
        if (table.containsColumn("id")) {
            return Optional.of("id");
        }
        return table.columns().stream()
                .filter(column ->
                        column.size() > 0 && column.countMissing() == 0 && column.countUnique() == column.size())
                .map(Column::name)
                .findFirst();
    }

    private static StringColumn texts(Column<?> column) {
        StringColumn ids = StringColumn.create("id");
        for (int row = 0; row < column.size(); row++) {
            ids.append(AxisCoder.text(column, row));
        }
        return ids;
    }

    /** A hash of the row's content; equal rows are told apart by how many came before, and are exchangeable. */
    private static StringColumn hashed(Table table) {
        StringColumn ids = StringColumn.create("id");
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            StringBuilder content = new StringBuilder();
            for (Column<?> column : table.columns()) {
                content.append(column.name())
                        .append('\u0000')
                        .append(AxisCoder.text(column, row))
                        .append('\u0001');
            }
            String hash = Hashes.sha256(content.toString()).substring(0, 16);
            int before = seen.merge(hash, 1, Integer::sum);
            ids.append(before == 1 ? hash : hash + "-" + before);
        }
        return ids;
    }

    private static void requireUnique(StringColumn ids, String source) {
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < ids.size(); row++) {
            String id = ids.get(row);
            if (id.isEmpty() || !seen.add(id)) {
                throw new InventoryException("ids must be present and unique; column '" + source + "' "
                        + (id.isEmpty() ? "has none in row " + (row + 1) : "holds '" + id + "' twice")
                        + "; name another with --id COLUMN");
            }
        }
    }
}
