package dev.assay.verdict;

import java.util.List;

/** The parameters while some of them are exchanged, so that none of the exchanges need repeat them all. */
final class ParametersDraft {
    int maxVideos;
    int minVideos;
    double tolerance;
    double widestTolerance;
    double over;
    double under;
    double minDuration;
    int minShortSide;
    double clipSeconds;
    int maxClips;
    long seed;
    List<String> axes;

    ParametersDraft(Parameters from) {
        maxVideos = from.maxVideos();
        minVideos = from.minVideos();
        tolerance = from.tolerance();
        widestTolerance = from.widestTolerance();
        over = from.over();
        under = from.under();
        minDuration = from.minDuration();
        minShortSide = from.minShortSide();
        clipSeconds = from.clipSeconds();
        maxClips = from.maxClips();
        seed = from.seed();
        axes = from.axes();
    }

    /** Checked as all parameters are. */
    Parameters parameters() {
        return new Parameters(
                maxVideos,
                minVideos,
                tolerance,
                widestTolerance,
                over,
                under,
                minDuration,
                minShortSide,
                clipSeconds,
                maxClips,
                seed,
                axes);
    }
}
