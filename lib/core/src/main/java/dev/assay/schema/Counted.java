package dev.assay.schema;

/** Counts in words: {@code 1 item}, {@code 3 items}. */
public final class Counted {

    private Counted() {}

    /** A count with a noun whose plural ends in s. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** A count with whatever words follow it, which may be a noun and its verb. */
    public static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
