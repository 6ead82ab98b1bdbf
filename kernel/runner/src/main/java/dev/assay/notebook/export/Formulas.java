package dev.assay.notebook.export;

import java.util.Optional;
import java.util.Set;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Formulas between dollar signs, by pandoc's rule, so that prices stay prices: one opens before what is no space, and closes
 * behind what is no space and before what is no digit. Two open and close one that stands alone; more are text.
 */
final class Formulas implements InlineContentParserFactory, Parser.ParserExtension {

    /** Characters of a formula; what is longer is text with a sign that nobody closed. */
    private static final int LONGEST = 2_000;

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

    /** Each sign is looked at once: a run that opens nothing is text as a whole, and no formula holds a sign that is not escaped. */
    private static ParsedInline parse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int signs = scanner.matchMultiple('$');
        Position begin = scanner.position();
        if (signs <= 2 && !(signs == 1 && Character.isWhitespace(scanner.peek()))) {
            Optional<String> tex = content(scanner, signs);
            if (tex.isPresent()) {
                return ParsedInline.of(node(tex.get()), scanner.position());
            }
        }
        return ParsedInline.of(new Text("$".repeat(signs)), begin);
    }

    /** What stands before the signs that close it, behind which the scanner then is. */
    private static Optional<String> content(Scanner scanner, int signs) {
        Position begin = scanner.position();
        boolean escaped = false;
        char last = ' ';
        for (int length = 0; length <= LONGEST && scanner.hasNext(); length++) {
            char c = scanner.peek();
            if (c == '$' && !escaped) {
                String tex = scanner.getSource(begin, scanner.position()).getContent();
                boolean ends = signs == 2 ? !tex.isBlank() : !Character.isWhitespace(last);
                return ends && scanner.matchMultiple('$') == signs && mayFollow(signs, scanner.peek())
                        ? Optional.of(tex)
                        : Optional.empty();
            }
            escaped = c == '\\' && !escaped; // of two backslashes the first escapes the second
            last = c;
            scanner.next();
        }
        return Optional.empty();
    }

    private static boolean mayFollow(int signs, char next) {
        return signs == 2 || !Character.isDigit(next);
    }

    private static HtmlInline node(String tex) {
        HtmlInline node = new HtmlInline();
        node.setLiteral("<span>" + Formula.html(tex) + "</span>");
        return node;
    }
}
