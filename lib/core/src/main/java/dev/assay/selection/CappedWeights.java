package dev.assay.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Items of one cell drawn in proportion to their weights, at most so many of each group, with exact probabilities. Groups
 * whose share would exceed the cap give just as many as it lets through, and the others share the rest. Systematic
 * sampling takes from a run of items no more than their probabilities sum to, rounded up: with each group in one run, and
 * sums below the cap, no group gives more.
 */
final class CappedWeights {

    /** So near to the cap a sum counts as reaching it: rounding must not let one more through. */
    private static final double NEAR = 1e-9;

    private final String column;
    private final long cap;
    private final long seed;
    private final String cell;
    private final List<CellDraw.Pick> picks = new ArrayList<>();
    /** Items with a weight, and without, by group; groups in an order of the seed's. */
    private final Map<String, List<Candidate>> weighted = new LinkedHashMap<>();

    private final Map<String, List<Candidate>> without = new LinkedHashMap<>();

    CappedWeights(String column, long cap, long seed, String cell) {
        this.column = column;
        this.cap = cap;
        this.seed = seed;
        this.cell = cell;
    }

    /**
     * Draws.
     *
     * @param groups items by group, each in the order of their keys; an item without a group alone in one of its own
     */
    List<CellDraw.Pick> of(Map<String, List<Candidate>> groups, long quota) {
        List<String> names = new ArrayList<>(groups.keySet());
        names.sort(Comparator.comparing((String name) -> SeededHash.of(seed, name), Long::compareUnsigned)
                .thenComparing(Comparator.naturalOrder()));
        for (String name : names) {
            List<Candidate> items = groups.getOrDefault(name, List.of());
            List<Candidate> heavy =
                    items.stream().filter(item -> item.weight() > 0).toList();
            List<Candidate> light =
                    items.stream().filter(item -> item.weight() == 0).toList();
            if (!heavy.isEmpty()) {
                weighted.put(name, heavy);
            }
            without.put(name, light);
        }
        long through = weighted.values().stream().mapToLong(this::through).sum();
        byWeight(Math.min(quota, through));
        if (quota > through) {
            rest(quota - through);
        }
        return picks;
    }

    private long through(List<Candidate> group) {
        return Math.min(cap, group.size());
    }

    private void byWeight(long quota) {
        Set<String> full = new HashSet<>();
        double[] probabilities = open(full, quota);
        while (filled(full, probabilities)) {
            probabilities = open(full, quota);
        }
        List<Candidate> items = new ArrayList<>();
        weighted.forEach((name, group) -> {
            if (full.contains(name)) {
                systematic(group, InclusionProbabilities.of(weights(group), cap), cap, name);
            } else {
                items.addAll(group);
            }
        });
        systematic(items, probabilities, quota - cap * full.size(), "");
    }

    /** Probabilities of the items of groups that are not full, in the order of their groups. */
    private double[] open(Set<String> full, long quota) {
        List<Candidate> items = new ArrayList<>();
        weighted.forEach((name, group) -> items.addAll(full.contains(name) ? List.of() : group));
        return InclusionProbabilities.of(weights(items), quota - cap * full.size());
    }

    /** Adds the groups that would give more than the cap lets through; false where there are none. */
    private boolean filled(Set<String> full, double[] probabilities) {
        Map<String, Double> sums = new HashMap<>();
        int[] at = {0};
        weighted.forEach((name, group) -> {
            if (!full.contains(name)) {
                sums.put(
                        name,
                        Arrays.stream(probabilities, at[0], at[0] + group.size())
                                .sum());
                at[0] += group.size();
            }
        });
        // A group of no more items than the cap cannot exceed it.
        sums.values().removeIf(sum -> sum <= cap - NEAR);
        sums.keySet().removeIf(name -> weighted.getOrDefault(name, List.of()).size() <= cap);
        return full.addAll(sums.keySet());
    }

    private static double[] weights(List<Candidate> items) {
        return items.stream()
                .flatMapToDouble(item -> DoubleStream.of(item.weight()))
                .toArray();
    }

    private void systematic(List<Candidate> items, double[] probabilities, long quota, String group) {
        double start = new Chance(seed, "systematic\n" + cell + '\n' + group).uniform();
        boolean[] taken = Systematic.drawn(probabilities, quota, start);
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                String how = probabilities[i] == 1 ? "certain by " : "drawn by ";
                picks.add(new CellDraw.Pick(
                        items.get(i),
                        probabilities[i],
                        how + column + " " + items.get(i).weight()));
            }
        }
    }

    /** All that weigh anything are taken, as far as the cap lets them: each group has so much less room. */
    private void rest(long quota) {
        Map<Candidate, Double> kept = new HashMap<>();
        without.forEach((name, group) -> {
            long room = cap - through(weighted.getOrDefault(name, List.of()));
            group.stream().limit(room).forEach(item -> kept.put(item, Math.min(1, (double) room / group.size())));
        });
        List<Candidate> order = new ArrayList<>(kept.keySet());
        // Not the key by which the groups are in order: what a group kept must say nothing about what is taken.
        order.sort(Comparator.comparing((Candidate item) -> SeededHash.of(seed, item.id()), Long::compareUnsigned)
                .thenComparing(Candidate::id));
        for (int i = 0; i < quota; i++) {
            Candidate item = order.get(i);
            double probability = kept.getOrDefault(item, 0.0) * quota / order.size();
            picks.add(new CellDraw.Pick(
                    item, probability, "without " + column + ", rank " + (i + 1) + " by seeded hash"));
        }
    }
}
