package dev.assay.inventory;

import dev.assay.schema.Copies;
import dev.assay.schema.Item;
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

    /**
     * The table with a column {@code id}, in NFC: people type what a file system or another keyboard spells decomposed.
     *
     * @param schema names no column for ids, or one that the table has
     * @param order the table's columns in the order of the file that they come from
     */
    static Table assign(Table table, Schema schema, Iterable<String> order) {
        String source = schema.id().or(() -> natural(table, order)).orElse("");
        if (source.equals("id") && table.column("id") instanceof StringColumn && isComposed(table)) {
            requireUnique(table.stringColumn("id"), source);
            return table;
        }
        StringColumn ids = source.isEmpty() ? hashed(table) : composed("id", table.column(source));
        requireUnique(ids, source);
        Table copy = Table.create(table.name(), ids);
        table.columns().stream()
                .filter(column -> !column.name().equals("id"))
                .map(column -> holdsIds(column) ? composed(column.name(), column) : column)
                .forEach(copy::addColumns);
        return copy;
    }

    private static Optional<String> natural(Table table, Iterable<String> order) {
        if (table.containsColumn("id")) {
            return Optional.of("id");
        }
        for (String name : order) {
            if (table.containsColumn(name) && namesEach(table.column(name))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean namesEach(Column<?> column) {
        return column.size() > 0 && column.countMissing() == 0 && column.countUnique() == column.size();
    }

    private static boolean isComposed(Table table) {
        return table.columns().stream().filter(Ids::holdsIds).allMatch(column -> column.asList().stream()
                .allMatch(id -> Item.isNfc(id.toString())));
    }

    /** Copies name the item that is kept, by its id. */
    private static boolean holdsIds(Column<?> column) {
        return column instanceof StringColumn
                && Set.of("id", Copies.DUPLICATE_OF, Copies.COPY_OF).contains(column.name());
    }

    private static StringColumn composed(String name, Column<?> column) {
        StringColumn ids = StringColumn.create(name);
        for (int row = 0; row < column.size(); row++) {
            ids.append(Item.nfc(AxisCoder.text(column, row)));
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
