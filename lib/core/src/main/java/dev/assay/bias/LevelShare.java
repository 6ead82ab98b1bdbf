package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A known level's part of an axis's known items.
 *
 * @param level its text, as the data spells it
 * @param count items
 * @param share in [0,1], of the known items; null where there are none
 * @param low lower end of its simultaneous interval
 * @param high upper end of its simultaneous interval
 * @param finding against the limits as they are given; null without items
 * @param findingScaled against limits scaled to the number of levels; null without items
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LevelShare(
        String level,
        long count,
        @Nullable Double share,
        double low,
        double high,
        @Nullable Finding finding,
        @Nullable Finding findingScaled) {

    static LevelShare of(String level, long count, long known, int levels, Interval interval, Thresholds thresholds) {
        if (known == 0) {
            return new LevelShare(level, 0, null, 0, 1, null, null);
        }
        double share = (double) count / known;
        return new LevelShare(
                level,
                count,
                share,
                interval.low(),
                interval.high(),
                thresholds.fixed(share, interval),
                thresholds.scaled(share, interval, levels));
    }
}
