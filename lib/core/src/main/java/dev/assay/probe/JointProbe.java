package dev.assay.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fits all columns at once; see {@link JointShortcut}. */
final class JointProbe {

    private static final double FAIL_ABOVE = 0.75;
    private static final double WARN_ABOVE = 0.60;

    /** An AUC of so many items has a standard error of about .01, and a model of them is fitted in a fraction of a second. */
    private static final int MOST_ITEMS = 2_000;

    private static final int MOST_LABELS = 10;
    private static final int ENOUGH = 5;
    private static final int SHOWN = 12;

    private final List<ProbeColumn> columns;
    private final Tested tested;
    private final int folds;
    private final long seed;
    private final int[] fold;
    private final AdditiveModel model;

    private JointProbe(List<ProbeColumn> columns, List<Coding> codings, Tested tested, int folds, long seed) {
        this.columns = columns;
        this.tested = tested;
        this.folds = folds;
        this.seed = seed;
        this.fold = tested.folds(folds, seed);
        this.model = new AdditiveModel(codings, fold, folds);
    }

    static JointShortcut run(
            List<ProbeColumn> all, List<? extends @Nullable String> labels, int[] groups, int folds, long seed) {
        Tested tested = Tested.of(sampled(labels, groups, seed), groups);
        if (tested == null) {
            return JointShortcut.untested(0, 0, "fewer than two labels with 5 items each");
        }
        List<ProbeColumn> columns = new ArrayList<>();
        List<Coding> codings = new ArrayList<>();
        all.stream()
                .filter(column -> !column.isKey())
                .sorted(Comparator.comparing(ProbeColumn::name))
                .forEach(column -> {
                    Coding coding = column.coding(tested.items());
                    if (!coding.isConstant()) {
                        columns.add(column);
                        codings.add(coding);
                    }
                });
        int items = tested.items().length;
        if (columns.isEmpty() || tested.classes().size() > MOST_LABELS) {
            return JointShortcut.untested(
                    items, columns.size(), columns.isEmpty() ? "no column differs" : "more than 10 labels");
        }
        Tested whole = Tested.of(labels, groups);
        List<String> warnings = whole != null && whole.items().length > items
                ? List.of(items + " of " + whole.items().length + " items were looked at")
                : List.of();
        return new JointProbe(columns, codings, tested, folds, seed).measured(items, warnings);
    }

    /** The labels, those left out that are too many: whole groups, half of them such that hold a rarer label. */
    private static List<@Nullable String> sampled(List<? extends @Nullable String> labels, int[] groups, long seed) {
        Tested all = Tested.of(labels, groups);
        List<@Nullable String> kept = new ArrayList<>(labels);
        if (all == null || all.items().length <= MOST_ITEMS) {
            return kept;
        }
        boolean[] rare = new boolean[groups.length];
        int[] size = new int[groups.length];
        int[] index = index(groups);
        for (int i = 0; i < all.items().length; i++) {
            int group = index[all.items()[i]];
            rare[group] |= all.outcome().code(i) != all.outcome().commonest();
            size[group]++;
        }
        int[] order = shuffled(groups.length, new SplittableRandom(Chance.seed(seed, "joint")));
        boolean[] taken = new boolean[groups.length];
        int left = take(order, size, rare, true, MOST_ITEMS / 2, taken);
        take(order, size, rare, false, MOST_ITEMS / 2 + left, taken);
        for (int i = 0; i < kept.size(); i++) {
            if (!taken[index[i]]) {
                kept.set(i, null);
            }
        }
        return kept;
    }

    private static int take(int[] order, int[] size, boolean[] rare, boolean which, int room, boolean[] taken) {
        int left = room;
        for (int group : order) {
            if (size[group] > 0 && rare[group] == which && size[group] <= left) {
                taken[group] = true;
                left -= size[group];
            }
        }
        return left;
    }

