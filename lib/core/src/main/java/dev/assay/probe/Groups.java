package dev.assay.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Which items belong together: they share a fold, and their labels move together. */
final class Groups {

    /** Items by group, in the order of first appearance. */
    private final List<int[]> members;

    private final int size;

    Groups(int[] groups) {
        Map<Integer, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < groups.length; i++) {
            byGroup.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(i);
        }
        this.members = byGroup.values().stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toList();
        this.size = groups.length;
    }

    /** How many there are. */
    int count() {
        return members.size();
    }

    /** A fold for each item: the largest groups first, each to where its labels are scarcest. */
    int[] folds(int folds, Outcome outcome, SplittableRandom random) {
        List<int[]> order = new ArrayList<>(members);
        shuffle(order, random);
        order.sort(Comparator.comparingInt((int[] group) -> -group.length));
        double[][] filled = new double[folds][outcome.classes()];
        int[] fold = new int[size];
        for (int[] group : order) {
            double[] share = new double[outcome.classes()];
            for (int item : group) {
                share[outcome.code(item)] += 1.0 / outcome.count(outcome.code(item));
            }
            int best = emptiest(filled, share);
            for (int label = 0; label < share.length; label++) {
                filled[best][label] += share[label];
            }
            for (int item : group) {
                fold[item] = best;
            }
        }
        return fold;
    }

    private static int emptiest(double[][] filled, double[] share) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int f = 0; f < filled.length; f++) {
            double overlap = 0;
            double load = 0;
            for (int label = 0; label < share.length; label++) {
                overlap += filled[f][label] * share[label];
                load += filled[f][label];
            }
            // The labels at hand decide; the whole load only between equals.
            double cost = overlap + 1e-6 * load;
            if (cost < least - 1e-15) {
                least = cost;
                best = f;
            }
        }
        return best;
    }

    private static void shuffle(List<int[]> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] kept = list.get(i);
            list.set(i, list.get(j));
            list.set(j, kept);
        }
    }

    /** A source of shuffled labels; one for each thread. */
    Shuffles shuffles(Outcome outcome, SplittableRandom random) {
        Map<Integer, List<int[]>> bySize = new TreeMap<>();
        for (int[] group : members) {
            // Sizes that share their highest bit are alike.
            bySize.computeIfAbsent(Integer.highestOneBit(group.length), s -> new ArrayList<>())
                    .add(group);
        }
        return new Shuffles(
                bySize.values().stream().map(list -> list.toArray(int[][]::new)).toList(), outcome, random);
    }
}
