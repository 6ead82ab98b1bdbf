package dev.assay.schema;

import org.jspecify.annotations.Nullable;

/**
 * Byte copies and near-duplicates apart. {@code duplicate_of} names the cluster of all that show the same, by the id of its
 * first; {@code copy_of} the first of those that are equal byte by byte. Where nobody measured a {@code duplicate_distance},
 * {@code duplicate_of} is all there is, and states copies.
 */
public final class Copies {

    /** The cluster of near-duplicates: the id of the first of it. */
    public static final String DUPLICATE_OF = "duplicate_of";

    /** Bits from the first of the cluster; unknown where the two have no hashes of one kind. */
    public static final String DISTANCE = "duplicate_distance";

    /** The first file with the same bytes; the item itself, too, where it is near and no distance says so. */
    public static final String COPY_OF = "copy_of";

    private Copies() {}

    /** The id that all copies of one content carry, and the first of them, too; null where an item states none. */
    public static @Nullable String content(Population items, int row) {
        String copy = items.text(row, COPY_OF);
        boolean told = copy != null || !Double.isNaN(items.number(row, DISTANCE));
        return told ? copy : items.text(row, DUPLICATE_OF);
    }
}
