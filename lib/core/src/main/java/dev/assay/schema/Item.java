package dev.assay.schema;

import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file or record: its stable id and what is known of it.
 *
 * @param id dataset name + {@code /} + relative path in NFC, or the id that the inventory gave; never a row number
 * @param values column name to value, in column order; a value is a {@link String}, a {@link Double} or a {@link Long};
 *     what is not known is absent
 */
public record Item(String id, Map<String, Object> values) {

    public Item {
        Objects.requireNonNull(id);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An id as all ids are compared: in NFC, so that {@code é} is one id however a keyboard or a file system spells it. */
    public static String nfc(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    /** Whether an id stands in the form that {@link #nfc} gives. */
    public static boolean isNfc(String id) {
        return Normalizer.isNormalized(id, Normalizer.Form.NFC);
    }

    /** The same item where a column is not known. */
    public Item without(String column) {
        if (!values.containsKey(column)) {
            return this;
        }
        Map<String, Object> others = new LinkedHashMap<>(values);
        others.remove(column);
        return new Item(id, others);
    }

    /** The value of a column as text, or null where it is not known. */
    public @Nullable String text(String column) {
        Object value = values.get(column);
        return value == null ? null : Columns.text(value);
    }

    /** The value of a column as a number, or NaN where it is not known or no number. */
    public double number(String column) {
        Object value = values.get(column);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? Double.NaN : Columns.parseNumber(value.toString());
    }
}
