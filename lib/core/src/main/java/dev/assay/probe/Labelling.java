package dev.assay.probe;

/**
 * A way to label the items. Only those that bear another label than the commonest are kept, for what they leave of a count is
 * the commonest's: where a tenth of the items are real, a shuffle is counted in a tenth of the time.
 */
final class Labelling {

    private final int items;
    private final int commonest;
    private final int[] item;
    private final int[] label;
    private final int[] counts;
    private int size;

    Labelling(int items, int classes, int commonest) {
        this.items = items;
        this.commonest = commonest;
        this.item = new int[items];
        this.label = new int[items];
        this.counts = new int[classes];
        clear();
    }

    void clear() {
        size = 0;
        java.util.Arrays.fill(counts, 0);
        counts[commonest] = items;
    }

    void put(int place, int code) {
        if (code != commonest) {
            item[size] = place;
            label[size++] = code;
            counts[code]++;
            counts[commonest]--;
        }
    }

    int classes() {
        return counts.length;
    }

    int commonest() {
        return commonest;
    }

    /** Items of a label. */
    int count(int code) {
        return counts[code];
    }

    /** Items of other labels than the commonest. */
    int size() {
        return size;
    }

    int item(int i) {
        return item[i];
    }

    int label(int i) {
        return label[i];
    }

    /** The label of every item. */
    int[] codes() {
        int[] codes = new int[items];
        java.util.Arrays.fill(codes, commonest);
        for (int i = 0; i < size; i++) {
            codes[item[i]] = label[i];
        }
        return codes;
    }
}
