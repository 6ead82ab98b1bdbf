package dev.assay.schema;

import org.jspecify.annotations.Nullable;

/**
 * Items seen row by row: all that grouping, drawing and splitting need to know of an inventory.
 *
 * <p>Rows are numbered from 0. Their order means nothing: no result may hang on it. Ids are unique. Implementations are
 * immutable, and safe for use by several threads.
 */
public interface Population {

    /** The number of items. */
    int size();

    /** The stable id of an item, unique here. */
    String id(int row);

    /** The value of a column as text, or null where it is not known or there is no such column. */
    @Nullable
    String text(int row, String column);

    /** The value of a column as a number, or NaN where it is not known or no number. */
    double number(int row, String column);
}
