package dev.assay.selection;

import java.nio.ByteBuffer;

/** A sequence of chance that a seed and a name fix: the hashes of 0, 1, 2, ... under a key made of both. */
final class Chance {

    private final long key;
    private final ByteBuffer counter = ByteBuffer.allocate(Long.BYTES);
    private long next;

    Chance(long seed, String name) {
        this.key = SeededHash.of(seed, name);
    }

    private long bits() {
        return SeededHash.ofBytes(key, counter.putLong(0, next++).array());
    }

    /** Uniform on [0,1), in steps of 2^-53. */
    double uniform() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** Uniform on 0 .. bound - 1; the bias of the remainder is below bound / 2^64. */
    long below(long bound) {
        return Long.remainderUnsigned(bits(), bound);
    }
}
