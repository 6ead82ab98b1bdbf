package dev.assay.verdict;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Copies;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is seen in a video, or which recording it was taken from: what the video itself states, else what a copy of it states,
 * whether or not the plan takes the copy. Only copies of one content are asked: two people before one fixed camera are
 * near-duplicates, and two people still. Nor are fakes, which show whom their real does not.
 */
final class CopyNames {

    private final String key;
    /** What is copied, by the id of the first of its copies, to the first of its values by name. */
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param key a column, such as {@code identity}
     * @param all all there is
     */
    CopyNames(String key, Inventory all) {
        this.key = key;
        for (int row = 0; row < all.size(); row++) {
            String value = all.text(row, key);
            if (value != null && !"fake".equals(all.text(row, "label"))) {
                values.merge(content(all, row), value, (one, two) -> one.compareTo(two) < 0 ? one : two);
            }
        }
    }

    /** The value of an item; null where neither it nor a copy of it states one. */
    @Nullable
    String value(Inventory items, int row) {
        String own = items.text(row, key);
        return own == null ? values.get(content(items, row)) : own;
    }

    /** The same, and where none is known what copies have in common all the same: the id of the first of them. */
    String valueOrFirst(Inventory items, int row) {
        String value = value(items, row);
        return value == null ? content(items, row) : value;
    }

    private static String content(Inventory items, int row) {
        String content = Copies.content(items, row);
        return content == null ? items.id(row) : content;
    }
}
