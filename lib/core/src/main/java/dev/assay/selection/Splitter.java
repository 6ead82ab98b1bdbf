package dev.assay.selection;

import dev.assay.group.Components;
import dev.assay.group.Glue;
import dev.assay.group.Leak;
import dev.assay.schema.Population;
import dev.assay.schema.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Divides items into splits of given shares, each component of the keys whole, so that every level of the axes is divided
 * in the same shares. {@code Splitter.of(shares).disjointBy(keys).balancing(axes).split(population, seed)}.
 *
 * <p>Exact where there are few components; beyond, greedy fillings, improved by moves and swaps, with a lower bound beside
 * the result: where they meet, nothing better exists. Components with equal counts are interchangeable: which of them goes
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
            throw new RefusedException("expected the share of at least one split, found none");
        }
        if (shares.values().stream().anyMatch(share -> share.signum() < 0)
                || shares.values().stream().noneMatch(share -> share.signum() > 0)) {
            throw new RefusedException("expected shares of at least 0, one of them above it, found " + shares);
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new RefusedException("expected a floor in [0, 1], found " + floor);
        }
        if (!(cost >= 0 && cost <= 1)) {
            throw new RefusedException("expected a deviation in [0, 1], found " + cost);
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
        return divide(population, Components.of(population, keys), seed);
    }

    /**
     * Divides some of the items that were joined: two that a third one joins stay together, also where the third is none of
     * the population.
     *
     * @param joined components by the keys, of the population's items and any others
     * @throws IllegalArgumentException where an item of the population is none of those
     */
    public Splits split(Population population, Components joined, long seed) {
        return divide(population, joined.among(population), seed);
    }

    private Splits divide(Population population, Components components, long seed) {
        LevelCounts levels = LevelCounts.of(population, components, axes);
        int[][] counts = levels.counts();
        BigFraction[] exact = exactShares();
        double[] wanted =
                Arrays.stream(exact).mapToDouble(BigFraction::doubleValue).toArray();
        Floors floors = Floors.of(floor, cost, levels.axisOf(), counts, wanted);
        Partition partition = new Partition(counts, Math.max(1, levels.levels()), exact, floors);
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
        // Looked at again, from the outside: a result that cuts a group is none.
        List<Leak> leaks = Leak.in(population, row -> names.get(assigned[components.place(row)]), keys);
        if (!leaks.isEmpty()) {
            throw new IllegalStateException("expected splits that cut no group, found " + leaks.get(0));
        }
        double worst = partition.worst();
        double bound = Math.min(worst, partition.bound());
        int largest = components.largest().map(Components.Component::size).orElse(0);
        return new Splits(
                bySplit,
                components.list().size(),
                largest,
                worst,
                bound,
                worst - bound,
                leaks.size(),
                glue(components, largest, population.size()),
                items);
    }

    /** Of a component that does not fit into the smallest split: it decides more than the shares do. */
    private @Nullable Glue glue(Components components, int largest, int size) {
        BigFraction smallest = Arrays.stream(exactShares())
                .filter(share -> share.compareTo(BigFraction.ZERO) > 0)
                .min(BigFraction::compareTo)
                .orElse(BigFraction.ONE);
        boolean fits = smallest.multiply(size).compareTo(new BigFraction(largest)) >= 0;
        return fits || shares.size() < 2 ? null : components.glue().orElse(null);
    }
}
