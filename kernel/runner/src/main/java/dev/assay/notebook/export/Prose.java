package dev.assay.notebook.export;

import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

/** Markdown as CommonMark has it, with tables, struck words, tasks and formulas. */
final class Prose {

    private static final List<Extension> PLAIN = List.of(
            TablesExtension.create(),
            StrikethroughExtension.builder().requireTwoTildes(true).build(), // one means "about"
            TaskListItemsExtension.create());
    static final List<Extension> EXTENSIONS =
            Stream.concat(PLAIN.stream(), Stream.of(new Formulas())).toList();
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Parser WITHOUT_FORMULAS =
            Parser.builder().extensions(PLAIN).build();
    /** The first extension for a node is the one that writes it. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(new Tasks()))
            .extensions(EXTENSIONS)
            .build();

    private Prose() {}

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** Whether it can be parsed: a table of very many cells cannot. */
    static boolean isReadable(String markdown) {
        try {
            parse(markdown);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As a reader understands it who knows no formulas. */
    static Node withoutFormulas(String markdown) {
        return WITHOUT_FORMULAS.parse(markdown);
    }

    /** As markup that may stand in a page. */
    static Element html(Piece.Prose prose) {
        String html = prose.pictures().inMarkup(RENDERER.render(Tasks.beside(PARSER.parse(prose.markdown()))));
        Element body = SafeHtml.of(html).withoutNames().body();
        for (Element styled : body.select("[style]")) {
            styled.attr("style", SafeCss.inPlace(styled.attr("style")));
        }
        return body;
    }
}
