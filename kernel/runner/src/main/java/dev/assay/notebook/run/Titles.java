package dev.assay.notebook.run;

import dev.assay.notebook.format.Cell;
import java.util.List;

/** What people call a cell: its first comment or line of code, else the heading above it. */
final class Titles {
    private static final int MOST = 60;

    private Titles() {}

    static String of(List<Cell> cells, int index) {
        String first = firstLine(cells.get(index).source());
        if (first.startsWith("//") || first.startsWith("#")) {
            return shown(first.replaceFirst("^(//+|#+)\\s*", ""));
        }
        for (int i = index - 1; i >= 0; i--) {
            if (cells.get(i) instanceof Cell.Markdown text) {
                String heading = firstLine(text.source());
                if (heading.startsWith("#")) {
                    return shown(heading.replaceFirst("^#+\\s*", ""));
                }
            }
        }
        return shown(first);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }

    /** What a file says is data: nothing of it moves the cursor of a terminal. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.codePointCount(0, plain.length()) <= MOST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, MOST - 1)) + "…";
    }
}
