package dev.assay.kernel.assist;

import java.util.List;

/**
 * A cell cut off at the word under the cursor, which is replaced by {@link Unit#MARKER}. What stands before the cut decides
 * what the statement is; of what follows only whole declarations count.
 *
 * @param cell the text up to the cut, and the marker
 * @param chunk the statement that ends in the marker
 * @param rest what follows the cursor
 */
record Cut(ChunkedCell cell, Chunk chunk, ChunkedCell rest) {
    static Cut of(ChunkedCell whole, int from, int cursor) {
        ChunkedCell cell = new ChunkedCell(whole.text().substring(0, from) + Unit.MARKER);
        List<Chunk> chunks = cell.chunks();
        // inside an open literal there is no statement, and nothing to complete either
        Chunk chunk = chunks.isEmpty()
                ? new Chunk(Chunk.Kind.STATEMENT, from, from, cell.text().length(), "", false, 0, 0)
                : chunks.get(chunks.size() - 1);
        ChunkedCell rest = new ChunkedCell(whole.text().substring(Lexer.wordEnd(whole.text(), cursor)));
        return new Cut(cell, chunk, Burden.isTooMuch(rest) ? new ChunkedCell("") : rest);
    }

    boolean afterDot() {
        int last = cell.code().size() - 2;
        return last >= 0 && cell.text(cell.code().get(last)).equals(".");
    }

    boolean importsMembers() {
        int second = chunk.first() + 1;
        return second < chunk.last() && cell.text(cell.code().get(second)).equals("static");
    }
}
