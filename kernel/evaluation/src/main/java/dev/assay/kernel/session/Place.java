package dev.assay.kernel.session;

/**
 * Where a piece of code stands, as people are told.
 *
 * @param name {@code cell 3} or a file
 * @param line its first line there, from 1
 */
record Place(String name, int line) {
    static Place cell(int number) {
        return new Place("cell " + number, 1);
    }

    /** The place so many chars further on in a text that starts here. */
    Place after(String text, int offset) {
        int lines =
                (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new Place(name, line + lines);
    }

    @Override
    public String toString() {
        return name + ", line " + line;
    }
}
