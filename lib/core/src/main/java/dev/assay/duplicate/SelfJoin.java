package dev.assay.duplicate;

import dev.assay.schema.Pieces;
import java.util.Arrays;

/**
 * Joins all hashes within {@link NearDuplicates#DISTANCE} of each other, by multi-index hashing (M. Norouzi, A. Punjani,
 * D. Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012): of 16 parts of 16 bits, at least one
 * differs in at most one bit where the whole differs in at most 31. So each part sorts the hashes once, and only hashes
 * of equal or neighbouring parts are compared: for n evenly spread hashes some n^2 / 500 pairs. Equal hashes are taken
 * out first, and {@link Crowd} keeps large clusters from being compared with themselves. What stays quadratic is a
 * crowd of hashes that share parts and yet are no duplicates; that takes less than ten random bits in each part.
 */
final class SelfJoin {

    private static final int PARTS = Hashes.SIDE;
    private static final int VALUES = 1 << Hashes.SIDE;

    private final Hashes hashes;
    private final Pieces pieces;
    private int[] order;
    /** Where each value of the part begins among the sorted hashes. */
    private final int[] starts = new int[VALUES + 1];

    SelfJoin(Hashes hashes, Pieces pieces) {
        this.hashes = hashes;
        this.pieces = pieces;
        order = new int[hashes.size()];
        Arrays.setAll(order, i -> i);
    }

    void run() {
        for (int part = 0; part < PARTS; part++) {
            sort(part);
        }
        joinEqual();
        for (int part = 0; part < PARTS; part++) {
            sort(part);
            compare(new Crowd(hashes.inOrder(order), order, pieces));
        }
    }

    /** Sorts by one part and keeps the order among equals, so that all parts in turn sort by the whole. */
    private void sort(int part) {
        char[] keys = new char[order.length];
        int[] ends = new int[VALUES + 1];
        for (int i = 0; i < order.length; i++) {
            keys[i] = (char) hashes.diagonal(order[i], part);
            ends[keys[i] + 1]++;
        }
        for (int value = 0; value < VALUES; value++) {
            ends[value + 1] += ends[value];
        }
        System.arraycopy(ends, 0, starts, 0, starts.length);
        int[] sorted = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[ends[keys[i]]++] = order[i];
        }
        order = sorted;
    }

    /** Of equal hashes, which sorting brought together, only the first goes on. */
    private void joinEqual() {
        int kept = 0;
        for (int i = 0; i < order.length; i++) {
            if (kept > 0 && hashes.within(0, order[kept - 1], order[i])) {
                pieces.join(order[kept - 1], order[i]);
            } else {
                order[kept++] = order[i];
            }
        }
        order = Arrays.copyOf(order, kept);
    }

    private void compare(Crowd crowd) {
        for (int value = 0; value < VALUES; value++) {
            crowd.link(starts[value], starts[value + 1]);
        }
        for (int value = 0; value < VALUES; value++) {
            int from = starts[value];
            int to = starts[value + 1];
            if (from == to) {
                continue;
            }
            crowd.within(from, to);
            for (int bit = 1; bit < VALUES; bit <<= 1) {
                if ((value & bit) == 0) {
                    crowd.between(from, to, starts[value | bit], starts[(value | bit) + 1]);
                }
            }
        }
    }
}
