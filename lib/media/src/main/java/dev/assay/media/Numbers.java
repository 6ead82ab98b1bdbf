package dev.assay.media;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Rounding and middles. */
final class Numbers {

    private Numbers() {}

    /** A number rounded half up to so many decimals; NaN and infinities as they are. */
    static double rounded(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                : value;
    }

    /** The middle value, or the mean of the two in the middle; NaN of none. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
