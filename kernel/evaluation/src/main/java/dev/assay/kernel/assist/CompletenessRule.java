package dev.assay.kernel.assist;

import dev.assay.kernel.Completeness;
import dev.assay.kernel.assist.Token.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Whether a console should run what is written or give another line. What is open decides first; the syntax is checked only
 * where nothing is, so that each cell is parsed once.
 */
final class CompletenessRule {
    private static final int INDENT = 4;
    private static final int DEEPEST = 40;
    private static final Completeness COMPLETE = new Completeness("complete", "");
    private static final Completeness INVALID = new Completeness("invalid", "");

    private final Compiler compiler;
    private final MagicLines magics;

    CompletenessRule(Compiler compiler, MagicLines magics) {
        this.compiler = compiler;
        this.magics = magics;
    }

    Completeness of(String code) throws IOException {
        if (code.isBlank()) {
            return COMPLETE;
        }
        ChunkedCell cell = new ChunkedCell(code);
        boolean blankEnd = code.endsWith("\n")
                && code.substring(code.stripTrailing().length())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        > 1;
        if (magics.isForeign(cell.text())) {
            return foreign(code, blankEnd);
        }
        if (code.strip().startsWith("%%") && code.strip().lines().count() == 1 && !blankEnd) {
            return incomplete("");
        }
        if (cell.mismatched() || hasBrokenString(cell)) {
            return INVALID;
        }
        Token last = cell.tokens().get(cell.tokens().size() - 1);
        if (!last.closed()) {
            // inside a text block blanks are content: go on where the last line started
            return incomplete(last.kind() == Kind.TEXT_BLOCK ? leading(code) : "");
        }
        if (!cell.open().isEmpty()) {
            return incomplete(" ".repeat(INDENT * levels(cell)));
        }
        return syntax(cell, blankEnd);
    }

    /** Another language: nobody knows when it ends, so an empty line ends it. */
    private static Completeness foreign(String code, boolean blankEnd) {
        boolean body = code.strip().lines().count() > 1;
        return blankEnd || (body && code.endsWith("\n")) ? COMPLETE : incomplete("");
    }

    private static boolean hasBrokenString(ChunkedCell cell) {
        return cell.tokens().stream().anyMatch(token -> token.kind() == Kind.STRING && !token.closed());
    }

    /** Brackets that are open, those opened in one line once. */
    private static int levels(ChunkedCell cell) {
        int levels = 0;
        int line = -1;
        for (Token token : cell.open()) {
            // innermost first: a line that holds a bracket ends before the brackets inside it start
            if (line < 0 || token.start() < line) {
                line = cell.text().lastIndexOf('\n', token.start()) + 1;
                levels++;
            }
            if (levels == DEEPEST) {
                break;
            }
        }
        return levels;
    }

    private static String leading(String code) {
        String line = code.substring(code.lastIndexOf('\n') + 1);
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static Completeness incomplete(String indent) {
        return new Completeness("incomplete", indent);
    }

    private Completeness syntax(ChunkedCell cell, boolean blankEnd) throws IOException {
        if (cell.chunks().isEmpty()) {
            return COMPLETE;
        }
        if (Burden.isTooMuch(cell)) {
            return new Completeness("unknown", "");
        }
        Chunk last = cell.chunks().get(cell.chunks().size() - 1);
        boolean header = !last.finished() && (last.kind() == Chunk.Kind.METHOD || last.kind() == Chunk.Kind.TYPE);
        if (header || last.body() == last.end()) {
            return continued(cell, last, blankEnd);
        }
        SyntaxUnit unit = SyntaxUnit.of(cell);
        boolean open = false;
        for (Diagnostic<? extends JavaFileObject> error : compiler.syntaxErrors(unit.source())) {
            if (error.getCode().equals("compiler.err.not.stmt")) {
                continue; // an expression is a statement here
            }
            boolean atEnd = error.getPosition() >= unit.end() || isOpenTry(error, unit);
            if (!atEnd) {
                return INVALID;
            }
            open |= !isSemicolon(error);
        }
        return open ? continued(cell, last, blankEnd) : COMPLETE;
    }

    /** What goes on in the next line: deeper by one level unless it is indented already. */
    private static Completeness continued(ChunkedCell cell, Chunk last, boolean blankEnd) {
        if (blankEnd) {
            return new Completeness("unknown", "");
        }
        boolean first = cell.text().indexOf('\n', last.start()) < 0
                || cell.text()
                        .substring(cell.text().indexOf('\n', last.start()))
                        .isBlank();
        return incomplete(first ? " ".repeat(INDENT) : leading(cell.text().stripTrailing()));
    }

    private static boolean isOpenTry(Diagnostic<?> error, SyntaxUnit unit) {
        return error.getPosition() >= unit.last() && error.getCode().startsWith("compiler.err.try.without.catch");
    }

    private static boolean isSemicolon(Diagnostic<?> error) {
        return error.getCode().equals("compiler.err.expected")
                && error.getMessage(Locale.ROOT).startsWith("';'");
    }

    /**
     * A cell as a compilation unit that parses where the cell does.
     *
     * @param last where its last statement starts
     * @param end where its last statement ends
     */
    private record SyntaxUnit(String source, int last, int end) {
        static SyntaxUnit of(ChunkedCell cell) {
            StringBuilder imports = new StringBuilder();
            StringBuilder body = new StringBuilder("class $ { void $() {\n");
            List<Chunk> chunks = cell.chunks();
            Chunk tail = chunks.get(chunks.size() - 1);
            for (Chunk chunk : chunks.subList(0, chunks.size() - 1)) {
                StringBuilder into = chunk.kind() == Chunk.Kind.IMPORT ? imports : body;
                append(cell, chunk, into);
            }
            if (tail.kind() == Chunk.Kind.IMPORT) {
                imports.append(cell.text(), tail.start(), tail.end());
                int end = imports.length();
                return new SyntaxUnit(imports + "\nclass $ {}", end, end);
            }
            String before = imports.toString() + body;
            StringBuilder after = new StringBuilder();
            append(cell, tail, after);
            int end = before.length() + after.toString().stripTrailing().length();
            boolean member = tail.kind() == Chunk.Kind.METHOD || tail.kind() == Chunk.Kind.TYPE;
            return new SyntaxUnit(before + after + "}}", before.length(), member ? end - 2 : end);
        }

        private static void append(ChunkedCell cell, Chunk chunk, StringBuilder into) {
            String text = cell.text().substring(chunk.body(), chunk.end());
            switch (chunk.kind()) {
                case MAGIC -> into.append('\n');
                case METHOD, TYPE -> into.append("class $ {").append(text).append(" }\n");
                default -> into.append(text).append('\n');
            }
        }
    }
}
