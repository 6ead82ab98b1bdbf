package dev.assay.notebook.export;

import java.util.List;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the renderer of pages, or what draws for it, ends with an error on: a drawing with a view box of letters, an item of a list
 * that floats. It is found where each block is printed alone, and it alone pays for it: style goes first, then drawings.
 */
final class Unprintable {

    private static final Sought ON_THE_PAGE =
            Sought.none("the renderer of this PDF fails on it; the page in HTML shows it");

    private final Element style;
    private final Predicate<Document> isPrinted;

    private Unprintable(Element style, Predicate<Document> isPrinted) {
        this.style = style;
        this.isPrinted = isPrinted;
    }

    /**
     * Puts words in the place of what is not printed.
     *
     * @param isPrinted whether a page is, all of it
     * @return whether there was any
     */
    static boolean replace(Document page, Predicate<Document> isPrinted) {
        Unprintable unprintable = new Unprintable(page.expectFirst("style"), isPrinted);
        boolean any = false;
        for (Element block : List.copyOf(page.body().children())) {
            if (!unprintable.isPrinted(block)) {
                unprintable.replace(block);
                any = true;
            }
        }
        return any;
    }

    private boolean isPrinted(Element block) {
        Document alone = Document.createShell("");
        alone.head().appendChild(style.clone());
        alone.body().appendChild(block.clone());
        return isPrinted.test(alone);
    }

    private void replace(Element block) {
        for (Element drawing : block.select("svg:not(svg svg), img")) {
            if (!isPrinted(drawing)) {
                drawing.replaceWith(words(drawing.attr("alt"), "drawing"));
            }
        }
        if (!isPrinted(block)) {
            block.select("*").stream()
                    .filter(element -> element.closest("svg") == null)
                    .forEach(element -> element.removeAttr("style"));
        }
        if (!isPrinted(block)) {
            block.replaceWith(new Element("p").appendChild(words("", "output")));
        }
    }

    private static Element words(String alt, String otherwise) {
        return new Element("em").text(NamedPictures.words(alt, otherwise, ON_THE_PAGE));
    }
}
