package dev.assay.notebook.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * A formula without dollar signs, as Jupyter knows it: from {@code \begin} to {@code \end} of what holds formulas, in one
 * paragraph, of which it may be the beginning.
 */
final class Environment extends AbstractBlockParser {

    private static final Pattern BEGIN = Pattern.compile(
            "\\\\begin\\{((?:align|alignat|displaymath|eqnarray|equation|flalign|gather|math|multline)\\*?)}.*");

    /** In its place while lines are read: in a paragraph they might begin a list. */
    private final Block block = new CustomBlock() {};

    private final SourceLines lines = SourceLines.empty();
    private final String end;
    private boolean ended;

    private Environment(String name) {
        this.end = "\\end{" + name + "}";
    }

    static @Nullable BlockStart start(ParserState state, MatchedBlockParser around) {
        int first = state.getNextNonSpaceIndex();
        String line = state.getLine().getContent().toString().substring(first);
        Matcher begin = BEGIN.matcher(line);
        return state.getIndent() < 4 && begin.matches()
                ? BlockStart.of(new Environment(begin.group(1))).atIndex(first)
                : BlockStart.none();
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return ended || state.isBlank() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        lines.addLine(line);
        ended |= line.getContent().toString().contains(end);
    }

    /** What nobody ended is text. */
    @Override
    public void parseInlines(InlineParser parser) {
        Paragraph paragraph = new Paragraph();
        block.insertAfter(paragraph);
        block.unlink();
        if (ended) {
            String text = lines.getContent();
            int behind = text.indexOf(end) + end.length();
            paragraph.appendChild(Formulas.node("", text.substring(0, behind)));
            parser.parse(SourceLines.of(SourceLine.of(text.substring(behind), null)), paragraph);
        } else {
            parser.parse(lines, paragraph);
        }
    }
}
