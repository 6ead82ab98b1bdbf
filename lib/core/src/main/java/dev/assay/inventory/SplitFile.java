package dev.assay.inventory;

import dev.assay.schema.Counted;
import dev.assay.schema.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A split that stands in a file of its own: the columns {@code id} and {@code split}, as {@code assay split} writes them and
 * as others publish theirs.
 */
public final class SplitFile {

    private static final int MOST_TOLD = 5;

    private final Path file;
    private final Map<String, String> splits;

    private SplitFile(Path file, Map<String, String> splits) {
        this.file = file;
        this.splits = splits;
    }

    /**
     * Reads JSON lines, a JSON array, CSV or TSV; further columns are left alone.
     *
     * @throws InventoryException where the file cannot be read, a line lacks its id or its split, or one id is put into two
     *     splits
     */
    public static SplitFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InventoryException("cannot read " + file + ": expected a file of the columns id and split");
        }
        Map<String, String> splits = new LinkedHashMap<>();
        int[] row = {0};
        new TableFiles(file).read(values -> {
            row[0]++;
            String id = Item.nfc(stated(values, "id", row[0], file));
            String split = stated(values, "split", row[0], file);
            String before = splits.putIfAbsent(id, split);
            if (before != null && !before.equals(split)) {
                throw new InventoryException(
                        file + " puts " + id + " into two splits: " + before + ", and in row " + row[0] + " " + split);
            }
        });
        if (splits.isEmpty()) {
            throw new InventoryException(file + " holds no rows; expected the columns id and split");
        }
        return new SplitFile(file, splits);
    }

    private static String stated(Map<String, Object> values, String column, int row, Path file) {
        Object value = values.get(column);
        if (value == null || value.toString().isBlank()) {
            throw new InventoryException(file + ", row " + row + ": expected a value of " + column + ", found "
                    + (values.isEmpty() ? "nothing" : "only " + String.join(", ", values.keySet())));
        }
        return value.toString();
    }

    /** Items by split, ascending by its name. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        splits.values().forEach(split -> sizes.merge(split, 1, Integer::sum));
        return sizes;
    }

    /**
     * The inventory with these splits as its column {@code split}, in place of one that it has. An item that the file does
     * not name is in no split.
     *
     * @throws InventoryException where the file names ids that the inventory does not have
     */
    public Inventory over(Inventory items) {
        Set<String> ids = items.rowsById().keySet();
        List<String> strange =
                splits.keySet().stream().filter(id -> !ids.contains(id)).toList();
        if (!strange.isEmpty()) {
            throw new InventoryException(file + " names " + Counted.of(strange.size(), "id") + " of "
                    + splits.size() + " that the inventory does not have: " + some(strange)
                    + (strange.size() == splits.size() ? "; its ids are such as " + some(List.copyOf(ids)) : ""));
        }
        return items.withTexts("split", row -> splits.get(items.id(row)));
    }

    private static String some(List<String> ids) {
        List<String> few = ids.stream().sorted().limit(MOST_TOLD).toList();
        return String.join(", ", few) + (ids.size() > few.size() ? ", ..." : "");
    }
}
