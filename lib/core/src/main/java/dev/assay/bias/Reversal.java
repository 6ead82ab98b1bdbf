package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Simpson's paradox: items of one level have the outcome more often than items of another, yet less often once a third axis
 * is held fixed (or the other way).
 *
 * @param axis whose levels are compared
 * @param level one level
 * @param against the other
 * @param outcome the label whose share is compared, as {@code axis=level}
 * @param stratum the third axis
 * @param difference share of the outcome among {@code level} less that among {@code against}, over all items known on the
 *     three axes; at the confidence of the report it is not 0
 * @param adjustedDifference the same within strata, with Mantel and Haenszel's weights (Greenland and Robins, Biometrics 41
 *     (1985) 55); its sign is the opposite
 * @param strata strata that hold items of both levels
 * @param strataReversed how many of them have the opposite sign
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Reversal(
        String axis,
        String level,
        String against,
        String outcome,
        String stratum,
        double difference,
        double adjustedDifference,
        int strata,
        int strataReversed) {}
