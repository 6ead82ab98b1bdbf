package dev.assay.quota;

import dev.assay.selection.SeededHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lottery over quotas, as a list of equally likely vectors from which {@link Quotas#draw} takes one.
 *
 * @param minimumProbability the least probability with which the list selects an item that can be selected at all; items
 *     that must be included have 1
 * @param vectors the distinct vectors of the list, each in the order of the quotas' cells
 * @param times how often each stands in the list
 * @param difference the largest difference between an item's probability and the one before chances were rounded to the
 *     length of the list; 0 where nothing had to be
 * @param never items that no quotas within the limits select; they are set aside, with probability 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read only
public record Lots(double minimumProbability, List<long[]> vectors, long[] times, double difference, long never) {

    public Lots {
        vectors = List.copyOf(vectors);
    }

    /** The length of the list: each of its vectors is drawn with probability 1 / size. */
    public long size() {
        return Arrays.stream(times).sum();
    }

    /** The place in the list, from 0, that a seed draws. */
    public long drawn(long seed) {
        // Not the seed of the items: which vector is drawn must say nothing of which items are.
        return Long.remainderUnsigned(SeededHash.of(~seed, "lottery"), size());
    }

    /** The vector at a place of the list. */
    public long[] at(long place) {
        long left = place;
        for (int v = 0; v < times.length; v++) {
            left -= times[v];
            if (left < 0) {
                return vectors.get(v).clone();
            }
        }
        throw new IllegalArgumentException("place must be in [0," + size() + "), found " + place);
    }

    /** A cell's expected quota. */
    double expected(int cell) {
        // Whole numbers first: one division, rounded once.
        long sum = 0;
        for (int v = 0; v < times.length; v++) {
            sum += times[v] * vectors.get(v)[cell];
        }
        return (double) sum / size();
    }

    List<Map<String, Object>> json() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int v = 0; v < times.length; v++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("weight", 1.0 / size());
            one.put("quotas", vectors.get(v));
            for (long i = 0; i < times[v]; i++) {
                list.add(one);
            }
        }
        return list;
    }
}
