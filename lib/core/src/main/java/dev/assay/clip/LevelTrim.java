package dev.assay.clip;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops clips until no level breaks its limit, worst breach first, each time from the video with the most clips that can
 * mend it; then gives back what can be given back. A breach that one clip of each video has too is left out of it: each
 * level's limit is the asked one or its share of the videos, whichever is wider. One clip a video keeps all of these, so
 * the way there always ends, and no video loses its last clip.
 */
final class LevelTrim {

    /** Shares are compared as counts; a hair below this is rounding. */
    private static final double EPSILON = 1e-9;

    private record Breach(int axis, int level, boolean over, double excess) {}

    private final ClipBalance balance;
    private final int[] asked;
    private final int[] counts;
    private final List<List<String>> levels = new ArrayList<>();
    /** axis x video: the level's index, or -1 where it is not known. */
    private final int[][] levelOf;
    /** axis x level: videos with clips, and their clips; the totals over the levels beside them. */
    private final long[][] videos;

    private final long[][] clips;
    private final long[] allVideos;
    private final long[] allClips;

    LevelTrim(ClipBalance balance, List<ClipSource> sources, int[] asked) {
        this.balance = balance;
        this.asked = asked.clone();
        this.counts = asked.clone();
        int axes = balance.axes().size();
        levelOf = new int[axes][sources.size()];
        videos = new long[axes][];
        clips = new long[axes][];
        allVideos = new long[axes];
        allClips = new long[axes];
        for (int a = 0; a < axes; a++) {
            index(a, sources);
        }
    }

    private void index(int a, List<ClipSource> sources) {
        String axis = balance.axes().get(a);
        List<String> known = new ArrayList<>();
        for (int v = 0; v < asked.length; v++) {
            String level = sources.get(v).level(axis);
            if (asked[v] > 0 && !level.equals(Axis.UNKNOWN) && !known.contains(level)) {
                known.add(level);
            }
        }
        known.sort(null);
        levels.add(known);
        videos[a] = new long[known.size()];
        clips[a] = new long[known.size()];
        for (int v = 0; v < asked.length; v++) {
            levelOf[a][v] = asked[v] == 0 ? -1 : known.indexOf(sources.get(v).level(axis));
            if (levelOf[a][v] >= 0) {
                videos[a][levelOf[a][v]]++;
                allVideos[a]++;
            }
            count(a, v, asked[v]);
        }
    }

    private void count(int a, int v, int change) {
        if (levelOf[a][v] >= 0) {
            clips[a][levelOf[a][v]] += change;
            allClips[a] += change;
        }
    }

    private void change(int v, int by) {
        counts[v] += by;
        for (int a = 0; a < levelOf.length; a++) {
            count(a, v, by);
        }
    }

    /** Clips per video, none above what was asked. */
    int[] trimmed() {
        Breach worst = worst();
        while (worst != null) {
            change(mostIn(worst), -1);
            worst = worst();
        }
        giveBack();
        return counts.clone();
    }

    private @Nullable Breach worst() {
        Breach worst = null;
        for (int a = 0; a < levelOf.length; a++) {
            for (int l = 0; l < videos[a].length; l++) {
                Breach breach = breach(a, l, true);
                if (breach != null && (worst == null || breach.excess() > worst.excess())) {
                    worst = breach;
                }
            }
        }
        return worst;
    }

    /**
     * The limit that a level breaks, if any.
     *
     * @param forgiving whether a level may have what it has of the videos
     */
    private @Nullable Breach breach(int a, int l, boolean forgiving) {
        double share = (double) clips[a][l] / allClips[a];
        long against = Long.compare(clips[a][l] * allVideos[a], videos[a][l] * allClips[a]);
        if (clips[a][l] > balance.maxShare() * allClips[a] + EPSILON && (!forgiving || against > 0)) {
            return new Breach(a, l, true, share - balance.maxShare());
        }
        if (clips[a][l] < balance.minShare() * allClips[a] - EPSILON && (!forgiving || against < 0)) {
            return new Breach(a, l, false, balance.minShare() - share);
        }
        return null;
    }

    /**
     * The video to drop a clip from: of those that count against the limit, the one with the most clips, the last by id.
     * It has two or more, for one each would be no breach.
     */
    private int mostIn(Breach breach) {
        int most = -1;
        for (int v = 0; v < counts.length; v++) {
            int level = levelOf[breach.axis()][v];
            boolean mends = level >= 0 && (level == breach.level()) == breach.over();
            if (mends && (most < 0 || better(v, most))) {
                most = v;
            }
        }
        return most;
    }

    private boolean better(int v, int than) {
        return counts[v] != counts[than] ? counts[v] > counts[than] : excess(v) >= excess(than);
    }

    /** How many levels of a video have too much, less how many have too little. */
    private int excess(int v) {
        int excess = 0;
        for (int a = 0; a < levelOf.length; a++) {
            Breach breach = levelOf[a][v] < 0 ? null : breach(a, levelOf[a][v], true);
            excess += breach == null ? 0 : breach.over() ? 1 : -1;
        }
        return excess;
    }

    private void giveBack() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int v = 0; v < counts.length; v++) {
                if (counts[v] < asked[v]) {
                    change(v, 1);
                    if (worst() == null) {
                        moved = true;
                    } else {
                        change(v, -1);
                    }
                }
            }
        }
    }

    /** The asked limits that the clips break, as the videos do. */
    List<LevelBreach> breaches() {
        List<LevelBreach> breaches = new ArrayList<>();
        for (int a = 0; a < levelOf.length; a++) {
            for (int l = 0; l < videos[a].length; l++) {
                Breach breach = breach(a, l, false);
                if (breach != null) {
                    breaches.add(new LevelBreach(
                            balance.axes().get(a),
                            levels.get(a).get(l),
                            clips[a][l],
                            allClips[a],
                            breach.over() ? balance.maxShare() : balance.minShare(),
                            breach.over()));
                }
            }
        }
        return breaches;
    }
}
