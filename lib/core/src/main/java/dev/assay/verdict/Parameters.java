package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.schema.RefusedException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a verdict was asked for. Written into the report, so that a check can repeat it.
 *
 * @param maxVideos the most videos the pipeline takes
 * @param minVideos the number of videos below which the tolerance widens, at most {@code maxVideos}
 * @param tolerance the worst relative deviation from the target asked for
 * @param widestTolerance where widening stops
 * @param over a level above this share is over-represented
 * @param under a level below this share is under-represented
 * @param minDuration seconds a suitable video has at least
 * @param minShortSide pixels the shorter side of a suitable video has at least
 * @param clipSeconds length of a clip
 * @param maxClips most clips of a video, of an identity and of a source video
 * @param seed seed of the draw, the splits and the plan of fakes
 * @param axes the axes to balance, where they are known
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Parameters(
        int maxVideos,
        int minVideos,
        double tolerance,
        double widestTolerance,
        double over,
        double under,
        double minDuration,
        int minShortSide,
        double clipSeconds,
        int maxClips,
        long seed,
        List<String> axes) {

    /** Fewer videos than this are no sample: a floor of 10 % would be less than two of them. */
    public static final int FEWEST_VIDEOS = 20;

    public Parameters {
        axes = List.copyOf(axes);
        require(maxVideos >= 1, "max_videos must be at least 1, found " + maxVideos);
        require(
                minVideos <= maxVideos,
                "min_videos must be at most max_videos, found " + minVideos + " and " + maxVideos
                        + ": raise the one or lower the other");
        require(
                tolerance >= 0 && tolerance <= widestTolerance,
                "tolerance must be in [0, " + widestTolerance + "], found " + tolerance);
        require(
                under >= 0 && under < over && over <= 1,
                "expected 0 <= under < over <= 1, found under " + under + " and over " + over);
        require(
                clipSeconds > 0 && minDuration >= 0,
                "durations must be positive, found " + clipSeconds + " and " + minDuration);
        require(maxClips >= 1, "max_clips must be at least 1, found " + maxClips);
        require(!axes.isEmpty(), "at least one axis is needed");
    }

    /** The defaults that the README states. */
    public static Parameters withDefaults() {
        return new Parameters(
                500,
                100,
                0.02,
                0.25,
                0.60,
                0.10,
                10,
                720,
                10,
                12,
                42,
                List.of("environment", "shot_type", "lighting", "quality"));
    }

    /** Other numbers of videos and another tolerance. */
    public Parameters withSizes(int newMax, int newMin, double newTolerance) {
        return with(draft -> {
            draft.maxVideos = newMax;
            draft.minVideos = newMin;
            draft.tolerance = newTolerance;
            draft.widestTolerance = Math.max(newTolerance, widestTolerance);
        });
    }

    /** Other limits of over- and under-representation. */
    public Parameters withShares(double newOver, double newUnder) {
        return with(draft -> {
            draft.over = newOver;
            draft.under = newUnder;
        });
    }

    /** Other clips. */
    public Parameters withClips(double newSeconds, int newMaxClips) {
        return with(draft -> {
            draft.clipSeconds = newSeconds;
            draft.maxClips = newMaxClips;
        });
    }

    /** What a suitable video has at least. */
    public Parameters withSuitable(double newMinDuration, int newMinShortSide) {
        return with(draft -> {
            draft.minDuration = newMinDuration;
            draft.minShortSide = newMinShortSide;
        });
    }

    /** Another seed. */
    public Parameters withSeed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    /** Other axes to balance. */
    public Parameters withAxes(List<String> newAxes) {
        return with(draft -> draft.axes = newAxes);
    }

    private Parameters with(Consumer<ParametersDraft> change) {
        ParametersDraft draft = new ParametersDraft(this);
        change.accept(draft);
        return draft.parameters();
    }

    /**
     * What a sample is drawn from: readable videos labelled real that are long and large enough, each content once, and of the
     * forms of one take the best.
     *
     * @param inventory all items, since copies are told by the others
     */
    public Inventory suitable(Inventory inventory) {
        return inventory.rows(new Suitability(inventory, this)::isSuitable);
    }

    /**
     * The same of those items alone that a plan can take: where it leaves out the best form of a take, by {@code where}, by
     * {@code must_exclude} or because it excludes what is unknown, the next best stands for it.
     *
     * @param inventory all items
     */
    public Inventory suitable(Inventory inventory, Plan plan) {
        Inventory population = plan.population(inventory);
        Inventory admitted = plan.unknown() == Plan.Unknown.EXCLUDE
                ? population.rows(row -> plan.axes().stream().allMatch(axis -> population.isKnown(row, axis)))
                : population;
        return inventory.rows(Suitability.among(inventory, this, admitted)::isSuitable);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new RefusedException(message);
        }
    }
}
