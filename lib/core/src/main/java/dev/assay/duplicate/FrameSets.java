package dev.assay.duplicate;

import dev.assay.schema.Pieces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Videos by hashes of some of their frames, the measure of vPDQ. Two are near where at least half of the frames of each, and at
 * least {@value #FEWEST}, have one of the other's within {@link NearDuplicates#DISTANCE}: a title or an end that many share
 * makes no duplicates, and a video of one frame has none.
 *
 * <p>A near video must share a cluster of frames. Of its n frames, m of which have to match, it is enough to follow the n - m + 1
 * whose clusters hold the fewest videos: those that match cannot all be among the others. So what half an archive has in common,
 * a logo or a studio, is not followed where anything rarer can be. Pairs that come up are compared frame by frame, until they
 * are of one piece. Not safe for use by several threads.
 */
public final class FrameSets {

    /** Frames of each of two videos that have to match at least. */
    public static final int FEWEST = 2;

    private final Hashes hashes = new Hashes();
    /** By the number of a video, its place among those that have frames. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private final List<Integer> videos = new ArrayList<>();
    /** Where the frames of each place begin; where the next would. */
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    /**
     * Adds a video with its frames.
     *
     * @param video its number among all items, which it has no second time
     * @param frames hashes as {@link Hashes#add(String)} takes them, at least one
     */
    public void add(int video, List<String> frames) {
        places.put(video, videos.size());
        videos.add(video);
        frames.forEach(hashes::add);
        starts.add(hashes.size());
    }

    /** Whether frames of a video were added. */
    public boolean holds(int video) {
        return places.containsKey(video);
    }

    /**
     * Joins near videos.
     *
     * @param items pieces of all items
     * @param settled videos of which two are not compared: something else has told of them
     */
    public void join(Pieces items, IntPredicate settled) {
        Map<Integer, List<Integer>> rare = new TreeMap<>();
        NearDuplicates clusters = NearDuplicates.among(hashes);
        int[] spread = spread(clusters);
        for (int place = 0; place < videos.size(); place++) {
            for (int cluster : followed(place, clusters, spread)) {
                rare.computeIfAbsent(cluster, key -> new ArrayList<>()).add(place);
            }
        }
        rare.values().forEach(sharing -> join(sharing, items, settled));
    }

    /** By the first hash of each cluster, the number of videos that have a frame in it. */
    private int[] spread(NearDuplicates clusters) {
        int[] spread = new int[hashes.size()];
        for (int place = 0; place < videos.size(); place++) {
            frames(place)
                    .map(clusters::keeper)
                    .filter(cluster -> cluster >= 0)
                    .distinct()
                    .forEach(cluster -> spread[cluster]++);
        }
        return spread;
    }

    /** The clusters that lead to all videos near one, without those that lead nowhere. */
    private int[] followed(int place, NearDuplicates clusters, int[] spread) {
        Comparator<Integer> rarest = Comparator.comparingInt((Integer cluster) -> cluster < 0 ? 0 : spread[cluster])
                .thenComparing(cluster -> cluster);
        return frames(place)
                .map(clusters::keeper)
                .boxed()
                .sorted(rarest)
                .limit(Math.max(0, size(place) - least(place) + 1))
                .mapToInt(cluster -> cluster)
                .filter(cluster -> cluster >= 0 && spread[cluster] > 1)
                .distinct()
                .toArray();
    }

    private IntStream frames(int place) {
        return IntStream.range(starts.get(place), starts.get(place + 1));
    }

    private int size(int place) {
        return starts.get(place + 1) - starts.get(place);
    }

    private int least(int place) {
        return Math.max(FEWEST, (size(place) + 1) / 2);
    }

    /** Compares each of some videos with those before it, but with no more of one piece than up to the first near one. */
    private void join(List<Integer> sharing, Pieces items, IntPredicate settled) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int place : sharing) {
            List<Integer> home = null;
            for (Iterator<List<Integer>> others = groups.iterator(); others.hasNext(); ) {
                List<Integer> group = others.next();
                if (belongs(place, group, items, settled)) {
                    items.join(videos.get(place), videos.get(group.get(0)));
                    home = moved(place, group, home, others);
                }
            }
            if (home == null) {
                groups.add(new ArrayList<>(List.of(place)));
            }
        }
    }

    private static List<Integer> moved(
            int place, List<Integer> group, @Nullable List<Integer> home, Iterator<List<Integer>> groups) {
        if (home == null) {
            group.add(place);
            return group;
        }
        home.addAll(group);
        groups.remove();
        return home;
    }

    private boolean belongs(int place, List<Integer> group, Pieces items, IntPredicate settled) {
        int video = videos.get(place);
        if (items.root(video) == items.root(videos.get(group.get(0)))) {
            return true;
        }
        boolean alone = settled.test(video);
        for (int other : group) {
            if (!(alone && settled.test(videos.get(other))) && areNear(place, other)) {
                return true;
            }
        }
        return false;
    }

    private boolean areNear(int a, int b) {
        return matching(a, b) >= least(a) && matching(b, a) >= least(b);
    }

    private long matching(int a, int b) {
        return frames(a)
                .filter(frame -> frames(b).anyMatch(other -> hashes.within(NearDuplicates.DISTANCE, frame, other)))
                .count();
    }

    /**
     * How far two videos are from each other: the median, over the frames of both, of the bits to the nearest frame of the
     * other. Near ones may be further apart than {@link NearDuplicates#DISTANCE} by less than half of their frames, and those
     * that are joined through others by all of them. Both must be held.
     */
    public int distance(int a, int b) {
        int one = place(a);
        int other = place(b);
        int[] nearest = IntStream.concat(nearest(one, other), nearest(other, one))
                .sorted()
                .toArray();
        return nearest[(nearest.length - 1) / 2];
    }

    private int place(int video) {
        Integer place = places.get(video);
        if (place == null) {
            throw new IllegalArgumentException("no frames of video " + video + " were added");
        }
        return place;
    }

    private IntStream nearest(int from, int to) {
        return frames(from).map(frame -> frames(to)
                .map(other -> hashes.distance(frame, other))
                .min()
                .orElse(0));
    }
}
