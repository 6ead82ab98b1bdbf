package dev.assay.bias;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a share amounts to, once its uncertainty is taken into account. */
public enum Finding {
    /** More than the limit, and so is the lower end of its simultaneous interval. */
    OVER,
    /** More than the limit, but few items could look like this by chance. */
    SUSPECT_OVER,
    /** Less than the limit, and so is the upper end of its simultaneous interval. */
    UNDER,
    /** Less than the limit, but few items could look like this by chance. */
    SUSPECT_UNDER,
    /** Within the limits. */
    OK,
    /** Of an axis: more than half of the items are unknown on it, so its shares speak of a minority. */
    UNMEASURED;

    static Finding of(double share, Interval interval, double over, double under) {
        if (share > over) {
            return interval.low() > over ? OVER : SUSPECT_OVER;
        }
        if (share < under) {
            return interval.high() < under ? UNDER : SUSPECT_UNDER;
        }
        return OK;
    }

    /** The word of the JSON documents, such as {@code suspect_over}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
