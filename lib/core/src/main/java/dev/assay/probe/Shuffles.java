package dev.assay.probe;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Labels exchanged between groups of like size, and shuffled within each. Exact where the groups that exchange have one size;
 * where they differ (by less than a factor of two, or groups of rare sizes could not move at all) a group that receives the
 * labels of a larger one takes a part of them, and of a smaller one takes some twice, so that its mix stays.
 */
final class Shuffles {

    /** Groups of like size: class x group x member. */
    private final List<int[][]> classes;

    /** The same, in the order in which they give. */
    private final List<int[][]> givers;

    private final Outcome outcome;
    private final SplittableRandom random;
    private final Labelling next;
    /** Items alone, and how many of each label there are among them. */
    private final int[] singles;

    private final int[] ofSingles;

    Shuffles(List<int[][]> classes, Outcome outcome, SplittableRandom random) {
        this.classes = classes.stream().filter(c -> c[0].length > 1).toList();
        this.givers = this.classes.stream().map(int[][]::clone).toList();
        this.outcome = outcome;
        this.random = random;
        this.next = new Labelling(outcome.size(), outcome.classes(), outcome.commonest());
        this.singles = classes.stream()
                .filter(c -> c[0].length == 1)
                .flatMapToInt(c -> Arrays.stream(c).mapToInt(group -> group[0]))
                .toArray();
        this.ofSingles = new int[outcome.classes()];
        for (int item : singles) {
            ofSingles[outcome.code(item)]++;
        }
    }

    /** The next shuffle; it is overwritten by the one after it. */
    Labelling next() {
        next.clear();
        alone();
        for (int c = 0; c < classes.size(); c++) {
            int[][] gives = givers.get(c);
            shuffle(gives);
            for (int g = 0; g < gives.length; g++) {
                give(gives[g], classes.get(c)[g]);
            }
        }
        return next;
    }

    /** Picks, among the items alone, as many as there are of each label but the commonest. */
    private void alone() {
        int picked = 0;
        for (int label = 0; label < ofSingles.length; label++) {
            if (label != next.commonest()) {
                for (int i = 0; i < ofSingles[label]; i++) {
                    int j = picked + random.nextInt(singles.length - picked);
                    int kept = singles[picked];
                    singles[picked] = singles[j];
                    singles[j] = kept;
                    next.put(singles[picked++], label);
                }
            }
        }
    }

    private void give(int[] giver, int[] receiver) {
        int[] labels = new int[giver.length];
        for (int i = 0; i < giver.length; i++) {
            labels[i] = outcome.code(giver[i]);
        }
        int[] order = labels.clone();
        shuffle(order);
        // A receiver that is larger takes all labels and then some again: which ones is left to chance.
        int[] again = labels.clone();
        shuffle(again);
        int[] taken = new int[receiver.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = i < order.length ? order[i] : again[(i - order.length) % again.length];
        }
        shuffle(taken);
        for (int i = 0; i < taken.length; i++) {
            next.put(receiver[i], taken[i]);
        }
    }

    private void shuffle(int[][] groups) {
        for (int i = groups.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] kept = groups[i];
            groups[i] = groups[j];
            groups[j] = kept;
        }
    }

    private void shuffle(int[] labels) {
        for (int i = labels.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = labels[i];
            labels[i] = labels[j];
            labels[j] = kept;
        }
    }
}
