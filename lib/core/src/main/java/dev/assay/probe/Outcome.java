package dev.assay.probe;

/** The labels of the items, as numbers from 0. */
final class Outcome {

    private final int[] codes;
    private final int classes;
    private final int[] counts;
    private final int commonest;

    Outcome(int[] codes, int classes) {
        this.codes = codes;
        this.classes = classes;
        this.counts = new int[classes];
        for (int code : codes) {
            counts[code]++;
        }
        int most = 0;
        for (int label = 1; label < classes; label++) {
            most = counts[label] > counts[most] ? label : most;
        }
        this.commonest = most;
    }

    int size() {
        return codes.length;
    }

    int code(int item) {
        return codes[item];
    }

    int classes() {
        return classes;
    }

    int count(int label) {
        return counts[label];
    }

    /** The label of most items. */
    int commonest() {
        return commonest;
    }

    /** How even the labels are: the rarest one's share times their number; 1 where all are equally common. */
    double evenness() {
        int least = codes.length;
        for (int count : counts) {
            least = Math.min(least, count);
        }
        return codes.length == 0 ? 0 : (double) least * classes / codes.length;
    }

    /**
     * The standard error of a score, were the items independent: of the mean of recalls that are each as large as a balanced
     * accuracy, on the scale where 1 is always right.
     */
    double errorOfScore(double balancedAccuracy) {
        double sum = 0;
        for (int count : counts) {
            sum += 1.0 / count;
        }
        return Math.sqrt(balancedAccuracy * (1 - balancedAccuracy) * sum) / (classes - 1);
    }

    /** The items as a labelling. */
    Labelling observed() {
        Labelling labelling = new Labelling(codes.length, classes, commonest);
        for (int i = 0; i < codes.length; i++) {
            labelling.put(i, codes[i]);
        }
        return labelling;
    }
}