    /** Groups numbered from 0 in the order of first appearance. */
    private static int[] index(int[] groups) {
        java.util.Map<Integer, Integer> numbers = new java.util.HashMap<>();
        int[] index = new int[groups.length];
        for (int i = 0; i < groups.length; i++) {
            Integer next = numbers.size();
            Integer old = numbers.putIfAbsent(groups[i], next);
            index[i] = old == null ? next : old;
        }
        return index;
    }

    private static int[] shuffled(int n, SplittableRandom random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private JointShortcut measured(int items, List<String> warnings) {
        List<int[]> terms = model.terms();
        double[] gains = new double[terms.size()];
        double auc = auc(tested.outcome().observed(), gains);
        if (Double.isNaN(auc)) {
            return JointShortcut.untested(items, columns.size(), "no fold holds two labels: too few groups");
        }
        Shuffles shuffles =
                tested.groups().shuffles(tested.outcome(), new SplittableRandom(Chance.seed(seed, "joint shuffles")));
        double[] ignored = new double[terms.size()];
        int most = shuffles(tested.groups().count());
        double p = Chance.pValue(auc, most, ENOUGH, () -> auc(shuffles.next(), ignored));
        ProbeFinding finding = p > 1.0 / (1 + most) + 1e-12 || auc <= WARN_ABOVE
                ? ProbeFinding.OK
                : auc > FAIL_ABOVE ? ProbeFinding.FAIL : ProbeFinding.WARN;
        return new JointShortcut(auc, p, finding, items, columns.size(), importances(terms, gains), warnings);
    }

    /** Fewer where there are more groups: of 500 alone, chance hardly reaches the AUC of a warning, of 1,500 never. */
    private static int shuffles(int groups) {
        return groups <= 500 ? 99 : groups <= 1_500 ? 39 : 19;
    }

    private List<JointShortcut.Importance> importances(List<int[]> terms, double[] gains) {
        double sum = Arrays.stream(gains).sum();
        return IntStream.range(0, gains.length)
                .filter(t -> gains[t] > 0.005 * sum)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer t) -> -gains[t]).thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .map(t -> new JointShortcut.Importance(
                        IntStream.of(terms.get(t))
                                .mapToObj(c -> columns.get(c).name())
                                .toList(),
                        gains[t] / sum))
                .toList();
    }

    /** The mean over the labels; of two labels one says it all. NaN where no fold holds items in and out of a label. */
    private double auc(Labelling labels, double[] gains) {
        int[] codes = labels.codes();
        int classes = labels.classes() == 2 ? 1 : labels.classes();
        double sum = 0;
        for (int label = 0; label < classes; label++) {
            boolean[] positive = new boolean[codes.length];
            for (int i = 0; i < codes.length; i++) {
                positive[i] = codes[i] == label;
            }
            sum += auc(model.logOdds(positive, gains), positive);
        }
        return sum / classes;
    }

    /** Within folds, weighted by their pairs: the models of two folds have no common scale. */
    private double auc(double[] odds, boolean[] positive) {
        double right = 0;
        double pairs = 0;
        for (int f = 0; f < folds; f++) {
            int of = f;
            double[] in = IntStream.range(0, odds.length)
                    .filter(i -> fold[i] == of && positive[i])
                    .mapToDouble(i -> odds[i])
                    .sorted()
                    .toArray();
            double[] out = IntStream.range(0, odds.length)
                    .filter(i -> fold[i] == of && !positive[i])
                    .mapToDouble(i -> odds[i])
                    .sorted()
                    .toArray();
            right += ordered(in, out);
            pairs += (double) in.length * out.length;
        }
        return right / pairs;
    }

    /** Pairs in which the first is larger, and half of those that are equal; both ascending. */
    private static double ordered(double[] first, double[] second) {
        double count = 0;
        int below = 0;
        int upTo = 0;
        for (double value : first) {
            while (below < second.length && second[below] < value - 1e-12) {
                below++;
            }
            while (upTo < second.length && second[upTo] <= value + 1e-12) {
                upTo++;
            }
            count += below + (upTo - below) / 2.0;
        }
        return count;
    }
}
