package dev.assay.media;

/** Reads a bit string, and the Exp-Golomb codes of the H.26x standards; past the end it throws. */
final class Bits {

    private final byte[] bytes;
    private long at;

    Bits(byte[] bytes, int from) {
        this.bytes = bytes;
        at = 8L * from;
    }

    /** The payload of a NAL unit: its bytes without those that only keep a start code from appearing. */
    static byte[] payload(byte[] unit) {
        byte[] payload = new byte[unit.length];
        int length = 0;
        int zeros = 0;
        for (byte b : unit) {
            if (zeros >= 2 && b == 3) {
                zeros = 0;
            } else {
                zeros = b == 0 ? zeros + 1 : 0;
                payload[length++] = b;
            }
        }
        return java.util.Arrays.copyOf(payload, length);
    }

    /** The next bits as a number, at most 32 of them. */
    int next(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = (value << 1) | ((bytes[Math.toIntExact(at >> 3)] >> (7 - (at & 7))) & 1);
        }
        return value;
    }

    boolean flag() {
        return next(1) == 1;
    }

    /** A flag, and where it is not set the one after it. */
    boolean thisOrNext() {
        boolean set = flag();
        return set || flag();
    }

    void skip(int count) {
        at += count;
    }

    /** An unsigned Exp-Golomb code, ue(v) in the standards. */
    int unsigned() {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > 31) {
                throw new IndexOutOfBoundsException("an Exp-Golomb code of more than 32 bits");
            }
        }
        return (1 << zeros) - 1 + next(zeros);
    }

    /** So many unsigned codes that nobody needs. */
    void skipUnsigned(int count) {
        for (int i = 0; i < count; i++) {
            unsigned();
        }
    }

    /** A signed Exp-Golomb code, se(v). */
    int signed() {
        int code = unsigned();
        return code % 2 == 0 ? -(code / 2) : (code + 1) / 2;
    }
}
