package dev.assay.probe;

import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that give the label away: {@code Probe.withDefaults().run(columns, labels, groups)}.
 *
 * <p>Each column alone predicts, in grouped cross-validation, the label that is commonest at its level once labels are weighted
 * equally; so a rare label counts as much as a common one, and always saying the common one is worth nothing. The null
 * distribution comes from labels shuffled over groups of like size and within groups, which is exact for items that are
 * exchangeable so (Ojala and Garriga, Permutation tests for studying classifier performance, JMLR 11 (2010) 1833-1863). The
 * shuffles of a column stop once its p-value is known not to be small (Besag and Clifford 1991), and p-values are adjusted for
 * the number of columns that can tell anything at all (Holm 1979).
 *
 * <p>A column alarms where its adjusted p-value is at most .05, its own at most .05 times the cube of the labels' evenness (the
 * rarest one's share times their number) and not asked to be below .001, and its score is large. Where labels are even, chance
 * alone hardly reaches the score of a warning; where one is ten times rarer, chance reaches it every tenth time at 500 items,
 * and the p-value must do alone what score and p-value do together elsewhere. To fail, a score must also be above that of a
 * warning by 3.29 standard errors. Cube and errors are chosen for their calibration, which {@code ProbeCalibrationTest} holds:
 * nothing else speaks for them.
 *
 * <p>Immutable; the same items in the same order and the same seed give the same answer, whatever the order of the columns and
 * the number of threads: every column draws from a seed of its name.
 *
 * @param permutations the most shuffles of a column, at least 1; 999 by default, and more where there are so many columns that
 *     no p-value could survive their adjustment
 * @param folds at least 2; 5 by default
 * @param seed of folds and shuffles; 0 by default
 */
public record Probe(int permutations, int folds, long seed) {

    static final double FAIL_ABOVE = 0.3;
    static final double WARN_ABOVE = 0.1;
    static final double SIGNIFICANT = 0.05;

    /** However rare a label, a p-value of one in a thousand is believed. */
    private static final double CERTAIN = 0.001;

    /** So many standard errors leave one in a thousand outside. */
    private static final double CERTAINLY = 3.29;

    /** With fewer items of a label than this, a score says nothing. */
    static final int FEWEST_OF_A_LABEL = 5;

    /** So many shuffles as good as the data end the search. */
    private static final int ENOUGH = 20;

    public Probe {
        if (permutations < 1 || folds < 2) {
            throw new IllegalArgumentException(
                    "expected at least 1 permutation and 2 folds, found " + permutations + " and " + folds);
        }
    }

    /** 999 shuffles, 5 folds, seed 0. */
    public static Probe withDefaults() {
        return new Probe(999, 5, 0L);
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
     * @param columns of one length, their names all different
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
        Tested tested = Tested.of(labels, groups);
        return tested == null ? List.of() : run(columns, tested);
    }

    /**
     * Probes columns together: what a detector could make of all of them, in grouped cross-validation, with shuffles that fit the
     * model anew.
     *
     * @param columns of one length; keys and columns of one level are left out
     * @param labels one an item; items without are left out
     * @param groups one an item: what must not be cut
     */
    public JointShortcut joint(List<ProbeColumn> columns, List<? extends @Nullable String> labels, int[] groups) {
        return JointProbe.run(columns, labels, groups, folds, seed);
    }

    static boolean stated(@Nullable String label) {
        return label != null && !label.equals(Axis.UNKNOWN);
    }

    private List<Shortcut> run(List<ProbeColumn> columns, Tested tested) {
        int[] fold = tested.folds(folds, seed);
        List<@Nullable Coding> codings = new ArrayList<>();
        int tests = 0;
        for (ProbeColumn column : columns) {
            Coding coding = column.isKey() ? null : column.coding(tested.items());
            codings.add(coding);
            tests += coding != null && !coding.isConstant() ? 1 : 0;
        }
        // The smallest p-value there can be must survive the adjustment, with a shuffle to spare.
        int most = Math.max(permutations, (int) Math.ceil(2 * tests / SIGNIFICANT) - 1);
        Measured[] measured = new Measured[columns.size()];
        IntStream.range(0, columns.size()).parallel().forEach(c -> {
            Coding coding = codings.get(c);
            if (coding != null) {
                measured[c] = measure(columns.get(c).name(), coding, tested, fold, most);
            }
        });
        return adjusted(columns, measured, tested.outcome());
    }

    /** What was found of a column; one that tells nothing is no test, and none to adjust for. */
    private record Measured(double accuracy, double pValue, boolean test) {}

    private Measured measure(String name, Coding coding, Tested tested, int[] fold, int most) {
        Outcome outcome = tested.outcome();
        if (coding.isConstant()) {
            return new Measured(1.0 / outcome.classes(), 1, false);
        }
        Predictor predictor = new Predictor(coding, fold, folds, outcome.classes());
        double accuracy = predictor.balancedAccuracy(outcome.observed());
        Shuffles shuffles = tested.groups().shuffles(outcome, new SplittableRandom(Chance.seed(seed, name)));
        double pValue = Chance.pValue(accuracy, most, ENOUGH, () -> predictor.balancedAccuracy(shuffles.next()));
        return new Measured(accuracy, pValue, true);
    }

    private static List<Shortcut> adjusted(List<ProbeColumn> columns, @Nullable Measured[] measured, Outcome outcome) {
        int[] tests = IntStream.range(0, measured.length)
                .filter(c -> measured[c] != null && measured[c].test())
                .toArray();
        double[] holm = Chance.holm(IntStream.of(tests)
                .mapToDouble(c -> Objects.requireNonNull(measured[c]).pValue())
                .toArray());
        double[] pAdjusted = new double[measured.length];
        java.util.Arrays.fill(pAdjusted, 1);
        for (int t = 0; t < tests.length; t++) {
            pAdjusted[tests[t]] = holm[t];
        }
        List<Shortcut> shortcuts = new ArrayList<>();
        for (int c = 0; c < measured.length; c++) {
            Measured found = measured[c];
            shortcuts.add(
                    found == null
                            ? Shortcut.key(columns.get(c))
                            : shortcut(columns.get(c), found, pAdjusted[c], outcome));
        }
        return shortcuts;
    }

    private static Shortcut shortcut(ProbeColumn column, Measured found, double pAdjusted, Outcome outcome) {
        double chance = 1.0 / outcome.classes();
        double score = Math.max(0, (found.accuracy() - chance) / (1 - chance));
        double limit = Math.max(CERTAIN, SIGNIFICANT * Math.pow(outcome.evenness(), 3));
        boolean beyondChance = pAdjusted <= SIGNIFICANT && found.pValue() <= limit + 1e-12;
        ProbeFinding finding = !beyondChance || score <= WARN_ABOVE
                ? ProbeFinding.OK
                : score > FAIL_ABOVE && score - CERTAINLY * outcome.errorOfScore(found.accuracy()) > WARN_ABOVE
                        ? ProbeFinding.FAIL
                        : ProbeFinding.WARN;
        return new Shortcut(
                column.name(),
                score,
                found.pValue(),
                pAdjusted,
                finding,
                found.accuracy(),
                column.levels(),
                column.known());
    }
}
