package dev.assay.clip;

import dev.assay.source.Timeline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places where a clip may begin in one video, in whole milliseconds: those where it stays inside the video, shows no
 * black and holds as few cuts as any such clip can. Most videos have room for clips without any.
 *
 * <p>All clips being equally long, the most disjoint ones are found by taking the earliest possible again and again.
 */
final class Windows {

    /** Starts from first to last, both included. */
    private record Stretch(long first, long last) {}

    /** Weighs more than all cuts that a timeline can hold. */
    private static final long BLACK = 1L << 40;

    private final long duration;
    private final long length;
    private final List<Stretch> stretches;
    private final @Nullable Integer cuts;

    private Windows(long duration, long length, List<Stretch> stretches, @Nullable Integer cuts) {
        this.duration = duration;
        this.length = length;
        this.stretches = stretches;
        this.cuts = cuts;
    }

    /**
     * @param duration of the video, in milliseconds
     * @param length of a clip, in milliseconds
     */
    static Windows of(long duration, long length, @Nullable Timeline timeline) {
        if (duration < length) {
            return new Windows(duration, length, List.of(), null);
        }
        if (timeline == null) {
            return new Windows(duration, length, List.of(new Stretch(0, duration - length)), null);
        }
        NavigableMap<Long, Long> changes = new TreeMap<>();
        for (double cut : timeline.cuts()) {
            forbid(changes, cut, cut, length, 1);
        }
        for (Timeline.Span span : timeline.black()) {
            if (span.end() > span.start()) {
                forbid(changes, span.start(), span.end(), length, BLACK);
            }
        }
        return sweep(duration, length, changes);
    }

    /** A clip that begins in (from - length, to) meets the span from..to. */
    private static void forbid(NavigableMap<Long, Long> changes, double from, double to, long length, long weight) {
        if (Double.isFinite(from) && Double.isFinite(to)) {
            long first = millis(from, RoundingMode.FLOOR) - length + 1;
            long beyond = millis(to, RoundingMode.CEILING);
            if (first < beyond) {
                changes.merge(first, weight, Long::sum);
                changes.merge(beyond, -weight, Long::sum);
            }
        }
    }

    private static Windows sweep(long duration, long length, NavigableMap<Long, Long> changes) {
        changes.merge(0L, 0L, Long::sum);
        changes.merge(duration - length + 1, 0L, Long::sum);
        long fewest = BLACK;
        List<Stretch> stretches = new ArrayList<>();
        long weight = 0;
        long from = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            long to = change.getKey() - 1;
            if (from >= 0 && to <= duration - length && from <= to && weight <= fewest && weight < BLACK) {
                if (weight < fewest) {
                    stretches.clear();
                    fewest = weight;
                }
                stretches.add(new Stretch(from, to));
            }
            from = change.getKey();
            weight += change.getValue();
        }
        return new Windows(duration, length, stretches, stretches.isEmpty() ? null : (int) fewest);
    }

    /** Seconds as milliseconds, by their decimal digits: 12.345 is 12345, not a hair beside it. */
    static long millis(double seconds, RoundingMode mode) {
        double within = Math.max(-1e12, Math.min(1e12, seconds));
        return BigDecimal.valueOf(within).movePointRight(3).setScale(0, mode).longValueExact();
    }

    /** The cuts in each clip, the same for all of a video; null where nobody looked or there is no clip. */
    @Nullable
    Integer cuts() {
        return cuts;
    }

    /** The most disjoint clips there is room for. */
    long count() {
        long total = 0;
        long free = 0;
        for (Stretch stretch : stretches) {
            long start = Math.max(stretch.first(), free);
            if (start <= stretch.last()) {
                long here = (stretch.last() - start) / length + 1;
                total += here;
                free = start + here * length;
            }
        }
        return total;
    }

    /**
     * Disjoint clips, as near as can be to the middles of equal parts of the video.
     *
     * @param clips at most {@link #count()}
     */
    List<Clip> spread(int clips) {
        long[] latest = latest(clips);
        List<Clip> placed = new ArrayList<>();
        long free = 0;
        for (int i = 0; i < clips; i++) {
            long ideal = (duration * (2L * i + 1) - length * clips) / (2L * clips);
            long start = nearest(ideal, free, latest[i]);
            free = start + length;
            placed.add(new Clip(start / 1000.0, free / 1000.0, cuts));
        }
        return placed;
    }

    /** The latest starts that leave room for the clips after them. */
    private long[] latest(int clips) {
        long[] latest = new long[clips];
        long bound = duration - length;
        int at = stretches.size() - 1;
        for (int i = clips - 1; i >= 0; i--) {
            while (stretches.get(at).first() > bound) {
                at--;
            }
            latest[i] = Math.min(stretches.get(at).last(), bound);
            bound = latest[i] - length;
        }
        return latest;
    }

    private long nearest(long ideal, long from, long to) {
        long best = to;
        for (Stretch stretch : stretches) {
            long low = Math.max(from, stretch.first());
            long high = Math.min(to, stretch.last());
            if (low <= high) {
                long candidate = Math.max(low, Math.min(high, ideal));
                if (Math.abs(candidate - ideal) < Math.abs(best - ideal)) {
                    best = candidate;
                }
            }
        }
        return best;
    }
}
