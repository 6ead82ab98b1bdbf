package dev.assay.selection;

import dev.assay.group.Components;
import dev.assay.group.Leak;
import dev.assay.schema.Axis;
import dev.assay.schema.Population;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides items into splits of given shares, each component of the keys whole, so that every level of the axes is divided
 * in the same shares. {@code Splitter.of(shares).disjointBy(keys).balancing(axes).split(population, seed)}.
 *
 * <p>Exact where there are few components; beyond, the best of several greedy fillings, each improved by moves and swaps
 * until none helps, with a lower bound beside it. Components with equal counts are interchangeable: which of them goes
 * where is decided by seeded hash.
 *
 * @param shares split name to proportion
 * @param keys keys whose groups must stay within one split
 * @param axes columns whose levels should be divided evenly
 */
public record Splitter(Map<String, BigDecimal> shares, List<String> keys, List<String> axes) {

    public Splitter {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        keys = List.copyOf(keys);
        axes = List.copyOf(axes);
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("expected the share of at least one split, found none");
        }
    }

    /** Splits of given shares; they are taken in proportion. */
    public static Splitter of(Map<String, BigDecimal> shares) {
        return new Splitter(shares, List.of(), List.of());
    }

    /** Keeping the groups of some keys whole. */
    public Splitter disjointBy(List<String> newKeys) {
        return new Splitter(shares, newKeys, axes);
    }

    /** Dividing the levels of some axes evenly. */
    public Splitter balancing(List<String> newAxes) {
        return new Splitter(shares, keys, newAxes);
    }

    /** Divides all items of a population. */
    public Splits split(Population population, long seed) {
        Components components = Components.of(population, keys);
        int[][] counts = counts(population, components);
        double sum =
                shares.values().stream().mapToDouble(BigDecimal::doubleValue).sum();
        double[] wanted = shares.values().stream()
                .mapToDouble(share -> share.doubleValue() / sum)
                .toArray();
        int levels = counts.length == 0 ? 0 : counts[0].length - 1;
        Partition partition = new Partition(counts, Math.max(1, levels), wanted);
        partition.solve();
        int[] assigned = assign(components, counts, partition, seed);
        return result(population, components, partition, assigned);
    }

    /** Items of each component on each known level, and last, its items. */
    private int[][] counts(Population population, Components components) {
        Map<List<String>, Integer> levels = new TreeMap<>(
                Comparator.comparing((List<String> level) -> level.get(0)).thenComparing(level -> level.get(1)));
        for (int row = 0; row < population.size(); row++) {
            for (String axis : axes) {
                String level = population.text(row, axis);
                if (level != null && !level.equals(Axis.UNKNOWN)) {
                    levels.put(List.of(axis, level), 0);
                }
            }
        }
        int next = 0;
        for (Map.Entry<List<String>, Integer> entry : levels.entrySet()) {
            entry.setValue(next++);
        }
        // The last column counts items: it keeps those without a known level from ending up in one split.
        int[][] counts = new int[components.list().size()][next + 1];
        for (int row = 0; row < population.size(); row++) {
            int[] of = counts[components.place(row)];
            of[next]++;
            for (String axis : axes) {
                String level = population.text(row, axis);
                Integer column = level == null ? null : levels.get(List.of(axis, level));
                if (column != null) {
                    of[column]++;
                }
            }
        }
        return counts;
    }

    /** Hands the places of each class of equal components to its members, in the order of their seeded keys. */
    private int[] assign(Components components, int[][] counts, Partition partition, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            order.add(c);
        }
        long[] hashes = new long[counts.length];
        Arrays.setAll(hashes, c -> SeededHash.of(seed, components.list().get(c).name()));
        order.sort((one, two) -> hashes[one] == hashes[two]
                ? Integer.compare(one, two)
                : Long.compareUnsigned(hashes[one], hashes[two]));
        int[][] left = partition.placesByClass();
        int[] assigned = new int[counts.length];
        for (int component : order) {
            int[] places = left[partition.classOf(component)];
            int split = 0;
            while (places[split] == 0) {
                split++;
            }
            places[split]--;
            assigned[component] = split;
        }
        return assigned;
    }

    private Splits result(Population population, Components components, Partition partition, int[] assigned) {
        List<String> names = List.copyOf(shares.keySet());
        int[] sizes = new int[names.size()];
        List<Splits.Assigned> items = new ArrayList<>();
        for (int row = 0; row < population.size(); row++) {
            int split = assigned[components.place(row)];
            sizes[split]++;
            String component = components.of(row).name();
            items.add(new Splits.Assigned(population.id(row), names.get(split), component));
        }
        Map<String, Integer> bySplit = new LinkedHashMap<>();
        for (int s = 0; s < sizes.length; s++) {
            bySplit.put(names.get(s), sizes[s]);
        }
        int crossing = Leak.in(population, row -> names.get(assigned[components.place(row)]), keys)
                .size();
        double worst = partition.worst();
        double bound = Math.min(worst, partition.bound());
        int largest = components.largest().map(Components.Component::size).orElse(0);
        return new Splits(bySplit, components.list().size(), largest, worst, bound, worst - bound, crossing, items);
    }
}
