package dev.assay.kernel.session;

/**
 * How a cell is written as the body of a method.
 *
 * @param valued whether the body returns what the last expression is worth
 * @param body the text of the body; its lines are the cell's
 */
record CellForm(boolean valued, String body) {
    /** The variable that holds the value; no cell on the fast path mentions it. */
    static final String VALUE = "$$value";

    /** Statements only. */
    static CellForm statements(String text) {
        return new CellForm(false, text);
    }

    /**
     * Statements and an expression. {@code var} makes javac see the expression as JShell does: by itself, not as something
     * that is to become an Object ({@code switch} and {@code ?:} differ in that).
     */
    static CellForm value(String head, String last) {
        return new CellForm(true, head + "var " + VALUE + "=" + last + "\n;return " + VALUE + ";");
    }

    /** What the method returns. */
    String type() {
        return valued ? "java.lang.Object" : "void";
    }
}
