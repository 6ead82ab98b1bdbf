package dev.assay.probe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * How well one column alone tells the labels apart, on groups it was not trained on.
 *
 * @param column its name
 * @param score in [0,1]: balanced accuracy above chance, (ba - 1/k) / (1 - 1/k) for k labels, not below 0; null for a key
 * @param pValue how often labels shuffled over like groups are told apart as well, (1 + as good) / (1 + shuffles); null for a
 *     key
 * @param pAdjusted the same against the best of all columns in each shuffle (Westfall and Young 1993): the chance that any
 *     column at all looks this good by accident; null for a key
 * @param finding fail above .3, warn above .1, where {@code pValue} is at most .05
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
        int known) {}
