package dev.assay.clip;

import dev.assay.schema.RefusedException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which clips of the selected videos are taken: as many as the caps allow, all of one length, disjoint, without
 * black, and without cuts wherever a video has room for that. A video that has no room at all for a clip without cuts
 * gives the clips with the fewest, and they say so.
 *
 * <p>Caps hold for every video, every identity and every source recording. Where one binds, its videos take turns, clip
 * by clip, those without cuts first, then by id; so none of them is emptied for another. A video that gives fewer clips
 * than it could spreads them over its length. With a {@link ClipBalance}, clips are then dropped until no level's share
 * of the clips breaks the limits that the videos themselves keep.
 *
 * <p>Immutable. The plan depends on the videos alone, not on their order.
 */
public final class ClipPlanner {

    /** Durations above this (three decades) are the word of a broken header. */
    private static final double CREDIBLE_SECONDS = 1e9;

    /** A decoder reports the time of the last picture, not its end; so much less is no loss. */
    private static final double LAST_PICTURE_SECONDS = 0.25;

    private static final int LARGEST_CAP = 1_000_000;

    private final long clipMillis;
    private final Caps caps;
    private final @Nullable ClipBalance balance;

    private ClipPlanner(long clipMillis, Caps caps, @Nullable ClipBalance balance) {
        this.clipMillis = clipMillis;
        this.caps = caps;
        this.balance = balance;
    }

    /** Clips of 10 s, at most 12 a video, an identity and a source, and no balance asked for. */
    public static ClipPlanner withDefaults() {
        return new ClipPlanner(10_000, new Caps(12, 12, 12), null);
    }

    /** The same with another length of a clip, in seconds, to the millisecond; positive, at most a day. */
    public ClipPlanner withClipSeconds(double seconds) {
        if (!(seconds >= 0.001 && seconds <= 86_400)) {
            throw new RefusedException("a clip lasts 0.001 to 86400 seconds, found " + seconds);
        }
        return new ClipPlanner(Windows.millis(seconds, RoundingMode.HALF_EVEN), caps, balance);
    }

    /** The same with one cap for all three: a video, an identity, a source. */
    public ClipPlanner withMaxClips(int clips) {
        return withCaps(new Caps(clips, clips, clips));
    }

    /** The same with another cap on the clips of one video, at least 1. */
    public ClipPlanner withMaxPerVideo(int clips) {
        return withCaps(new Caps(clips, caps.identity(), caps.source()));
    }

    /** The same with another cap on the clips of one identity, at least 1. */
    public ClipPlanner withMaxPerIdentity(int clips) {
        return withCaps(new Caps(caps.video(), clips, caps.source()));
    }

    /** The same with another cap on the clips of one source recording, at least 1. */
    public ClipPlanner withMaxPerSource(int clips) {
        return withCaps(new Caps(caps.video(), caps.identity(), clips));
    }

    /** The same with limits on each level's share of the clips. */
    public ClipPlanner withBalance(ClipBalance limits) {
        return new ClipPlanner(clipMillis, caps, limits);
    }

    private ClipPlanner withCaps(Caps other) {
        for (int cap : new int[] {other.video(), other.identity(), other.source()}) {
            if (cap < 1 || cap > LARGEST_CAP) {
                throw new RefusedException("a cap on clips is 1 to " + LARGEST_CAP + ", found " + cap);
            }
        }
        return new ClipPlanner(clipMillis, other, balance);
    }

    /** The length of a clip, in seconds. */
    public double clipSeconds() {
        return clipMillis / 1000.0;
    }

    /**
     * The clips of the given videos.
     *
     * @throws IllegalArgumentException if two videos have one id
     */
    public ClipPlan plan(List<ClipSource> videos) {
        List<ClipSource> sorted = sorted(videos);
        List<Windows> windows = sorted.stream().map(this::windows).toList();
        Turns turns = new Turns(caps, sorted, windows);
        turns.take();
        int[] counts = turns.counts();
        List<LevelBreach> breaches = List.of();
        if (balance != null) {
            LevelTrim trim = new LevelTrim(balance, sorted, counts);
            counts = trim.trimmed();
            breaches = trim.breaches();
        }
        List<VideoClips> planned = new ArrayList<>();
        for (int v = 0; v < counts.length; v++) {
            long possible = windows.get(v).count();
            String reason = possible == 0
                    ? whyNone(sorted.get(v))
                    : counts[v] < turns.counts()[v]
                            ? "balance of the levels in clips: " + counts[v] + " of " + turns.counts()[v]
                            : turns.reason(v);
            planned.add(new VideoClips(sorted.get(v), possible, windows.get(v).spread(counts[v]), reason));
        }
        return new ClipPlan(planned, breaches);
    }

    private static List<ClipSource> sorted(List<ClipSource> videos) {
        Set<String> ids = new HashSet<>();
        for (ClipSource video : videos) {
            if (!ids.add(video.id())) {
                throw new RefusedException("two videos with the id " + video.id());
            }
        }
        return videos.stream().sorted(Comparator.comparing(ClipSource::id)).toList();
    }

    private Windows windows(ClipSource video) {
        double seconds = usable(video);
        return Windows.of(
                seconds > 0 && seconds <= CREDIBLE_SECONDS ? Windows.millis(seconds, RoundingMode.FLOOR) : 0,
                clipMillis,
                video.timeline());
    }

    /** The seconds that can be shown: what the header says, or what was decoded where that is plainly less. */
    private static double usable(ClipSource video) {
        double stated = video.duration();
        if (video.timeline() == null || video.timeline().duration() >= stated - LAST_PICTURE_SECONDS) {
            return stated;
        }
        return video.timeline().duration();
    }

    private String whyNone(ClipSource video) {
        double seconds = usable(video);
        if (Double.isNaN(video.duration())) {
            return "its duration is not known";
        }
        if (!(seconds <= CREDIBLE_SECONDS)) {
            return "a duration of " + seconds + " s is not credible";
        }
        if (seconds < clipSeconds()) {
            return "shorter than one clip: " + seconds + " s"
                    + (seconds < video.duration() ? " could be decoded of " + video.duration() + " s" : "");
        }
        return "no stretch of " + clipSeconds() + " s without black";
    }
}
