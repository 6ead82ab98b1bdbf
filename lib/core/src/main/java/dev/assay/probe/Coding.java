package dev.assay.probe;

/**
 * A column's values as codes.
 *
 * @param codes one an item, at least 0 and below {@code count}
 * @param count levels or bins, and one for what is missing
 */
record Coding(int[] codes, int count) {

    /** Whether all items have one code, so that nothing can be told from it. */
    boolean isConstant() {
        for (int code : codes) {
            if (code != codes[0]) {
                return false;
            }
        }
        return true;
    }
}
