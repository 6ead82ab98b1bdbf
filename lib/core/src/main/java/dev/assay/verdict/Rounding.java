package dev.assay.verdict;

/** Seconds and shares as they are written: sums of binary fractions otherwise end in noise that differs by order. */
final class Rounding {

    private Rounding() {}

    static double millis(double seconds) {
        return Math.round(seconds * 1e3) / 1e3;
    }

    static double share(double share) {
        return Math.round(share * 1e6) / 1e6;
    }
}
