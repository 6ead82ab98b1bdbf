package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Something that is missing, and how much of it.
 *
 * @param axis the axis
 * @param level the level, or null where the whole axis is spoken of
 * @param kind {@code unmeasured}, {@code constant}, {@code absent}, {@code thin} or {@code scarce}
 * @param have suitable items there are
 * @param need further items that would mend it; for {@code unmeasured}, items to label
 * @param advice what to do, in words
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Gap(String axis, @Nullable String level, String kind, long have, long need, String advice) {}
