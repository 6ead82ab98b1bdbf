package dev.assay.quota;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a limit; what is null does not bind.
 *
 * @param min items, at least
 * @param max items, at most
 * @param minShare proportion of the size in [0,1], at least
 * @param maxShare proportion of the size in [0,1], at most
 * @param flexMin how far down a repair may move {@code min}
 * @param flexMax how far up a repair may move {@code max}
 */
public record Range(
        @Nullable Long min,
        @Nullable Long max,
        @Nullable BigDecimal minShare,
        @Nullable BigDecimal maxShare,
        @Nullable Long flexMin,
        @Nullable Long flexMax) {

    /** So many items, at least and at most. */
    public static Range counts(long min, long max) {
        return new Range(min, max, null, null, null, null);
    }

    /** So large a proportion of the size, at least and at most; null does not bind. */
    public static Range shares(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        return new Range(null, null, min, max, null, null);
    }
}
