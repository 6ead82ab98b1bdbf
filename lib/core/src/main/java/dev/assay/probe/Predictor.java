package dev.assay.probe;

/** One column's guess at the label: at each of its levels the label commonest there in training, labels weighted equally. */
final class Predictor {

    /** By item, its fold and its level in one number. */
    private final int[] cell;

    private final int[] inCell;
    private final int folds;
    private final int levels;
    private final int classes;
    private final int[] counts;
    private final int[] all;
    private final double[] right;

    Predictor(Coding column, int[] fold, int folds, int classes) {
        this.folds = folds;
        this.levels = column.count();
        this.classes = classes;
        this.cell = new int[fold.length];
        this.inCell = new int[folds * levels];
        for (int i = 0; i < cell.length; i++) {
            cell[i] = fold[i] * levels + column.codes()[i];
            inCell[cell[i]]++;
        }
        this.counts = new int[inCell.length * classes];
        this.all = new int[levels * classes];
        this.right = new double[classes];
    }

    /** The mean of the labels' recalls over items of folds the guess was not learned from; not for two threads at once. */
    double balancedAccuracy(Labelling labels) {
        count(labels);
        java.util.Arrays.fill(right, 0);
        for (int f = 0; f < folds; f++) {
            guess(f, labels);
        }
        double sum = 0;
        for (int label = 0; label < classes; label++) {
            // A shuffle of unlike groups can leave a label without items: nothing is right or wrong about those.
            sum += labels.count(label) == 0 ? 1.0 / classes : right[label] / labels.count(label);
        }
        return sum / classes;
    }

    private void count(Labelling labels) {
        java.util.Arrays.fill(counts, 0);
        java.util.Arrays.fill(all, 0);
        int common = labels.commonest();
        for (int c = 0; c < inCell.length; c++) {
            counts[c * classes + common] = inCell[c];
        }
        for (int i = 0; i < labels.size(); i++) {
            int at = cell[labels.item(i)] * classes;
            counts[at + labels.label(i)]++;
            counts[at + common]--;
        }
        for (int start = 0; start < counts.length; start += all.length) {
            for (int i = 0; i < all.length; i++) {
                all[i] += counts[start + i];
            }
        }
    }

    private void guess(int f, Labelling labels) {
        int start = f * all.length;
        int[] training = new int[classes];
        for (int label = 0; label < classes; label++) {
            training[label] = labels.count(label);
            for (int level = 0; level < levels; level++) {
                training[label] -= counts[start + level * classes + label];
            }
        }
        double[] rate = new double[classes];
        for (int level = 0; level < levels; level++) {
            if (inCell[f * levels + level] > 0) {
                award(start, level * classes, training, rate);
            }
        }
    }

    /** What the guess at a level earns in a fold: 1 an item, or a part of it where several labels are equally common. */
    private void award(int start, int level, int[] training, double[] rate) {
        double best = 0;
        for (int label = 0; label < classes; label++) {
            int seen = all[level + label] - counts[start + level + label];
            rate[label] = training[label] == 0 ? 0 : (double) seen / training[label];
            best = Math.max(best, rate[label]);
        }
        double mark = best * (1 - 1e-12);
        int ties = 0;
        for (int label = 0; label < classes; label++) {
            ties += rate[label] >= mark ? 1 : 0;
        }
        for (int label = 0; label < classes; label++) {
            right[label] += rate[label] >= mark ? (double) counts[start + level + label] / ties : 0;
        }
    }
}
