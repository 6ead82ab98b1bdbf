package dev.assay.notebook.export;

import java.util.Set;
import org.commonmark.node.HtmlInline;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Formulas between dollar signs, by pandoc's rule, so that prices stay prices: one opens before what is no space, and closes
 * behind what is no space and before what is no digit. Two open and close one that stands alone.
 */
final class Formulas implements InlineContentParserFactory, Parser.ParserExtension {

    @Override
    public void extend(Parser.Builder parser) {
        parser.customInlineContentParserFactory(this);
    }

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
        return Formulas::parse;
    }

    private static ParsedInline parse(InlineParserState state) {
        Scanner scanner = state.scanner();
        boolean alone = scanner.matchMultiple('$') == 2;
        if (!alone && Character.isWhitespace(scanner.peek())) {
            return ParsedInline.none();
        }
        Position begin = scanner.position();
        char last = ' ';
        for (char c = scanner.peek(); c != Scanner.END; c = scanner.peek()) {
            if (c == '$' && last != '\\') {
                String tex = scanner.getSource(begin, scanner.position()).getContent();
                int signs = scanner.matchMultiple('$');
                boolean closes = alone
                        ? signs == 2
                        : signs == 1 && !Character.isWhitespace(last) && !Character.isDigit(scanner.peek());
                return closes && !tex.isBlank() ? ParsedInline.of(node(tex), scanner.position()) : ParsedInline.none();
            }
            last = c;
            scanner.next();
        }
        return ParsedInline.none();
    }

    private static HtmlInline node(String tex) {
        HtmlInline node = new HtmlInline();
        node.setLiteral("<span>" + Formula.html(tex) + "</span>");
        return node;
    }
}
