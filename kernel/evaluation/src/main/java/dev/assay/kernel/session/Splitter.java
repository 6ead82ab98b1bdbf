package dev.assay.kernel.session;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the snippets that JShell takes one at a time. */
final class Splitter {
    private final JShell shell;

    Splitter(JShell shell) {
        this.shell = shell;
    }

    /**
     * One snippet of a cell.
     *
     * @param source with its semicolon
     * @param offset where it starts in the cell, in chars
     * @param end where the next one starts
     * @param complete whether it is one; else it is the rest of the cell, which is none
     */
    record Piece(String source, int offset, int end, boolean complete) {}

    /** The pieces in order; comments and blanks alone are none. */
    List<Piece> split(String cell) {
        List<Piece> pieces = new ArrayList<>();
        int offset = 0;
        String rest = cell;
        while (true) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            switch (info.completeness()) {
                case EMPTY -> {
                    return pieces;
                }
                case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> {
                    boolean more = info.completeness() == SourceCodeAnalysis.Completeness.COMPLETE
                            && !info.remaining().isEmpty();
                    int end = more ? cell.length() - info.remaining().length() : cell.length();
                    pieces.add(new Piece(info.source(), offset, end, true));
                    if (!more) {
                        return pieces;
                    }
                    offset = end;
                    rest = info.remaining();
                }
                default -> {
                    // What cannot be Java gets the compiler's own words.
                    boolean wrong = info.completeness() == SourceCodeAnalysis.Completeness.UNKNOWN;
                    pieces.add(new Piece(rest, offset, cell.length(), wrong));
                    return pieces;
                }
            }
        }
    }
}
