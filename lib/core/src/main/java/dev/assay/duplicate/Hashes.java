package dev.assay.duplicate;

import java.util.Arrays;

/** Perceptual hashes of 256 bits in the order they were added, four words each. Not safe for use by several threads. */
public final class Hashes {

    /** Bits in a hash, and the hexadecimal digits that write them. */
    private static final int BITS = 256;

    private static final int DIGITS = BITS / 4;
    private static final int WORDS = BITS / Long.SIZE;
    /** A hash is read as a square of this side, a bit for each frequency of a cosine transform. */
    static final int SIDE = 16;

    private long[] words = new long[16 * WORDS];
    private int size;

    /**
     * Adds a hash.
     *
     * @param hash 64 hexadecimal digits, the highest bit first
     */
    public void add(String hash) {
        if (hash.length() != DIGITS || !hash.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, found \"" + hash + '"');
        }
        add(word(hash, 0), word(hash, 1), word(hash, 2), word(hash, 3));
    }

    private static long word(String hash, int number) {
        int end = DIGITS - number * 16;
        return Long.parseUnsignedLong(hash.substring(end - 16, end), 16);
    }

    /** Adds a hash by its words, the lowest bits first. */
    public void add(long first, long second, long third, long fourth) {
        if ((size + 1) * WORDS > words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
        }
        int at = WORDS * size++;
        words[at] = first;
        words[at + 1] = second;
        words[at + 2] = third;
        words[at + 3] = fourth;
    }

    public int size() {
        return size;
    }

    /** The number of bits in which two hashes differ, in 0..256. */
    public int distance(int a, int b) {
        int i = WORDS * a;
        int j = WORDS * b;
        return Long.bitCount(words[i] ^ words[j])
                + Long.bitCount(words[i + 1] ^ words[j + 1])
                + Long.bitCount(words[i + 2] ^ words[j + 2])
                + Long.bitCount(words[i + 3] ^ words[j + 3]);
    }

    /** Whether the distance is at most a number; half of the bits decide that for nearly all pairs. */
    boolean within(int distance, int a, int b) {
        int i = WORDS * a;
        int j = WORDS * b;
        int half = Long.bitCount(words[i] ^ words[j]) + Long.bitCount(words[i + 1] ^ words[j + 1]);
        return half <= distance
                && half + Long.bitCount(words[i + 2] ^ words[j + 2]) + Long.bitCount(words[i + 3] ^ words[j + 3])
                        <= distance;
    }

    /**
     * The 16 bits of a hash that lie on one of the 16 wrapped diagonals of its square. Low frequencies, alike in many
     * pictures, stand in its first rows and columns: a diagonal takes no more than its share of them.
     */
    int diagonal(int hash, int number) {
        int bits = 0;
        for (int row = 0; row < SIDE; row++) {
            int bit = row * SIDE + ((number - row) & (SIDE - 1));
            bits |= (int) (words[WORDS * hash + (bit >> 6)] >>> bit & 1) << row;
        }
        return bits;
    }

    /** These hashes in another order, or some of them. */
    Hashes inOrder(int[] order) {
        Hashes ordered = new Hashes();
        ordered.words = new long[Math.max(1, order.length) * WORDS];
        for (int hash : order) {
            int at = WORDS * hash;
            ordered.add(words[at], words[at + 1], words[at + 2], words[at + 3]);
        }
        return ordered;
    }
}
