package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One condition of the verdict.
 *
 * @param name what is asked, in a few words
 * @param expected what must be found
 * @param found what was found
 * @param met whether it is
 * @param required whether the answer is no without it; a condition that is not required makes a reservation
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Criterion(String name, String expected, String found, boolean met, boolean required) {}
