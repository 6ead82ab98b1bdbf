package dev.assay.probe;

/** The labels of the items, as numbers from 0. */
final class Outcome {

    private final int[] codes;
    private final int classes;
    private final int[] counts;

    Outcome(int[] codes, int classes) {
        this.codes = codes;
        this.classes = classes;
        this.counts = new int[classes];
        for (int code : codes) {
            counts[code]++;
        }
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
}
