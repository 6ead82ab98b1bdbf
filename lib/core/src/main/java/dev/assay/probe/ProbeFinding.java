package dev.assay.probe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a probe says of a column. */
public enum ProbeFinding {
    /** A detector could live on this column alone. */
    FAIL,
    /** It could gain from it. */
    WARN,
    /** No more than chance allows, or too little to matter. */
    OK,
    /** It names items rather than describing them; nothing to be learned from it, and not tested. */
    KEY;

    /** The word of the JSON documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
