package dev.assay.probe;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that give the label away: {@code Probe.withDefaults().run(columns, labels, groups)}.
 *
 * <p>Each column alone predicts, in grouped cross-validation, the label that is commonest at its level once labels are weighted
 * equally; so a rare label counts as much as a common one, and always saying the common one is worth nothing. The null
 * distribution comes from labels shuffled over groups of equal size and within groups, which is exact for items that are
 * exchangeable so (Ojala and Garriga, Permutation tests for studying classifier performance, JMLR 11 (2010) 1833-1863).
 *
 * <p>Immutable; the same items in the same order and the same seed give the same answer.
 *
 * @param permutations how many shuffles, at least 1; 199 by default
 * @param folds at least 2; 5 by default
 * @param seed of folds and shuffles; 0 by default
 */
public record Probe(int permutations, int folds, long seed) {

    static final double FAIL_ABOVE = 0.3;
    static final double WARN_ABOVE = 0.1;
    static final double SIGNIFICANT = 0.05;

    /** With fewer items of a label than this, a score says nothing. */
    static final int FEWEST_OF_A_LABEL = 5;

    public Probe {
        if (permutations < 1 || folds < 2) {
            throw new IllegalArgumentException(
                    "expected at least 1 permutation and 2 folds, found " + permutations + " and " + folds);
        }
    }

    /** 199 shuffles, 5 folds, seed 0. */
    public static Probe withDefaults() {
        return new Probe(199, 5, 0L);
    }

    /** The same with another number of shuffles. */
    public Probe withPermutations(int newPermutations) {
        return new Probe(newPermutations, folds, seed);
    }

    /** The same with another number of folds. */
    public Probe withFolds(int newFolds) {
        return new Probe(permutations, newFolds, seed);
    }

    /** The same with another seed. */
    public Probe withSeed(long newSeed) {
        return new Probe(permutations, folds, newSeed);
    }

    /**
     * Probes columns.
     *
     * @param columns of one length
     * @param labels one an item; items without (null or {@code unknown}) are left out
     * @param groups one an item: what must not be cut, such as leak components; a number of its own for an item alone
     * @return one a column, in their order; empty where not at least two labels have 5 items each, for then nothing can be
     *     tested
     */
    public List<Shortcut> run(List<ProbeColumn> columns, List<? extends @Nullable String> labels, int[] groups) {
        for (ProbeColumn column : columns) {
            if (column.size() != labels.size() || groups.length != labels.size()) {
                throw new IllegalArgumentException("column " + column.name() + ": expected " + labels.size()
                        + " values and groups as there are labels, found " + column.size() + " and " + groups.length);
            }
        }
        TreeMap<String, Integer> counts = new TreeMap<>();
        labels.stream().filter(Probe::stated).forEach(label -> counts.merge(label, 1, Integer::sum));
        if (counts.size() < 2 || counts.values().stream().anyMatch(count -> count < FEWEST_OF_A_LABEL)) {
            return List.of();
        }
        List<String> classes = List.copyOf(counts.keySet());
        int[] items = IntStream.range(0, groups.length)
                .filter(i -> stated(labels.get(i)))
                .toArray();
        int[] codes =
                IntStream.of(items).map(i -> classes.indexOf(labels.get(i))).toArray();
        Groups ofItems = new Groups(IntStream.of(items).map(i -> groups[i]).toArray());
        return run(columns, items, new Outcome(codes, classes.size()), ofItems);
    }

    private static boolean stated(@Nullable String label) {
        return label != null && !label.equals(Axis.UNKNOWN);
    }

    private List<Shortcut> run(List<ProbeColumn> columns, int[] items, Outcome observed, Groups groups) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] fold = groups.folds(folds, observed, random);
        List<Predictor> predictors = columns.stream()
                .filter(column -> !column.isKey())
                .map(column -> new Predictor(column, items, fold, folds, observed.classes()))
                .toList();
        double[] accuracies = predictors.stream()
                .mapToDouble(p -> p.balancedAccuracy(observed))
                .toArray();
        int[] asGood = new int[accuracies.length];
        int[] bestAsGood = new int[accuracies.length];
        for (int shuffle = 0; shuffle < permutations; shuffle++) {
            Outcome shuffled = groups.shuffled(observed, random);
            double best = 0;
            for (int p = 0; p < accuracies.length; p++) {
                double accuracy = predictors.get(p).balancedAccuracy(shuffled);
                asGood[p] += accuracy >= accuracies[p] - 1e-12 ? 1 : 0;
                best = Math.max(best, accuracy);
            }
            for (int p = 0; p < accuracies.length; p++) {
                bestAsGood[p] += best >= accuracies[p] - 1e-12 ? 1 : 0;
            }
        }
        List<Shortcut> shortcuts = new ArrayList<>();
        int p = 0;
        for (ProbeColumn column : columns) {
            if (column.isKey()) {
                shortcuts.add(new Shortcut(
                        column.name(), null, null, null, ProbeFinding.KEY, null, column.levels(), column.known()));
            } else {
                shortcuts.add(shortcut(column, accuracies[p], asGood[p], bestAsGood[p], observed.classes()));
                p++;
            }
        }
        return shortcuts;
    }

    private Shortcut shortcut(ProbeColumn column, double accuracy, int asGood, int bestAsGood, int classes) {
        double chance = 1.0 / classes;
        double score = Math.max(0, (accuracy - chance) / (1 - chance));
        double pValue = (1.0 + asGood) / (1 + permutations);
        ProbeFinding finding = pValue > SIGNIFICANT || score <= WARN_ABOVE
                ? ProbeFinding.OK
                : score > FAIL_ABOVE ? ProbeFinding.FAIL : ProbeFinding.WARN;
        double pAdjusted = (1.0 + bestAsGood) / (1 + permutations);
        return new Shortcut(
                column.name(), score, pValue, pAdjusted, finding, accuracy, column.levels(), column.known());
    }
}
