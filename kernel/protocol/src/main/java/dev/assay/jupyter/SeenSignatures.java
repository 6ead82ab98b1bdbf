package dev.assay.jupyter;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * The last signatures that were accepted, so that a recorded message cannot be played again. Bounded: what is older than
 * {@value #LIMIT} messages is forgotten, as ipykernel does.
 */
final class SeenSignatures {
    static final int LIMIT = 65_536;

    private final Set<Print> seen = new HashSet<>();
    private final ArrayDeque<Print> order = new ArrayDeque<>();

    /**
     * Half of a signature tells messages apart well enough and takes half the room. Its hash is written out: a record's own is
     * put together from method handles when it is first asked for, a dozen of their forms while a kernel starts.
     */
    private record Print(long high, long low) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Print print && print.high == high && print.low == low;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(high ^ low);
        }
    }

    /** Notes a signature; false if it was there before. Only for signatures that verified. */
    synchronized boolean add(byte[] hexSignature) {
        Print print = new Print(bits(hexSignature, 0), bits(hexSignature, 16));
        if (!seen.add(print)) {
            return false;
        }
        order.addLast(print);
        if (order.size() > LIMIT) {
            seen.remove(order.removeFirst());
        }
        return true;
    }

    private static long bits(byte[] hex, int from) {
        long bits = 0;
        for (int i = from; i < from + 16; i++) {
            bits = bits << 4 | Character.digit(hex[i], 16);
        }
        return bits;
    }
}
