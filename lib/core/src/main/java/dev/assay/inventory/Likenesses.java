package dev.assay.inventory;

import dev.assay.duplicate.FrameSets;
import dev.assay.duplicate.Hashes;
import dev.assay.duplicate.NearDuplicates;
import dev.assay.schema.Columns;
import dev.assay.schema.Copies;
import dev.assay.schema.Item;
import dev.assay.schema.Pieces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What shows the same as what: byte copies as they are stated, pictures by their hash, videos by those of their frames. Takes the
 * items in the order of their ids, all of them; holds some 200 bytes for each that has hashes, and about 2 KB for a video with the
 * 64 of its seconds. Pictures are not compared with videos. After that, says what cluster each item is in, in the same order.
 */
public final class Likenesses {

    private static final Pattern HASHES = Pattern.compile("[0-9a-f]{64}( [0-9a-f]{64})*");

    private final Hashes pictures = new Hashes();
    /** By the number of an item, the number of its picture's hash. */
    private final Map<Integer, Integer> shown = new LinkedHashMap<>();

    private final FrameSets videos = new FrameSets();
    /** Videos second by second: of two that were looked at like that, this decides. */
    private final FrameSets closer = new FrameSets();

    /** By the id of the first of some copies, its number. */
    private final Map<String, Integer> originals = new HashMap<>();
    /** By the number of a copy, that of the first. */
    private final Map<Integer, Integer> copies = new HashMap<>();

    private int size;
    private long hashed;

    Likenesses() {}

    /** Takes the next item. */
    void add(Item item) {
        int number = size++;
        String copy = item.text(Copies.COPY_OF);
        if (copy != null) {
            copies.put(number, originals.computeIfAbsent(copy, id -> number));
        }
        List<String> hashes = hashes(item, Columns.PICTURE_HASHES);
        List<String> seconds = hashes(item, Columns.SECOND_HASHES);
        hashed += hashes.isEmpty() && seconds.isEmpty() ? 0 : 1;
        if ("image".equals(item.text("media")) && !hashes.isEmpty()) {
            shown.put(number, pictures.size());
            pictures.add(hashes.get(0));
        } else if ("video".equals(item.text("media"))) {
            add(videos, number, hashes, 1);
            // A clip of one second is near to nothing by its seconds alone: then a few frames decide.
            add(closer, number, seconds, FrameSets.FEWEST);
        }
    }

    private static void add(FrameSets sets, int number, List<String> frames, int fewest) {
        if (frames.size() >= fewest) {
            sets.add(number, frames);
        }
    }

    /** None where a column holds something else: an inventory may come from anywhere. */
    private static List<String> hashes(Item item, String column) {
        String text = item.text(column);
        return text == null || !HASHES.matcher(text).matches() ? List.of() : List.of(text.split(" "));
    }

    /** The same items, each with the cluster it is in now. */
    public static List<Item> compared(List<Item> items) {
        Likenesses likenesses = new Likenesses();
        items.forEach(likenesses::add);
        Clusters clusters = likenesses.clusters();
        return items.stream().map(clusters::next).toList();
    }

    /** Of the items so far, how many have hashes to compare. */
    long hashed() {
        return hashed;
    }

    /** Compares. */
    Clusters clusters() {
        Pieces items = new Pieces(size);
        copies.forEach(items::join);
        NearDuplicates near = NearDuplicates.among(pictures);
        List<Integer> numbers = new ArrayList<>(shown.keySet());
        shown.forEach((number, picture) -> {
            if (near.keeper(picture) >= 0) {
                items.join(number, numbers.get(near.keeper(picture)));
            }
        });
        closer.join(items, number -> false);
        videos.join(items, closer::holds);
        return new Clusters(items);
    }

    /** The cluster of each item, asked for in order: the id of a cluster is that of its first. */
    final class Clusters {

        private final Pieces items;
        private final boolean[] shared = new boolean[size];
        private final Map<Integer, String> firsts = new HashMap<>();
        private int next;

        private Clusters(Pieces items) {
            this.items = items;
            for (int number = 0; number < size; number++) {
                shared[items.root(number)] |= items.root(number) != number;
            }
        }

        /** The next item, with its cluster and the distance from the first of it. */
        Item next(Item item) {
            int number = next++;
            int root = items.root(number);
            if (!shared[root]) {
                // What was near by a few frames may not be by many; what others state was not compared here.
                boolean compared =
                        !Double.isNaN(item.number(Copies.DISTANCE)) || item.id().equals(item.text(Copies.COPY_OF));
                return compared ? item.without(Copies.DUPLICATE_OF).without(Copies.DISTANCE) : item;
            }
            String first = firsts.computeIfAbsent(root, key -> item.id());
            Map<String, Object> values = new LinkedHashMap<>(item.values());
            values.put(Copies.DUPLICATE_OF, first);
            values.remove(Copies.DISTANCE);
            int distance = distance(root, number);
            if (distance >= 0) {
                values.put(Copies.DISTANCE, (long) distance);
            } else {
                // Near through others, by other hashes than the first has: without a distance it would state a byte
                // copy.
                values.putIfAbsent(Copies.COPY_OF, item.id());
            }
            return new Item(item.id(), values);
        }

        /** Bits, or -1 where nothing was measured of both. */
        private int distance(int one, int other) {
            if (one == other || copies.getOrDefault(other, other) == one) {
                return 0;
            }
            Integer a = shown.get(one);
            Integer b = shown.get(other);
            if (a != null && b != null) {
                return pictures.distance(a, b);
            }
            FrameSets sets = closer.holds(one) && closer.holds(other) ? closer : videos;
            return sets.holds(one) && sets.holds(other) ? sets.distance(one, other) : -1;
        }
    }
}
