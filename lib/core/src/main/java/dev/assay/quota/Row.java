package dev.assay.quota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A hard linear row: the sum over some cells is at least, or at most, a count or a share of the size.
 *
 * @param limit the row in words without its value, such as {@code environment=outdoor min_share}
 * @param value the count, or the share
 * @param share whether the value is a share
 * @param upper whether the value is the most, else the least
 * @param axis the axis of which the cells are one whole level, or -1
 * @param level that level's index in the cube, or -1
 * @param cells places of cells in the model, ascending
 * @param flex how far a repair may move the value, or null for any distance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Row(
        String limit,
        BigDecimal value,
        boolean share,
        boolean upper,
        int axis,
        int level,
        int[] cells,
        @Nullable BigDecimal flex) {

    /** The row in words, as conflicts name it; all items that must be included are one wish, though a row a cell. */
    String name() {
        return must() ? limit : limit + " " + value.toPlainString();
    }

    /** The tightest count that the row allows at a size. */
    long bound(long size) {
        if (!share) {
            return value.longValue();
        }
        return value.multiply(BigDecimal.valueOf(size))
                .setScale(0, upper ? RoundingMode.FLOOR : RoundingMode.CEILING)
                .longValueExact();
    }

    boolean holds(long[] quotas, long size) {
        long sum = Model.sum(quotas, cells);
        return upper ? sum <= bound(size) : sum >= bound(size);
    }

    /** Whether this is the wish that items be included, for one cell. */
    boolean must() {
        return limit.startsWith("must_include");
    }

    Row named(String other) {
        return new Row(other, value, share, upper, axis, level, cells, flex);
    }

    Row moved(BigDecimal to) {
        return new Row(limit, to, share, upper, axis, level, cells, flex);
    }
}
