package dev.assay.kernel.magic;

import java.util.List;

/** A piece of a cell: Java, or a magic. Lines count from 1 at the top of the cell. */
public sealed interface Part {
    /** The line of the cell it begins on. */
    int line();

    /**
     * Java, without the magic lines around it; never blank.
     *
     * @param code whole lines, as they stand in the cell
     */
    record Code(int line, String code) implements Part {}

    /**
     * {@code %name rest}.
     *
     * @param rest what follows the name, trimmed; lines ended by a backslash are joined by a blank
     */
    record Line(int line, String name, String rest) implements Part {}

    /**
     * {@code %%name rest} on the first line, with everything below it.
     *
     * @param body the lines below, as they stand in the cell
     * @param bodyLine the line the body begins on
     */
    record Whole(int line, String name, String rest, String body, int bodyLine) implements Part {}

    /**
     * Takes a cell apart. A line is a magic where its first character is {@code %}, a name follows at once, and a statement
     * could begin there: outside strings, text blocks, comments and brackets, and at the top or after {@code ;} or
     * {@code }}. So {@code %} at the start of a continued expression stays the remainder operator.
     *
     * @throws MagicError where a magic stands in a block, or a cell magic below the first line
     */
    static List<Part> parse(String cell) {
        return new PartParser(cell).parse();
    }
}
