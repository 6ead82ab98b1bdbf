package dev.assay.probe;

/** One column's guess at the label: at each of its levels the label commonest there in training, labels weighted equally. */
final class Predictor {

    /** By fold, the code of every item, with bins learned outside the fold. */
    private final int[][] codes;

    private final int[] fold;
    private final int codeCount;
    private final int classes;

    Predictor(ProbeColumn column, int[] items, int[] fold, int folds, int classes) {
        this.fold = fold;
        this.codeCount = column.codeCount();
        this.classes = classes;
        this.codes = new int[folds][];
        for (int f = 0; f < folds; f++) {
            boolean[] training = new boolean[fold.length];
            for (int i = 0; i < fold.length; i++) {
                training[i] = fold[i] != f;
            }
            codes[f] = column.codes(items, training);
        }
    }

    /** The mean of the labels' recalls over items of folds the guess was not learned from. */
    double balancedAccuracy(Outcome outcome) {
        double[] right = new double[classes];
        for (int f = 0; f < codes.length; f++) {
            double[] credit = credit(f, outcome);
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] == f) {
                    right[outcome.code(i)] += credit[codes[f][i] * classes + outcome.code(i)];
                }
            }
        }
        double sum = 0;
        for (int label = 0; label < classes; label++) {
            sum += right[label] / outcome.count(label);
        }
        return sum / classes;
    }

    /** By level and label, what the guess earns: 1, or a part of it where several labels are equally common. */
    private double[] credit(int f, Outcome outcome) {
        double[] counts = new double[codeCount * classes];
        double[] ofLabel = new double[classes];
        for (int i = 0; i < fold.length; i++) {
            if (fold[i] != f) {
                counts[codes[f][i] * classes + outcome.code(i)]++;
                ofLabel[outcome.code(i)]++;
            }
        }
        for (int start = 0; start < counts.length; start += classes) {
            award(counts, ofLabel, start);
        }
        return counts;
    }

    private void award(double[] counts, double[] ofLabel, int start) {
        double best = 0;
        for (int label = 0; label < classes; label++) {
            counts[start + label] = ofLabel[label] == 0 ? 0 : counts[start + label] / ofLabel[label];
            best = Math.max(best, counts[start + label]);
        }
        double mark = best * (1 - 1e-12);
        int ties = 0;
        for (int label = 0; label < classes; label++) {
            ties += counts[start + label] >= mark ? 1 : 0;
        }
        for (int label = 0; label < classes; label++) {
            counts[start + label] = counts[start + label] >= mark ? 1.0 / ties : 0;
        }
    }
}
