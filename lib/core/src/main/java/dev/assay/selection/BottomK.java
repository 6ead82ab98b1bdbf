package dev.assay.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The q items of each stratum with the smallest seeded keys (bottom-k sampling; E. Cohen and H. Kaplan, "Summarizing data
 * using bottom-k sketches", PODC 2007). A mergeable summary: items may come in any order and in any partition, and a
 * merge of partial ones is the summary of the whole. Items that must be included come before all others.
 *
 * <p>Each of the other items of a stratum is drawn with probability (q - m) / (n - m), m of n items being musts. A larger
 * q keeps the picks of a smaller one. Memory grows with the sample, not with the items. Not safe for use by several
 * threads at once: give each its own, and merge.
 */
public final class BottomK {

    private record Key(long hash, String id, @Nullable String path) {}

    private static final Comparator<Key> ASCENDING =
            ((Comparator<Key>) (one, two) -> Long.compareUnsigned(one.hash(), two.hash())).thenComparing(Key::id);

    private final List<String> axes;
    private final List<Stratum> strata;
    private final Set<String> musts;
    private final long seed;
    private final List<PriorityQueue<Key>> smallest = new ArrayList<>();
    private final List<List<Key>> forced = new ArrayList<>();

    private BottomK(List<String> axes, List<Stratum> strata, Set<String> musts, long seed) {
        this.axes = List.copyOf(axes);
        this.strata = List.copyOf(strata);
        this.musts = Set.copyOf(musts);
        this.seed = seed;
        for (int s = 0; s < strata.size(); s++) {
            smallest.add(new PriorityQueue<>(ASCENDING.reversed()));
            forced.add(new ArrayList<>());
        }
    }

    /** An empty summary. */
    public static BottomK of(List<String> axes, List<Stratum> strata, Set<String> musts, long seed) {
        return new BottomK(axes, strata, musts, seed);
    }

    /** Shows an item of a stratum; each item must be shown once. */
    public void add(int stratum, String id, @Nullable String path) {
        Key key = new Key(SeededHash.of(seed, id), id, path);
        if (musts.contains(id)) {
            forced.get(stratum).add(key);
        } else {
            offer(stratum, key);
        }
    }

    private void offer(int stratum, Key key) {
        PriorityQueue<Key> keys = smallest.get(stratum);
        keys.add(key);
        if (keys.size() > strata.get(stratum).quota()) {
            keys.remove();
        }
    }

    /** Takes in what another partition has seen. */
    public void merge(BottomK other) {
        if (other.seed != seed || !other.strata.equals(strata) || !other.musts.equals(musts)) {
            throw new IllegalArgumentException("partial samples of different draws cannot be merged");
        }
        for (int s = 0; s < strata.size(); s++) {
            forced.get(s).addAll(other.forced.get(s));
            for (Key key : other.smallest.get(s)) {
                offer(s, key);
            }
        }
    }

    /**
     * The sample, once all items were shown.
     *
     * @throws IllegalArgumentException where a stratum has seen fewer items than its quota, or more musts
     */
    public Sample sample() {
        List<Selected> items = new ArrayList<>();
        long total = strata.stream().mapToLong(Stratum::available).sum();
        for (int s = 0; s < strata.size(); s++) {
            Stratum stratum = strata.get(s);
            String share = stratum.cell() + " is " + percent(stratum.available(), total) + " of the items; quota "
                    + stratum.quota() + " of " + stratum.available() + lot(stratum);
            List<Key> drawn = new ArrayList<>(smallest.get(s));
            drawn.sort(ASCENDING);
            int musts = forced.get(s).size();
            long free = stratum.quota() - musts;
            if (free < 0 || drawn.size() < free) {
                throw new IllegalArgumentException("the quota of " + stratum.cell() + " is " + stratum.quota()
                        + ", and " + musts + " items must be included of " + (musts + drawn.size()) + " seen");
            }
            for (Key key : forced.get(s)) {
                items.add(Selected.of(key.id(), key.path(), stratum.cell(), 1, share + "; must be included"));
            }
            double probability = (stratum.expected() - musts) / (stratum.available() - musts);
            for (int rank = 1; rank <= free; rank++) {
                Key key = drawn.get(rank - 1);
                String reason = share + "; rank " + rank + " by seeded hash";
                items.add(Selected.of(key.id(), key.path(), stratum.cell(), probability, reason));
            }
        }
        return new Sample(seed, axes, items);
    }

    private static String lot(Stratum stratum) {
        return stratum.expected() == stratum.quota()
                ? ""
                : String.format(Locale.ROOT, " by lottery, %.4g on average", stratum.expected());
    }

    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
