package dev.assay.clip;

import dev.assay.schema.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets videos take one clip each, round after round, until every one is out of clips or held back by a cap. The result is
 * maximal (no video could take one more) and even within each capped key. With identities and sources that cross it need
 * not be the largest total there is.
 */
final class Turns {

    private final Caps caps;
    private final List<ClipSource> videos;
    private final long[] possible;
    private final List<Integer> order = new ArrayList<>();
    private final int[] counts;
    private final @Nullable String[] reasons;
    private final Map<String, Integer> identities = new HashMap<>();
    private final Map<String, Integer> sources = new HashMap<>();

    Turns(Caps caps, List<ClipSource> videos, List<Windows> windows) {
        this.caps = caps;
        this.videos = videos;
        this.possible = windows.stream().mapToLong(Windows::count).toArray();
        this.counts = new int[videos.size()];
        this.reasons = new @Nullable String[videos.size()];
        for (int v = 0; v < counts.length; v++) {
            order.add(v);
        }
        order.sort(Comparator.comparingInt(v -> {
            Integer cuts = windows.get(v).cuts();
            return cuts == null ? 0 : cuts;
        }));
    }

    void take() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int v : order) {
                moved |= takeOne(v);
            }
        }
    }

    private boolean takeOne(int v) {
        if (counts[v] >= possible[v] || reasons[v] != null) {
            return false;
        }
        ClipSource video = videos.get(v);
        if (counts[v] >= caps.video()) {
            reasons[v] = "at most " + Counted.of(caps.video(), "clip") + " a video";
        } else if (full(identities, video.identity(), caps.identity())) {
            reasons[v] = "at most " + Counted.of(caps.identity(), "clip") + " of identity " + video.identity();
        } else if (full(sources, video.source(), caps.source())) {
            reasons[v] = "at most " + Counted.of(caps.source(), "clip") + " of source " + video.source();
        } else {
            counts[v]++;
            use(identities, video.identity());
            use(sources, video.source());
            return true;
        }
        return false;
    }

    private static boolean full(Map<String, Integer> used, @Nullable String key, int cap) {
        return key != null && used.getOrDefault(key, 0) >= cap;
    }

    private static void use(Map<String, Integer> used, @Nullable String key) {
        if (key != null) {
            used.merge(key, 1, Integer::sum);
        }
    }

    /** Clips per video. */
    int[] counts() {
        return counts.clone();
    }

    /** The cap that held a video back, in words; null where none did. */
    @Nullable
    String reason(int video) {
        return reasons[video];
    }
}
