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
 * items in the order of their ids, all of them; holds some 200 bytes for each that has hashes. Pictures are not compared with
 * videos. After that, says what cluster each item is in, in the same order.
 */
final class Likenesses {

    private static final Pattern HASHES = Pattern.compile("[0-9a-f]{64}( [0-9a-f]{64})*");

    private final Hashes pictures = new Hashes();
    /** By the number of an item, the number of its picture's hash. */
    private final Map<Integer, Integer> shown = new LinkedHashMap<>();

    private final FrameSets videos = new FrameSets();
    /** By the id of the first of some copies, its number. */
    private final Map<String, Integer> originals = new HashMap<>();
    /** By the number of a copy, that of the first. */
    private final Map<Integer, Integer> copies = new HashMap<>();

    private int size;

    /** Takes the next item. */
    void add(Item item) {
        int number = size++;
        String copy = item.text(Copies.COPY_OF);
        if (copy != null) {
            copies.put(number, originals.computeIfAbsent(copy, id -> number));
        }
        String hashes = item.text(Columns.PICTURE_HASHES);
        if (hashes == null || !HASHES.matcher(hashes).matches()) {
            return;
        }
        if ("video".equals(item.text("media"))) {
            videos.add(number, List.of(hashes.split(" ")));
        } else if ("image".equals(item.text("media"))) {
            shown.put(number, pictures.size());
            pictures.add(hashes.substring(0, Math.min(64, hashes.length())));
        }
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
        videos.join(items, number -> false);
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
                return item;
            }
            String first = firsts.computeIfAbsent(root, key -> item.id());
            Map<String, Object> values = new LinkedHashMap<>(item.values());
            values.put(Copies.DUPLICATE_OF, first);
            values.put(Copies.DISTANCE, (long) distance(root, number));
            return new Item(item.id(), values);
        }

        private int distance(int one, int other) {
            Integer a = shown.get(one);
            Integer b = shown.get(other);
            if (a != null && b != null) {
                return pictures.distance(a, b);
            }
            // Without hashes they are of one cluster as copies alone.
            return one != other && videos.holds(one) && videos.holds(other) ? videos.distance(one, other) : 0;
        }
    }
}
