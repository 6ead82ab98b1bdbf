package dev.assay.kernel.session;

/**
 * Where a piece of code stands, as people are told.
 *
 * @param name {@code cell 3} or a file
 * @param line its first line there, from 1
 */
record Place(String name, int line) {
    private static final String CELL = "cell ";

    static Place cell(int number) {
        return new Place(CELL + number, 1);
    }

    /** The cell's number, 0 for a file. */
    int cell() {
        String number = name.startsWith(CELL) ? name.substring(CELL.length()) : "";
        return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
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
