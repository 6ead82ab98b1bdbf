package dev.assay.schema;

import org.jspecify.annotations.Nullable;

/**
 * Items by position, as draws and splits read them. Positions are an access path and never a key: keys are ids.
 *
 * <p>An inventory is one; so is any list of records in a test.
 */
public interface Population {

    /** The number of items. */
    int size();

    /** The stable id of an item, unique in the population. */
    String id(int row);

    /** A column's value as text, or null where it is not known or the column does not exist. */
    @Nullable
    String text(int row, String column);

    /** Whether a column's value is known: it is there, and is not the word for what is not known. */
    default boolean isKnown(int row, String column) {
        String text = text(row, column);
        return text != null && !text.equals(Axis.UNKNOWN);
    }

    /** A column's value as a number, or NaN where it is not known or no number. */
    double number(int row, String column);

    /** A column's levels as numbers, for work that must not touch a text an item. */
    default LevelCodes codes(String column) {
        return LevelCodes.of(this, column);
    }
}
