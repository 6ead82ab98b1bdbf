package dev.assay.clip;

import java.util.Locale;

/**
 * A level that has more or less than its allowed share of the clips.
 *
 * @param axis the axis
 * @param level the level
 * @param clips clips of that level
 * @param known clips whose level on the axis is known
 * @param limit the share that was to be kept, in [0,1]
 * @param over whether the limit is a cap that is passed; else it is a floor that is missed
 */
public record LevelBreach(String axis, String level, long clips, long known, double limit, boolean over) {

    /** The level's share of the known clips, in [0,1]. */
    public double share() {
        return (double) clips / known;
    }

    /** The breach in words: {@code environment=indoor has 0.640 of 50 clips, at most 0.60 allowed}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s=%s has %.3f of %d clips, at %s %.2f allowed",
                axis,
                level,
                share(),
                known,
                over ? "most" : "least",
                limit);
    }
}
