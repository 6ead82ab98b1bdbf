package dev.assay.cli;

import dev.assay.verdict.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a verdict is asked for. */
final class ParameterOptions {

    private static final int MIN_VIDEOS = 100;

    @Option(names = "--max-videos", description = "most videos the pipeline takes (default: ${DEFAULT-VALUE})")
    private int maxVideos = 500;

    @Option(
            names = "--min-videos",
            description =
                    "below this the tolerance widens (default: " + MIN_VIDEOS + ", or the most where that is less)")
    private @Nullable Integer minVideos;

    @Option(names = "--tolerance", description = "worst deviation from equal shares (default: ${DEFAULT-VALUE})")
    private double tolerance = 0.02;

    @Option(names = "--over", description = "no level above this share (default: ${DEFAULT-VALUE})")
    private double over = 0.60;

    @Option(names = "--under", description = "no level below this share (default: ${DEFAULT-VALUE})")
    private double under = 0.10;

    @Option(names = "--min-duration", description = "seconds of a suitable video (default: ${DEFAULT-VALUE})")
    private double minDuration = 10;

    @Option(names = "--min-short-side", description = "pixels of its shorter side (default: ${DEFAULT-VALUE})")
    private int minShortSide = 720;

    @Option(names = "--clip-seconds", description = "length of a clip (default: ${DEFAULT-VALUE})")
    private double clipSeconds = 10;

    @Option(
            names = "--max-clips",
            description = "most clips a video, an identity and a source (default: ${DEFAULT-VALUE})")
    private int maxClips = 12;

    @Option(names = "--seed", description = "seed of everything drawn (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--axes", split = ",", description = "axes to balance (default: ${DEFAULT-VALUE})")
    private List<String> axes = Parameters.withDefaults().axes();

    Parameters parameters() {
        return Parameters.withDefaults()
                .withSizes(maxVideos, minVideos == null ? Math.min(MIN_VIDEOS, maxVideos) : minVideos, tolerance)
                .withShares(over, under)
                .withSuitable(minDuration, minShortSide)
                .withClips(clipSeconds, maxClips)
                .withSeed(seed)
                .withAxes(axes);
    }
}
