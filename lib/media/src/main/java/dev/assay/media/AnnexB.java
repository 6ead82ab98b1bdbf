package dev.assay.media;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A stream of units that start codes part (annex B of the H.26x standards). */
final class AnnexB {

    private AnnexB() {}

    /** The first unit whose first byte passes a test, with that byte; empty where there is none. */
    static byte[] find(byte[] data, IntPredicate header) {
        for (int i = 0; i + 3 < data.length; i++) {
            if (isStart(data, i) && header.test(data[i + 3] & 0xFF)) {
                int end = i + 4;
                while (end < data.length && !isStart(data, end)) {
                    end++;
                }
                return Arrays.copyOfRange(data, i + 3, end);
            }
        }
        return new byte[0];
    }

    private static boolean isStart(byte[] data, int at) {
        return at + 2 < data.length && data[at] == 0 && data[at + 1] == 0 && data[at + 2] == 1;
    }
}
