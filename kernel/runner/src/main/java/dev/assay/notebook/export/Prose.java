package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.notebook.format.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Markdown as CommonMark has it, with tables and formulas. */
final class Prose {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), new Formulas());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Parser WITHOUT_FORMULAS =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

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
        String html = RENDERER.render(PARSER.parse(prose.markdown()));
        if (!prose.attachments().isEmpty()) {
            html = attached(html, prose.attachments());
        }
        Element body = SafeHtml.of(html).withoutNames().body();
        for (Element styled : body.select("[style]")) {
            styled.attr("style", SafeCss.inPlace(styled.attr("style")));
        }
        return body;
    }

    /** The picture that an attachment holds. */
    static Optional<PictureData> attachment(Fields attachments, String name) {
        for (Map.Entry<String, JsonNode> one : attachments.get(name).properties()) {
            Optional<PictureData> picture =
                    PictureData.of(one.getKey(), one.getValue().asText());
            if (picture.isPresent()) {
                return picture;
            }
        }
        return Optional.empty();
    }

    private static String attached(String html, Fields attachments) {
        Document page = Jsoup.parseBodyFragment(html);
        for (Element image : page.select("img[src^=attachment:]")) {
            attachment(attachments, name(image.attr("src"))).ifPresent(picture -> image.attr("src", picture.uri()));
        }
        return page.body().html();
    }

    /** The name in an {@code attachment:} address. */
    static String name(String address) {
        String name = address.substring("attachment:".length());
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
