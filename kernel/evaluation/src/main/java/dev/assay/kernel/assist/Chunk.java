package dev.assay.kernel.assist;

/**
 * One top-level statement or declaration of a cell; positions are UTF-16.
 *
 * @param start where its first token starts
 * @param body where it starts without {@code public}, {@code private}, {@code protected}, {@code static} and {@code final}
 * @param end where its last token ends
 * @param name what it declares, empty for a statement
 * @param finished whether it ends in a semicolon or closing brace as it should
 * @param first its first token's index
 * @param last one past its last token's index
 */
record Chunk(Kind kind, int start, int body, int end, String name, boolean finished, int first, int last) {
    enum Kind {
        IMPORT,
        TYPE,
        METHOD,
        /** A variable whose type is written out. */
        VARIABLE,
        /** A variable declared with {@code var}. */
        INFERRED,
        STATEMENT,
        MAGIC
    }

    boolean covers(int cursor) {
        return start <= cursor && cursor <= end;
    }
}
