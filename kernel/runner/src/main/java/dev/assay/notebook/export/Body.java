package dev.assay.notebook.export;

import dev.assay.notebook.code.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** The pieces of a report as markup, with the places of its headings. */
final class Body {

    /** What could lie over what others say if it were not held in a box, as could what has some styles. */
    private static final String PLACED = "svg, img[align], table[align], table[border], [rowspan]";
    /** Those that move nothing. A PDF keeps a heading with what follows only where no box is around them. */
    private static final Set<String> COLOURS = Set.of(
            "color", "background", "background-color", "font-weight", "font-style", "text-decoration", "text-align");

    private final Medium medium;
    private final Syntax syntax;
    private final Contents contents = new Contents();
    private final StringBuilder out = new StringBuilder(1 << 14);

    private Body(Medium medium, Syntax syntax) {
        this.medium = medium;
        this.syntax = syntax;
    }

    static Body of(List<List<Piece>> cells, Medium medium, Syntax syntax) {
        Body body = new Body(medium, syntax);
        for (List<Piece> pieces : cells) {
            if (!pieces.isEmpty()) {
                body.out.append("<section class=\"cell\">\n");
                pieces.forEach(body::add);
                body.out.append("</section>\n");
            }
        }
        return body;
    }

    String html() {
        return out.toString();
    }

    Contents contents() {
        return contents;
    }

    /** Text as markup. */
    static String escape(String text) {
        return Entities.escape(Terminal.plain(text));
    }

    private void add(Piece piece) {
        if (piece instanceof Piece.Prose prose) {
            prose(prose);
        } else if (piece instanceof Piece.Code code) {
            code(code);
        } else if (piece instanceof Piece.Printed printed) {
            block(
                    "pre",
                    printed.isError() ? "printed error" : "printed",
                    coloured(printed.text().stripTrailing()));
        } else if (piece instanceof Piece.Text text) {
            block("pre", "text", coloured(text.text()));
        } else if (piece instanceof Piece.Published published) {
            block("p", "published", escape(published.text()));
        } else if (piece instanceof Piece.Picture picture) {
            block("p", "picture", image(medium.picture(picture.data()), picture.alt()));
        } else if (piece instanceof Piece.Figure figure) {
            out.append(medium.figure(figure)).append('\n');
        } else if (piece instanceof Piece.Markup markup) {
            out.append(medium.markup(markup)).append('\n');
        } else if (piece instanceof Piece.Failed failed) {
            failed(failed);
        } else if (piece instanceof Piece.Note note) {
            block("p", "note", escape(note.text()));
        }
    }

    static String image(PictureData picture, String alt) {
        return "<img alt=\"" + escape(alt).replace("\"", "&quot;") + "\" src=\"" + picture.uri() + "\"/>";
    }

    private void prose(Piece.Prose prose) {
        Element html = Prose.html(prose);
        contents.add(html);
        boolean stays = html.select(PLACED).isEmpty()
                && html.select("[style]").stream().allMatch(styled -> isColoured(styled.attr("style")));
        block("div", stays ? "prose" : "prose held", html.html());
    }

    private static boolean isColoured(String style) {
        Set<String> names = StyleRules.declarations(style).keySet();
        // Each part is a declaration of its own: none hides in a bracket, or under a name that is none.
        long parts =
                Arrays.stream(style.split(";")).filter(part -> !part.isBlank()).count();
        return COLOURS.containsAll(names) && parts == names.size();
    }

    private void code(Piece.Code code) {
        StringBuilder coloured = new StringBuilder();
        for (Syntax.Token token : syntax.tokens(code.source())) {
            span(coloured, look(token.kind()), token.text());
        }
        String pre = "<pre class=\"code\"><code>" + coloured + "</code></pre>\n";
        out.append(code.folded() ? medium.folded(pre) : pre);
    }

    /** As the style sheets call it; empty for what has no colour. */
    private static String look(Syntax.Kind kind) {
        return switch (kind) {
            case KEYWORD -> "tk";
            case TYPE -> "tt";
            case STRING -> "ts";
            case COMMENT -> "tc";
            case NUMBER -> "tn";
            case MAGIC, ANNOTATION -> "ta";
            case WORD, OTHER -> "";
        };
    }

    private void failed(Piece.Failed failed) {
        String name = failed.value().isEmpty() ? failed.name() : failed.name() + ": " + failed.value();
        out.append("<div class=\"failed\"><p>").append(escape(name)).append("</p>\n");
        String trace = String.join("\n", failed.traceback());
        if (!trace.isEmpty() && !Terminal.plain(trace).strip().equals(name.strip())) { // else all of it is said
            block("pre", "printed", coloured(trace));
        }
        out.append("</div>\n");
    }

    private void block(String tag, String look, String content) {
        out.append('<')
                .append(tag)
                .append(" class=\"")
                .append(look)
                .append("\">")
                .append(content);
        out.append("</").append(tag).append(">\n");
    }

    private static String coloured(String printed) {
        StringBuilder coloured = new StringBuilder();
        for (Terminal.Run run : Terminal.runs(printed)) {
            span(coloured, run.look(), run.text());
        }
        return coloured.toString();
    }

    private static void span(StringBuilder out, String look, String text) {
        if (look.isEmpty()) {
            out.append(escape(text));
        } else {
            out.append("<span class=\"")
                    .append(look)
                    .append("\">")
                    .append(escape(text))
                    .append("</span>");
        }
    }
}
