package dev.assay.probe;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The items that have a label, and what must not be cut of them. */
final class Tested {

    private final int[] items;
    private final List<String> classes;
    private final Outcome outcome;
    private final Groups groups;

    private Tested(int[] items, List<String> classes, Outcome outcome, Groups groups) {
        this.items = items;
        this.classes = classes;
        this.outcome = outcome;
        this.groups = groups;
    }

    /** Null where not at least two labels have enough items each. Labels with fewer are left out. */
    static @Nullable Tested of(List<? extends @Nullable String> labels, int[] groups) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        labels.stream().filter(Probe::stated).forEach(label -> counts.merge(label, 1, Integer::sum));
        counts.values().removeIf(count -> count < Probe.FEWEST_OF_A_LABEL);
        if (counts.size() < 2) {
            return null;
        }
        List<String> classes = List.copyOf(counts.keySet());
        TreeMap<String, Integer> codes = new TreeMap<>();
        classes.forEach(label -> codes.put(label, codes.size()));
        int[] items = IntStream.range(0, groups.length)
                .filter(i -> labels.get(i) != null && codes.containsKey(labels.get(i)))
                .toArray();
        int[] outcome = IntStream.of(items)
                .map(i -> codes.getOrDefault(labels.get(i), 0))
                .toArray();
        Groups ofItems = new Groups(IntStream.of(items).map(i -> groups[i]).toArray());
        return new Tested(items, classes, new Outcome(outcome, classes.size()), ofItems);
    }

    /** Their places, ascending. */
    int[] items() {
        return items;
    }

    /** The labels, ascending. */
    List<String> classes() {
        return classes;
    }

    /** The label of each item. */
    Outcome outcome() {
        return outcome;
    }

    Groups groups() {
        return groups;
    }

    int[] folds(int folds, long seed) {
        return groups.folds(folds, outcome, new SplittableRandom(seed));
    }
}
