package dev.assay.selection;

import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A draw of quotas from a population. Immutable: {@code Draw.of(axes, strata).withMust(ids).from(population, seed)}.
 *
 * @param axes the columns that strata are made of
 * @param strata all cells that may be drawn from
 * @param musts ids that must be included
 * @param excluded ids that must not
 * @param onlyKnown whether items whose level is unknown on some axis are passed over
 * @param capKey a key of which no group may have more than {@code cap} items in the sample, or null
 * @param cap items a group
 */
public record Draw(
        List<String> axes,
        List<Stratum> strata,
        Set<String> musts,
        Set<String> excluded,
        boolean onlyKnown,
        @Nullable String capKey,
        long cap) {

    public Draw {
        axes = List.copyOf(axes);
        strata = List.copyOf(strata);
        musts = Set.copyOf(musts);
        excluded = Set.copyOf(excluded);
    }

    /** A plain draw of quotas. */
    public static Draw of(List<String> axes, List<Stratum> strata) {
        return new Draw(axes, strata, Set.of(), Set.of(), false, null, 0);
    }

    /** With items that must be included; they count into their cells' quotas. */
    public Draw withMust(List<String> ids) {
        return new Draw(axes, strata, new HashSet<>(ids), excluded, onlyKnown, capKey, cap);
    }

    /** Without some items. */
    public Draw without(List<String> ids) {
        return new Draw(axes, strata, musts, new HashSet<>(ids), onlyKnown, capKey, cap);
    }

    /** Passing over items that are unknown on some axis, or not. */
    public Draw onlyKnown(boolean only) {
        return new Draw(axes, strata, musts, excluded, only, capKey, cap);
    }

    /** With at most so many items of any one group of a key. */
    public Draw withCap(String key, long most) {
        return new Draw(axes, strata, musts, excluded, onlyKnown, key, most);
    }

    /**
     * Draws.
     *
     * @throws IllegalArgumentException where the population is not the one that the strata were counted from
     */
    public Sample from(Population population, long seed) {
        int[] places = places(population);
        if (capKey != null) {
            return new CappedDraw(this, population, places, seed).sample();
        }
        BottomK keys = BottomK.of(axes, strata, musts, seed);
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0) {
                keys.add(places[row], population.id(row), population.text(row, "path"));
            }
        }
        return keys.sample();
    }

    /** The stratum of each row, or -1 where it is passed over; checked against the strata's counts. */
    private int[] places(Population population) {
        Map<List<String>, Integer> index = new HashMap<>();
        List<Set<String>> known = new ArrayList<>();
        axes.forEach(axis -> known.add(new HashSet<>()));
        for (int s = 0; s < strata.size(); s++) {
            index.put(strata.get(s).levels(), s);
            for (int a = 0; a < axes.size(); a++) {
                known.get(a).add(strata.get(s).levels().get(a));
            }
        }
        int[] places = new int[population.size()];
        long[] seen = new long[strata.size()];
        Set<String> missing = new TreeSet<>(musts);
        for (int row = 0; row < places.length; row++) {
            places[row] = excluded.contains(population.id(row)) ? -1 : place(population, row, index, known);
            if (places[row] >= 0) {
                seen[places[row]]++;
                missing.remove(population.id(row));
            }
        }
        check(seen, missing);
        return places;
    }

    private int place(Population population, int row, Map<List<String>, Integer> index, List<Set<String>> known) {
        List<String> levels = new ArrayList<>();
        for (int a = 0; a < axes.size(); a++) {
            String level = population.text(row, axes.get(a));
            levels.add(level == null || !known.get(a).contains(level) ? Axis.UNKNOWN : level);
        }
        Integer stratum = index.get(levels);
        if (stratum == null && !(onlyKnown && levels.contains(Axis.UNKNOWN))) {
            throw new IllegalArgumentException("item " + population.id(row) + " is of cell " + levels
                    + ", which the quotas do not know: draw from the items that the cube was counted from");
        }
        return stratum == null ? -1 : stratum;
    }

    private void check(long[] seen, Set<String> missing) {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "must_include names " + missing.iterator().next() + ", which is not among the items");
        }
        for (int s = 0; s < seen.length; s++) {
            Stratum stratum = strata.get(s);
            if (seen[s] != stratum.available()) {
                throw new IllegalArgumentException("cell " + stratum.levels() + " was counted with "
                        + stratum.available() + " items and " + seen[s]
                        + " are here: draw from the items that the cube "
                        + "was counted from, and count it without must_exclude");
            }
        }
    }
}
