package dev.assay.notebook.export;

import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Markdown as it was written, unless it brings markup, pictures of its own, or links that run something. */
final class ProseMarkdown extends AbstractVisitor {

    private static final MarkdownRenderer RENDERER =
            MarkdownRenderer.builder().extensions(Prose.EXTENSIONS).build();

    private final Pictures pictures;
    private final NamedPictures named;
    private boolean changed;

    /**
     * Markdown.
     *
     * @param pictures those that stand beside it
     * @param named those that it may name
     */
    ProseMarkdown(Pictures pictures, NamedPictures named) {
        this.pictures = pictures;
        this.named = named;
    }

    String of(String markdown) {
        boolean formulas = (markdown.indexOf('$') >= 0 || markdown.contains("\\begin{")) && isHarmlessToAll(markdown);
        return written(formulas ? Prose.parse(markdown) : Prose.withoutFormulas(markdown), markdown);
    }

    /** Whether no link, picture or markup hides in formulas, which a reader who knows none would find there. */
    private boolean isHarmlessToAll(String markdown) {
        String written = reader().written(Prose.parse(markdown), markdown);
        ProseMarkdown reader = reader();
        Prose.withoutFormulas(written).accept(reader);
        return !reader.changed;
    }

    private static ProseMarkdown reader() {
        return new ProseMarkdown(new Pictures("held"), NamedPictures.none());
    }

    private String written(Node document, String markdown) {
        document.accept(this);
        return changed ? RENDERER.render(document) : markdown;
    }

    @Override
    public void visit(CustomNode node) {
        changed |= node instanceof Formulas.Source formula && !formula.isHarmless();
        visitChildren(node);
    }

    /** Markup that is left as it is stays; of other markup what it says, since what is left of it could be read as Markdown. */
    @Override
    public void visit(HtmlBlock block) {
        String written = block.getLiteral();
        SafeHtml safe = SafeHtml.of(named.inMarkup(written)).withoutNames();
        if (!safe.html().strip().equals(written.strip()) || written.indexOf('[') >= 0) {
            changed = true;
            String words = new MarkupMarkdown(pictures).of(new Piece.Markup(safe, ""));
            block.setLiteral(words.strip());
        }
    }

    /** A tag alone is harmless if it is left as it is: an end has no attributes. */
    @Override
    public void visit(HtmlInline tag) {
        String literal = tag.getLiteral();
        boolean harmless = literal.matches("</?(b|i|em|strong|sub|sup|br|code|kbd|u|s|small)\\s*/?>");
        if (!harmless) {
            changed = true;
            Element image = Jsoup.parseBodyFragment(literal).selectFirst("img[src]");
            tag.insertAfter(image == null ? new Text("") : image(image.attr("src"), image.attr("alt")));
            tag.unlink();
        }
    }

    private Node image(String address, String alt) {
        Sought sought = named.find(address);
        if (sought.picture().isEmpty()) {
            return words(alt, address, sought);
        }
        Image image = new Image(pictures.add(sought.picture().get()), null);
        image.appendChild(new Text(alt));
        return image;
    }

    private static Node words(String alt, String address, Sought sought) {
        Node words = new Emphasis("*");
        words.appendChild(new Text(NamedPictures.words(alt, address, sought)));
        return words;
    }

    @Override
    public void visit(Link link) {
        if (!isHarmless(link.getDestination())) {
            changed = true;
            link.setDestination("");
        }
        visitChildren(link);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        if (!isHarmless(definition.getDestination())) {
            changed = true;
            definition.unlink();
        }
    }

    /** What a notebook holds becomes a file; what would be fetched, or is not beside the report, becomes a link. */
    @Override
    public void visit(Image image) {
        String place = image.getDestination();
        Sought sought = named.find(place);
        if (sought.picture().isPresent()) {
            changed = true;
            image.setDestination(pictures.add(sought.picture().get()));
        } else if (!isHarmless(place)) { // a link to nowhere
            changed = true;
            image.insertAfter(words(alt(image), place, sought));
            image.unlink();
        } else if (place.contains(":") || place.startsWith("/") || place.startsWith("\\")) {
            changed = true;
            Link link = new Link(place, null);
            while (image.getFirstChild() != null) {
                link.appendChild(image.getFirstChild());
            }
            if (link.getFirstChild() == null) {
                link.appendChild(new Text("picture"));
            }
            image.insertAfter(link);
            image.unlink();
        } else if (named.local().isSomewhere()) {
            changed = true;
            image.insertAfter(words(alt(image), place, sought));
            image.unlink();
        }
    }

    private static String alt(Image image) {
        StringBuilder alt = new StringBuilder();
        image.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                alt.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                alt.append(code.getLiteral());
            }
        });
        return alt.toString();
    }

    private static boolean isHarmless(String place) {
        String plain = place.replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
        int colon = plain.indexOf(':');
        boolean relative = colon < 0 || plain.substring(0, colon).matches(".*[/?#].*");
        return relative || plain.startsWith("http:") || plain.startsWith("https:") || plain.startsWith("mailto:");
    }
}
