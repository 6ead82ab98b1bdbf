package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What only the test split sees, so that it measures more than memory.
 *
 * @param method the generators kept for test; null where none is
 * @param source a dataset whose selected videos all lie in test; null where none could be
 * @param why why there is no such source, in words; empty where there is
 */
@JsonNaming(SnakeCaseStrategy.class)
public record HeldOut(@Nullable String method, @Nullable String source, String why) {}
