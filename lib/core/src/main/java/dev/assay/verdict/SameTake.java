package dev.assay.verdict;

import dev.assay.group.Components;
import dev.assay.inventory.Inventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is seen in a video, or which recording it was taken from, as all there is tells it: a copy shows the same and may
 * name it, whether or not the plan takes the copy. What is no copy of a video is not asked: two people who once stood in
 * one session are two people still. Nor are fakes, which show whom their real does not.
 */
final class SameTake {

    private final String key;
    private final Components components;
    private final Map<String, Integer> rows;
    /** Place of a component to the first of its values by name. */
    private final Map<Integer, String> values = new HashMap<>();

    private SameTake(String key, Inventory items) {
        this.key = key;
        this.components = Components.of(items, List.of(key, "duplicate_of"));
        this.rows = items.rowsById();
        for (int row = 0; row < items.size(); row++) {
            String value = items.text(row, key);
            if (value != null) {
                values.merge(components.place(row), value, (one, two) -> one.compareTo(two) < 0 ? one : two);
            }
        }
    }

    /** By one key, such as {@code identity}, of all there is. */
    static SameTake by(String key, Inventory all) {
        return new SameTake(key, all.rows(row -> !"fake".equals(all.text(row, "label"))));
    }

    /** The value that an item shares with its copies; null where none is known. */
    @Nullable
    String value(Inventory items, int item) {
        Integer row = rows.get(items.id(item));
        return row == null ? items.text(item, key) : values.get(components.place(row));
    }

    /** The same, and where none is known what copies have in common all the same: the first id among them. */
    @Nullable
    String valueOrFirst(Inventory items, int item) {
        Integer row = rows.get(items.id(item));
        String value = value(items, item);
        return value != null || row == null ? value : components.of(row).name();
    }
}
