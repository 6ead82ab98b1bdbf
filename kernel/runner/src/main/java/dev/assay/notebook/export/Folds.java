package dev.assay.notebook.export;

import org.jsoup.nodes.Element;

/** Folded parts of markup, where nothing unfolds: what stood in them stands under their titles. */
final class Folds {

    private Folds() {}

    /** A table's caption goes that says no more than the title right above it. */
    static void open(Element root) {
        for (Element caption : root.select("details caption")) {
            Element fold = caption.closest("details");
            if (fold != null && caption.text().equals(fold.select("> summary").text())) {
                caption.remove();
            }
        }
    }
}
