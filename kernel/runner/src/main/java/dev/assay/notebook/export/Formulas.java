package dev.assay.notebook.export;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.markdown.MarkdownNodeRendererContext;
import org.commonmark.renderer.markdown.MarkdownNodeRendererFactory;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.markdown.MarkdownWriter;

/**
 * Formulas between dollar signs, by pandoc's rule, so that prices stay prices: one opens before what is no space, and closes
 * behind what is no space and before what is no digit. Two open and close one that stands alone; more are text.
 */
final class Formulas
        implements InlineContentParserFactory,
                Parser.ParserExtension,
                HtmlRenderer.HtmlRendererExtension,
                MarkdownRenderer.MarkdownRendererExtension {

    /** Characters of a formula; what is longer is text with a sign that nobody closed. */
    private static final int LONGEST = 2_000;

    private static final Pattern TAG = Pattern.compile("<(?=[^\\s$])");
    /** The beginning of a line that might begin a list, a heading or a quotation, unless it is indented. */
    private static final Pattern BLOCK = Pattern.compile("^[^\\p{L}\\\\${(]");

    @Override
    public void extend(Parser.Builder parser) {
        parser.customInlineContentParserFactory(this).customBlockParserFactory(Environment::start);
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
                return ParsedInline.of(node("$".repeat(signs), tex.get()), scanner.position());
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
            if (c == '`' || (c == '*' && last == '*')) {
                return Optional.empty();
            }
            if (c == '$' && !escaped) {
                String tex = scanner.getSource(begin, scanner.position()).getContent();
                boolean ends = signs == 2 ? !tex.isBlank() : !Character.isWhitespace(last);
                return ends
                                && scanner.matchMultiple('$') == signs
                                && !Character.isLetterOrDigit(scanner.peekCodePoint())
                        ? Optional.of(tex)
                        : Optional.empty();
            }
            escaped = c == '\\' && !escaped; // of two backslashes the first escapes the second
            last = c;
            scanner.next();
        }
        return Optional.empty();
    }

    /** Whether a text is one formula and nothing else. */
    static boolean isOne(String markdown) {
        Node first = Prose.parse(markdown).getFirstChild();
        return first instanceof Paragraph
                && first.getNext() == null
                && first.getFirstChild() instanceof Source source
                && source.getNext() == null;
    }

    static Node node(String signs, String tex) {
        Source node = new Source(signs, tex);
        node.appendChild(new Text(signs + tex + signs));
        return node;
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(
                context -> new Renderer(source -> context.getWriter().raw(source.html())));
    }

    /** A sign of the text itself is escaped: it opened nothing where it stood, but might as what is written anew. */
    @Override
    public void extend(MarkdownRenderer.Builder renderer) {
        renderer.nodeRendererFactory(new MarkdownNodeRendererFactory() {
            @Override
            public NodeRenderer create(MarkdownNodeRendererContext context) {
                return new Renderer(source -> write(source, context.getWriter()));
            }

            @Override
            public Set<Character> getSpecialCharacters() {
                return Set.of('$');
            }
        });
    }

    private static void write(Source source, MarkdownWriter writer) {
        String[] lines = source.harmless().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                writer.line();
                writer.raw(BLOCK.matcher(lines[i]).find() ? "    " : "");
            }
            writer.raw(lines[i]);
        }
    }

    /** A formula as it is written; where only text can stand, as in what stands for a picture, its child is read. */
    static final class Source extends CustomNode {
        private final String signs;
        private final String tex;

        private Source(String signs, String tex) {
            this.signs = signs;
            this.tex = tex;
        }

        /** As it is written, where it cannot be shown whole. */
        private String html() {
            return Formula.html(tex)
                    .map(shown -> "<span>" + shown + "</span>")
                    .orElseGet(() -> "<code>" + Body.escape(tex.strip()) + "</code>");
        }

        boolean isHarmless() {
            return !TAG.matcher(tex).find();
        }

        /** The same formula, as TeX heeds no space, that is no markup to a reader who knows no formulas. */
        private String harmless() {
            return signs + TAG.matcher(tex).replaceAll("< ") + signs;
        }
    }

    private record Renderer(Consumer<Source> writer) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Source.class);
        }

        @Override
        public void render(Node node) {
            writer.accept((Source) node);
        }
    }
}
