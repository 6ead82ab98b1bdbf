package dev.assay.kernel.assist;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A compilation unit that gives the statement under the cursor everything it can see: the session's declarations, those of
 * the cell's other statements, and earlier variables of the cell; nothing of it is ever run.
 *
 * @param source Java, with the statement in the body of a method
 * @param shift what to add to a position of the cell to find it in the source; holds from the statement's body on
 */
record Unit(String source, int shift) {
    static final String PACKAGE = "REPL";
    static final String HOLDER = "assay$session";
    /** Stands for the word under the cursor. */
    static final String MARKER = "assay$cursor";

    /** The cut statement, every bracket closed. */
    static Unit marked(Declarations.Snapshot session, Cut cut) {
        return around(session, cut.cell(), cut.chunk(), cut.rest());
    }

    /** The statement as it stands, brackets it leaves open closed. */
    static Unit whole(Declarations.Snapshot session, ChunkedCell cell, Chunk chunk) {
        return around(session, cell, chunk, new ChunkedCell(""));
    }

    private static int bodyOf(ChunkedCell cell, Chunk chunk) {
        if (chunk.kind() != Chunk.Kind.IMPORT) {
            return chunk.body();
        }
        // what is imported reads like an expression, and is found like one
        int at = chunk.first() + 1;
        if (at < chunk.last() && cell.text(cell.code().get(at)).equals("static")) {
            at++;
        }
        return at < chunk.last() ? cell.code().get(at).start() : chunk.end();
    }

    private static String closed(ChunkedCell cell, Chunk chunk) {
        StringBuilder statement = new StringBuilder(cell.text().substring(bodyOf(cell, chunk), chunk.end()));
        List<Token> open = cell.openAt(chunk.start(), chunk.end());
        for (int i = open.size() - 1; i >= 0; i--) {
            char opener = cell.text().charAt(open.get(i).start());
            statement.append(opener == '{' ? ";}" : ChunkedCell.closer(opener));
        }
        return statement.append(';').toString();
    }

    private static Unit around(Declarations.Snapshot session, ChunkedCell cell, Chunk chunk, ChunkedCell rest) {
        StringBuilder imports = new StringBuilder("package " + PACKAGE + ";\n");
        session.imports().forEach(line -> imports.append(line).append('\n'));
        Around around = new Around(imports, new StringBuilder(), new StringBuilder(), new LinkedHashSet<>());
        cell.chunks().stream()
                .filter(other -> other.start() != chunk.start() && other.finished())
                .forEach(other -> around.add(cell, other, other.start() < chunk.start()));
        rest.chunks().stream().filter(Chunk::finished).forEach(other -> around.add(rest, other, false));
        StringBuilder source = imports.append("class ").append(HOLDER).append(" {\n");
        session.members(around.declared).forEach(member -> source.append(member).append('\n'));
        source.append(around.members)
                .append("static void assay$cell() throws Throwable {\n")
                .append(around.locals);
        boolean method = chunk.kind() == Chunk.Kind.METHOD;
        source.append(method ? "class assay$method {" : "");
        int shift = source.length() - bodyOf(cell, chunk);
        source.append(closed(cell, chunk))
                .append('\n')
                .append(method ? "}" : "")
                .append("}\n}\n");
        return new Unit(source.toString(), shift);
    }

    /** What the cell's other statements give to the one under the cursor. */
    private record Around(StringBuilder imports, StringBuilder members, StringBuilder locals, Set<String> declared) {
        void add(ChunkedCell cell, Chunk other, boolean earlier) {
            String text = cell.text().substring(other.body(), other.end());
            switch (other.kind()) {
                case IMPORT -> imports.append(text).append('\n');
                case METHOD ->
                    members.append(Declarations.withoutBodies(cell, other)).append('\n');
                case TYPE -> {
                    declared.add(other.name());
                    members.append(Declarations.withoutBodies(cell, other)).append('\n');
                }
                case VARIABLE -> {
                    if (earlier) {
                        declared.add(other.name());
                        members.append("static ").append(text).append('\n');
                    }
                }
                case INFERRED -> locals.append(earlier ? text + "\n" : "");
                default -> {
                    // declares nothing
                }
            }
        }
    }
}
