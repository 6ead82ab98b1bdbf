package dev.assay.source.metadata;

/** How much of a stranger's file we read. */
final class Limits {

    /** Longest JSON, table or list, in bytes. */
    static final long BYTES = 64L << 20;

    /** Deepest nesting of JSON. */
    static final int DEPTH = 64;

    /** Most JSON tokens in one file. */
    static final long TOKENS = 8_000_000;

    /** Longest JSON string, in characters. */
    static final int TEXT = 1 << 20;

    private Limits() {}
}
