package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Two axes and what they have to do with each other.
 *
 * @param a the first axis's name
 * @param b the second's
 * @param association among items known on both
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PairBias(String a, String b, Association association) {}
