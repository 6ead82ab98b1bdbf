package dev.assay.probe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * How well one column alone tells the labels apart, on groups it was not trained on.
 *
 * @param column its name
 * @param score in [0,1]: balanced accuracy above chance, (ba - 1/k) / (1 - 1/k) for k labels, not below 0; null for a key
 * @param pValue how often labels shuffled over like groups are told apart as well, by shuffles that stop early where that is
 *     often (Besag and Clifford 1991); 1 for a column of one level; null for a key
 * @param pAdjusted the same, adjusted for the number of columns (Holm 1979); null for a key
 * @param finding fail above .3, warn above .1, where chance is no explanation: see {@link Probe}
 * @param balancedAccuracy mean of the labels' recalls, in [0,1]; null for a key
 * @param levels different known values
 * @param known items with a value
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Shortcut(
        String column,
        @Nullable Double score,
        @Nullable Double pValue,
        @Nullable Double pAdjusted,
        ProbeFinding finding,
        @Nullable Double balancedAccuracy,
        int levels,
        int known) {

    static Shortcut key(ProbeColumn column) {
        return new Shortcut(column.name(), null, null, null, ProbeFinding.KEY, null, column.levels(), column.known());
    }

    /** Whether a detector could live on this column, or gain from it. */
    @JsonIgnore
    public boolean alarms() {
        return finding == ProbeFinding.FAIL || finding == ProbeFinding.WARN;
    }
}
