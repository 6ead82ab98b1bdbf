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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;

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
 * @param floor the share that every level should have of every split's items known on its axis, in [0, 1]; a level rarer
 *     than that in the whole is held to its share there
 * @param cost the worst deviation up to which the floor comes before even shares, in [0, 1]; beyond, even shares do
 */
public record Splitter(
        Map<String, BigDecimal> shares, List<String> keys, List<String> axes, double floor, double cost) {

    public Splitter {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        keys = List.copyOf(keys);
        axes = List.copyOf(axes);
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("expected the share of at least one split, found none");
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("expected a floor in [0, 1], found " + floor);
        }
        if (!(cost >= 0 && cost <= 1)) {
            throw new IllegalArgumentException("expected a deviation in [0, 1], found " + cost);
        }
    }

    /** Splits of given shares; they are taken in proportion. */
    public static Splitter of(Map<String, BigDecimal> shares) {
        return new Splitter(shares, List.of(), List.of(), 0, 0);
    }

    /** Keeping the groups of some keys whole. */
    public Splitter disjointBy(List<String> newKeys) {
        return new Splitter(shares, newKeys, axes, floor, cost);
    }

    /** Dividing the levels of some axes evenly. */
    public Splitter balancing(List<String> newAxes) {
        return new Splitter(shares, keys, newAxes, floor, cost);
    }

    /** Giving every level at least a share of every split, where that costs no more than a worst deviation. */
    public Splitter withFloor(double newFloor, double newCost) {
        return new Splitter(shares, keys, axes, newFloor, newCost);
    }

    /** Divides all items of a population. */
    public Splits split(Population population, long seed) {
        Components components = Components.of(population, keys);
        List<List<String>> levels = levels(population);
        int[][] counts = counts(population, components, levels);
        BigFraction[] exact = exactShares();
        double[] wanted =
                Arrays.stream(exact).mapToDouble(BigFraction::doubleValue).toArray();
        int[] axisOf =
                levels.stream().mapToInt(level -> axes.indexOf(level.get(0))).toArray();
        Partition partition = new Partition(
                counts, Math.max(1, levels.size()), exact, Floors.of(floor, cost, axisOf, counts, wanted));
        partition.solve();
        int[] assigned = assign(components, counts, partition, seed);
        return result(population, components, partition, assigned);
    }

    /** The shares as fractions that sum to 1. */
    private BigFraction[] exactShares() {
        BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int scale = shares.values().stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return shares.values().stream()
                .map(share -> new BigFraction(
                        share.setScale(scale).unscaledValue(),
                        sum.setScale(scale).unscaledValue()))
                .toArray(BigFraction[]::new);
    }

    /** The known levels, each with its axis before it; those of one axis stand together. */
    private List<List<String>> levels(Population population) {
        Set<List<String>> levels = new TreeSet<>(
                Comparator.comparing((List<String> level) -> level.get(0)).thenComparing(level -> level.get(1)));
        for (int row = 0; row < population.size(); row++) {
            for (String axis : axes) {
                String level = population.text(row, axis);
                if (level != null && !level.equals(Axis.UNKNOWN)) {
                    levels.add(List.of(axis, level));
                }
            }
        }
        return List.copyOf(levels);
    }

    /** Items of each component on each known level, and last, its items. */
    private int[][] counts(Population population, Components components, List<List<String>> levels) {
        Map<List<String>, Integer> columns = new HashMap<>();
        levels.forEach(level -> columns.put(level, columns.size()));
        // The last column counts items: it keeps those without a known level from ending up in one split.
        int[][] counts = new int[components.list().size()][levels.size() + 1];
        for (int row = 0; row < population.size(); row++) {
            int[] of = counts[components.place(row)];
            of[levels.size()]++;
            for (String axis : axes) {
                String level = population.text(row, axis);
                Integer column = level == null ? null : columns.get(List.of(axis, level));
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
