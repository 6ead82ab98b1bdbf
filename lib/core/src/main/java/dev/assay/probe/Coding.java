package dev.assay.probe;

/** A column's values as codes. */
final class Coding {

    private final int[] codes;
    private final int count;

    /**
     * Of codes.
     *
     * @param codes one an item, at least 0 and below {@code count}; not copied
     * @param count levels or bins, and one for what is missing
     */
    Coding(int[] codes, int count) {
        this.codes = codes;
        this.count = count;
    }

    /** The codes themselves, for they are read in the innermost loops. */
    int[] codes() {
        return codes;
    }

    int count() {
        return count;
    }

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
