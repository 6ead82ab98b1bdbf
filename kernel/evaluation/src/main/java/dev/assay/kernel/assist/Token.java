package dev.assay.kernel.assist;

/**
 * One piece of a cell; symbols are single characters, positions are UTF-16.
 *
 * @param end exclusive
 * @param closed false for a literal or comment that the text ends in
 */
record Token(Kind kind, int start, int end, boolean closed) {
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        TEXT_BLOCK,
        LINE_COMMENT,
        COMMENT,
        SYMBOL,
        /** A whole line that starts with a percent sign where a statement could start. */
        MAGIC
    }

    boolean isComment() {
        return kind == Kind.COMMENT || kind == Kind.LINE_COMMENT;
    }

    /** Whether the cursor stands inside, where nothing of Java is to be completed. */
    boolean hides(int cursor) {
        return switch (kind) {
            case STRING, TEXT_BLOCK, COMMENT -> start < cursor && (cursor < end || !closed);
            case LINE_COMMENT -> start < cursor && cursor <= end;
            case NUMBER -> start < cursor && cursor <= end;
            default -> false;
        };
    }
}
